package dev.globaltable.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class ServiceApiTests {

    private static final String ADA = "{\"TableName\":\"profiles\",\"Item\":{\"userId\":{\"S\":\"42\"}}}";
    private static final String GET_ADA = "{\"TableName\":\"profiles\",\"Key\":{\"userId\":{\"S\":\"42\"}}}";

    @RegisterExtension
    final ServedSimulation served = new ServedSimulation();

    private static long crc32(byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return checksum.getValue();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("(none)");
    }

    @Nested
    class Calls {

        @Test
        void anItemIsSeenInTheOtherRegionWhenItHasArrived() throws Exception {
            served.send(Region.US_EAST_1, "PutItem", ADA);

            assertThat(served.send(Region.EU_WEST_1, "GetItem", GET_ADA).body()).isEqualTo("{}");
            served.simulation().clock().advance(Duration.ofMillis(800));
            assertThat(served.send(Region.EU_WEST_1, "GetItem", GET_ADA).body())
                    .isEqualTo("{\"Item\":{\"userId\":{\"S\":\"42\"}}}");
        }

        @Test
        void anAnswerHasTheServicesHeaders() throws Exception {
            HttpResponse<String> response = served.send(Region.US_EAST_1, "ListTables", "{}");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"TableNames\":[\"profiles\"]}");
            assertThat(header(response, "x-amzn-RequestId")).matches("[A-Z0-9]{52}");
            assertThat(header(response, "x-amz-crc32"))
                    .isEqualTo(Long.toString(crc32(response.body().getBytes(UTF_8))));
            assertThat(header(response, "Content-Type")).isEqualTo("application/x-amz-json-1.0");
            assertThat(header(response, "Content-Length"))
                    .isEqualTo(Integer.toString(response.body().length()));
            assertThat(header(response, "Server")).isEqualTo("Server");
            assertThat(header(response, "Date"))
                    .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        }

        @Test
        void anErrorOfTheServiceIsWrittenAsTheServiceDoes() throws Exception {
            HttpResponse<String> response =
                    served.send(Region.AP_SOUTH_1, "DescribeTable", "{\"TableName\":\"profiles\"}");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .isEqualTo("{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\","
                            + "\"message\":\"Requested resource not found: Table: profiles not found\"}");
        }

        @Test
        void whatIsNotSimulatedIsSaidWithAStatusThatNoSdkTriesAgain() throws Exception {
            HttpResponse<String> response = served.send(
                    Region.US_EAST_1,
                    "ExportTableToPointInTime",
                    "{\"TableArn\":\"arn:aws:dynamodb:us-east-1:123456789012:table/profiles\",\"S3Bucket\":\"exports\"}");

            assertThat(response.statusCode()).isEqualTo(501);
            assertThat(response.body())
                    .isEqualTo(
                            "{\"__type\":\"dev.globaltable#NotSimulatedException\",\"message\":\"The fixture does not"
                                    + " simulate ExportTableToPointInTime: it needs Amazon S3. Leave the call out of the test, or replace it with operations"
                                    + " that are simulated.\"}");
        }

        @Test
        void aFaultOfTheSimulationIsAnInternalServerError() throws Exception {
            served.simulation().close();

            HttpResponse<String> response = served.send(Region.US_EAST_1, "ListTables", "{}");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body())
                    .isEqualTo("{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\",\"message\":\"The"
                            + " request processing has failed because of an unknown error, exception or failure.\"}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]]", "{\"TableName\":"})
        void aBodyThatIsNoJsonIsASerializationException(String body) throws Exception {
            HttpResponse<String> response = served.send(Region.US_EAST_1, "DescribeTable", body);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"com.amazon.coral.service#SerializationException\"");
            assertThat(header(response, "x-amzn-RequestId")).matches("[A-Z0-9]{52}");
        }

        @Test
        void aCompressedBodyIsNotUnderstoodByTheService() throws Exception {
            HttpResponse<String> response = served.send(
                    served.call(Region.US_EAST_1, "ListTables", "\u001f\u008b").header("Content-Encoding", "gzip"));

            assertThat(response.body()).isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\"}");
        }

        @Test
        void plainJsonIsAnsweredInKind() throws Exception {
            HttpResponse<String> response = served.send(served.call(Region.US_EAST_1, "ListTables", "{}")
                    .setHeader("Content-Type", "Application/JSON; charset=utf-8"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        }
    }

    @Nested
    class Signatures {

        private static final String DATE_MISSING =
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";

        private HttpRequest.Builder unsigned() {
            return HttpRequest.newBuilder(served.uri())
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"));
        }

        private String refusal(HttpRequest.Builder request) throws Exception {
            HttpResponse<String> response = served.send(request);
            assertThat(response.statusCode()).isEqualTo(400);
            return response.body().replaceFirst(".*#(\\w+)\",\"message\":\"(.*)\"}", "$1: $2");
        }

        private String refusalOfCredential(String credential) throws Exception {
            return refusal(unsigned()
                    .header("X-Amz-Date", "20260101T000000Z")
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host, Signature=ab"));
        }

        @Test
        void aRequestWithoutOneIsRefused() throws Exception {
            assertThat(refusal(unsigned()))
                    .isEqualTo("MissingAuthenticationTokenException: Request is missing Authentication Token");
        }

        @Test
        void anotherSchemeIsAnIncompleteSignature() throws Exception {
            assertThat(refusal(unsigned().header("Authorization", "Bearer abc")))
                    .isEqualTo(
                            "IncompleteSignatureException: 'Bearer' not a valid key=value pair (missing equal-sign) in"
                                    + " Authorization header: 'Bearer abc'.");
        }

        @Test
        void oneWordIsARegionOfItsOwnAsDynamoDbLocalHasIt() throws Exception {
            assertThat(served.send(Region.of("local"), "ListTables", "{}").body())
                    .isEqualTo("{\"TableNames\":[]}");
        }

        @Test
        void everyMissingPartIsNamed() throws Exception {
            assertThat(refusal(unsigned().header("Authorization", "AWS4-HMAC-SHA256 Signature=ab")))
                    .isEqualTo("IncompleteSignatureException: Authorization header requires 'Credential' parameter. "
                            + "Authorization header requires 'SignedHeaders' parameter. " + DATE_MISSING
                            + "Authorization=AWS4-HMAC-SHA256 Signature=ab");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                ignoreLeadingAndTrailingWhitespace = false,
                value = {
                    "a/20260101/us-east-1|IncompleteSignatureException: Credential must have exactly 5 slash-delimited"
                            + " elements, e.g. keyid/date/region/service/term, got 'a/20260101/us-east-1'",
                    "a/b/20260101/us-east-1/dynamodb/aws4_request|IncompleteSignatureException: Credential must have exactly 5"
                            + " slash-delimited elements, e.g. keyid/date/region/service/term, got"
                            + " 'a/b/20260101/us-east-1/dynamodb/aws4_request'",
                    "a/20260101//dynamodb/aws4_request|InvalidSignatureException: Credential should be scoped to a valid"
                            + " region, not ''. ",
                    "a/20260101/nowhere-1/dynamodb/aws4_request|InvalidSignatureException: Credential should be scoped to a"
                            + " valid region, not 'nowhere-1'. ",
                    "a/20260101/aws-global/dynamodb/aws4_request|InvalidSignatureException: Credential should be scoped to"
                            + " a valid region, not 'aws-global'. ",
                    "a/20260101/us-east-1/s3/aws4_request|InvalidSignatureException: Credential should be scoped to correct"
                            + " service: 'dynamodb'. ",
                    "a/20260101/us-east-1/dynamodb/aws5|InvalidSignatureException: Credential should be scoped with a valid"
                            + " terminator: 'aws4_request', not 'aws5'. "
                })
        void aScopeThatTheServiceDoesNotKnowIsRefused(String credential, String expected) throws Exception {
            assertThat(refusalOfCredential(credential)).isEqualTo(expected);
        }

        @Test
        void commasWithoutSpacesWillDo() throws Exception {
            HttpResponse<String> response = served.send(unsigned()
                    .header("X-Amz-Date", "20260101T000000Z")
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/dynamodb/aws4_request,SignedHeaders=host,"
                                    + "Signature=ab"));

            assertThat(response.body()).isEqualTo("{\"TableNames\":[\"profiles\"]}");
        }

        @Test
        void aPresignedQueryIsASignatureToo() throws Exception {
            URI presigned = URI.create(served.uri() + "/?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                    + "&X-Amz-Credential=a%2F20260101%2Fsa-east-1%2Fdynamodb%2Faws4_request"
                    + "&X-Amz-Date=20260101T000000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=ab");

            assertThat(served.send(unsigned().uri(presigned)).body()).isEqualTo("{\"TableNames\":[]}");
        }

        @Test
        void aPresignedQueryMustBeComplete() throws Exception {
            assertThat(refusal(unsigned()
                            .uri(URI.create(served.uri() + "/?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                                    + "&X-Amz-Date=20260101T000000Z&X-Amz-SignedHeaders=host"))))
                    .isEqualTo("IncompleteSignatureException: AWS query-string parameters must include"
                            + " 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'."
                            + " Re-examine the query-string parameters.");
        }

        @Test
        void twoSignaturesAreOneTooMany() throws Exception {
            assertThat(refusal(served.call(Region.US_EAST_1, "ListTables", "{}")
                            .uri(URI.create(served.uri() + "/?X-Amz-Algorithm=AWS4-HMAC-SHA256"))))
                    .isEqualTo("InvalidSignatureException: Found both 'X-Amz-Algorithm' as a query-string param and"
                            + " 'Authorization' as HTTP header.");
        }

        @Test
        void anUnknownOperationIsToldBeforeAMissingSignature() throws Exception {
            HttpResponse<String> response =
                    served.send(unsigned().setHeader("X-Amz-Target", "DynamoDB_20120810.DropTable"));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .isEqualTo("{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
        }

        @Test
        void aMissingTargetIsAnUnknownOperation() throws Exception {
            HttpResponse<String> response = served.send(HttpRequest.newBuilder(served.uri())
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .isEqualTo("{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
        }
    }

    @Nested
    class OtherRequests {

        @Test
        void getSaysThatTheServiceIsHealthy() throws Exception {
            HttpResponse<String> response = served.send(HttpRequest.newBuilder(served.uri()));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("healthy: dynamodb.us-east-1.amazonaws.com ");
        }

        @Test
        void headSaysTheSameWithoutABody() throws Exception {
            HttpResponse<String> response = served.send(
                    HttpRequest.newBuilder(served.uri()).method("HEAD", HttpRequest.BodyPublishers.noBody()));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Content-Length")).isEqualTo("42");
            assertThat(response.body()).isEmpty();
        }

        @Test
        void preflightOfABrowserIsAllowed() throws Exception {
            HttpResponse<String> response = served.send(HttpRequest.newBuilder(served.uri())
                    .header("Origin", "http://localhost:3000")
                    .header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "x-amz-target")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(header(response, "Access-Control-Allow-Methods")).isEqualTo("POST");
            assertThat(header(response, "Access-Control-Allow-Headers")).isEqualTo("x-amz-target");
            assertThat(header(response, "Access-Control-Max-Age")).isEqualTo("172800");
        }

        @Test
        void aBrowserMayReadTheAnswer() throws Exception {
            HttpResponse<String> response = served.send(
                    served.call(Region.US_EAST_1, "ListTables", "{}").header("Origin", "http://localhost:3000"));

            assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
        }

        @ParameterizedTest
        @CsvSource({"GET,/tables", "POST,/tables", "PUT,/", "DELETE,/", "PATCH,/"})
        void otherPathsAndMethodsAreNoOperations(String method, String path) throws Exception {
            HttpResponse<String> response = served.send(served.call(Region.US_EAST_1, "ListTables", "{}")
                    .uri(served.uri().resolve(path))
                    .method(method, HttpRequest.BodyPublishers.ofString("{}")));

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("<UnknownOperationException/>\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/x-amz-json-1.2", "text/plain", "application/x-www-form-urlencoded"})
        void otherContentTypesAreNoOperations(String contentType) throws Exception {
            HttpResponse<String> response = served.send(
                    served.call(Region.US_EAST_1, "ListTables", "{}").setHeader("Content-Type", contentType));

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("<UnknownOperationException/>\n");
        }
    }

    @Nested
    class Compression {

        private HttpResponse<byte[]> get(String acceptEncoding) throws Exception {
            served.send(
                    Region.US_EAST_1,
                    "PutItem",
                    "{\"TableName\":\"profiles\",\"Item\":{\"userId\":{\"S\":\"42\"},\"text\":{\"S\":\""
                            + "x".repeat(5000) + "\"}}}");
            return served.sendForBytes(
                    served.call(Region.US_EAST_1, "GetItem", GET_ADA).header("Accept-Encoding", acceptEncoding));
        }

        @ParameterizedTest
        @ValueSource(strings = {"gzip", "deflate, gzip", "gzip;q=0.5, identity"})
        void aLargeAnswerIsCompressedForWhoAsksAndTheChecksumIsOfWhatTravels(String acceptEncoding) throws Exception {
            HttpResponse<byte[]> response = get(acceptEncoding);

            assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
            assertThat(response.body()).hasSizeLessThan(500);
            assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(response.body().length));
            assertThat(header(response, "x-amz-crc32")).isEqualTo(Long.toString(crc32(response.body())));
            try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
                assertThat(new String(plain.readAllBytes(), UTF_8)).contains("x".repeat(5000));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"identity", "gzip;q=0", "gzip;q=0.0", "x-gzip", "br"})
        void nobodyElseGetsItCompressed(String acceptEncoding) throws Exception {
            HttpResponse<byte[]> response = get(acceptEncoding);

            assertThat(header(response, "Content-Encoding")).isEqualTo("(none)");
            assertThat(new String(response.body(), UTF_8)).contains("x".repeat(5000));
        }

        @Test
        void aSmallAnswerIsNotCompressed() throws Exception {
            HttpResponse<String> response = served.send(
                    served.call(Region.US_EAST_1, "ListTables", "{}").header("Accept-Encoding", "gzip"));

            assertThat(response.body()).isEqualTo("{\"TableNames\":[\"profiles\"]}");
        }
    }
}
