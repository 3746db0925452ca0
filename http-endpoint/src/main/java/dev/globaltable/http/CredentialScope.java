package dev.globaltable.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/**
 * The scope that a request is signed for (AWS Signature Version 4), in its {@code Authorization} header or, presigned, in its
 * query. The signature itself is not verified: there are no secrets here.
 *
 * @param accessKeyId by which a simulation tells who calls
 * @param region that the request is for
 */
record CredentialScope(String accessKeyId, Region region) {

    private static final String ALGORITHM = "AWS4-";
    private static final String SERVICE = "dynamodb";
    private static final String TERMINATOR = "aws4_request";
    private static final List<String> QUERY_PARAMETERS =
            List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date");

    /**
     * The scope of a request.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if the request is not signed, or not in full
     */
    static CredentialScope of(HttpCall call) {
        String authorization = call.header("Authorization");
        boolean presigned = call.query().contains("X-Amz-Algorithm=");
        if (authorization != null && presigned) {
            throw Refusals.invalidSignature(
                    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
        }
        if (presigned) {
            return parse(credentialInQuery(call.query()));
        }
        if (authorization == null || authorization.isBlank()) {
            throw Refusals.missingAuthenticationToken();
        }
        return parse(credentialInHeader(authorization, call));
    }

    private static String credentialInHeader(String authorization, HttpCall call) {
        Map<String, String> parameters = parameters(authorization);
        StringBuilder missing = new StringBuilder();
        for (String required : List.of("Credential", "Signature", "SignedHeaders")) {
            if (!parameters.containsKey(required)) {
                missing.append("Authorization header requires '")
                        .append(required)
                        .append("' parameter. ");
            }
        }
        if (call.header("X-Amz-Date") == null && call.header("Date") == null) {
            missing.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        if (!missing.isEmpty()) {
            throw Refusals.incompleteSignature(missing + "Authorization=" + authorization);
        }
        return parameters.getOrDefault("Credential", "");
    }

    /** What follows the algorithm, cut at commas and white space; SDKs write either. */
    private static Map<String, String> parameters(String authorization) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = authorization.startsWith(ALGORITHM) ? endOfWord(authorization, 0) : 0;
        int length = authorization.length();
        while (at < length) {
            int end = endOfWord(authorization, at);
            if (end > at) {
                int equal = authorization.indexOf('=', at);
                if (equal < 0 || equal >= end) {
                    throw Refusals.incompleteSignature("'" + authorization.substring(at, end)
                            + "' not a valid key=value pair (missing equal-sign) in Authorization header: '"
                            + authorization + "'.");
                }
                parameters.put(authorization.substring(at, equal), authorization.substring(equal + 1, end));
            }
            at = end + 1;
        }
        return parameters;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != ',' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String credentialInQuery(String query) {
        Map<String, List<String>> parameters = decoded(query);
        StringBuilder missing = new StringBuilder();
        for (String required : QUERY_PARAMETERS) {
            if (!parameters.containsKey(required)) {
                missing.append("AWS query-string parameters must include '")
                        .append(required)
                        .append("'. ");
            }
        }
        if (!missing.isEmpty()) {
            throw Refusals.incompleteSignature(missing + "Re-examine the query-string parameters.");
        }
        return parameters.getOrDefault("X-Amz-Credential", List.of("")).get(0);
    }

    private static Map<String, List<String>> decoded(String query) {
        try {
            return new QueryStringDecoder(query, false).parameters();
        } catch (IllegalArgumentException notEncoded) {
            throw Refusals.malformed(notEncoded);
        }
    }

    private static CredentialScope parse(String credential) {
        String[] scope = credential.split("/", -1);
        if (scope.length != 5) {
            throw Refusals.incompleteSignature("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + credential + "'");
        }
        Region region = KnownRegions.ofScope(scope[2]);
        StringBuilder wrong = new StringBuilder();
        if (region == null) {
            wrong.append("Credential should be scoped to a valid region, not '")
                    .append(scope[2])
                    .append("'. ");
        }
        if (!scope[3].equals(SERVICE)) {
            wrong.append("Credential should be scoped to correct service: '")
                    .append(SERVICE)
                    .append("'. ");
        }
        if (!scope[4].equals(TERMINATOR)) {
            wrong.append("Credential should be scoped with a valid terminator: '")
                    .append(TERMINATOR)
                    .append("', not '")
                    .append(scope[4])
                    .append("'. ");
        }
        if (region == null || !wrong.isEmpty()) {
            throw Refusals.invalidSignature(wrong.toString());
        }
        return new CredentialScope(scope[0], region);
    }
}
