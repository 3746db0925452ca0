package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.access.Policy;
import dev.globaltable.error.NotSimulatedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Reads a resource policy and writes it in the form in which the service gives it back. */
final class PolicyDocument {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int BYTES_MAX = 20_480;
    private static final List<String> REQUIRED = List.of("Effect", "Principal", "Action", "Resource");
    private static final List<String> OPPOSITES = List.of("", "NotPrincipal", "NotAction", "NotResource");
    private static final List<String> STATEMENT_ORDER = List.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    /** What a policy without a version is read as. */
    private static final String FIRST_VERSION = "2008-10-17";

    private PolicyDocument() {}

    /** The canonical form of a policy; fails unless it is one. */
    static String canonical(String text, String account) {
        if (text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw validation(INVALID + "Maximum policy size of " + BYTES_MAX + " bytes exceeded");
        }
        JsonNode policy = parse(text);
        JsonNode statement = policy.asObject().get("Statement");
        if (statement == null) {
            throw invalid("Syntax error at position (1," + (text.length() + 1) + ")");
        }
        List<JsonNode> statements = statement.isArray() ? statement.asArray() : List.of(statement);
        if (statements.isEmpty()) {
            throw invalid("Could not parse the policy: Statement is empty!");
        }
        requireUniqueIds(statements);
        JsonText json = new JsonText().open('{');
        JsonNode version = policy.asObject().get("Version");
        json.name("Version").text(version == null ? FIRST_VERSION : scalar(version));
        JsonNode id = policy.asObject().get("Id");
        if (id != null) {
            json.name("Id").text(scalar(id));
        }
        json.name("Statement").open('[');
        statements.forEach(one -> write(json, one, account));
        return json.close(']').close('}').toString();
    }

    /**
     * Reads what a canonical policy says.
     *
     * @throws NotSimulatedException if it says something that is not simulated
     */
    static Policy read(String canonical) {
        try {
            return Policy.parse(canonical, Policy.Kind.RESOURCE);
        } catch (IllegalArgumentException unsupported) {
            throw NotSimulatedException.policy(String.valueOf(unsupported.getMessage()));
        }
    }

    private static JsonNode parse(String text) {
        if (text.isBlank()) {
            throw invalid("This policy contains invalid Json");
        }
        JsonNode policy;
        try {
            policy = JsonNode.parser().parse(text);
        } catch (RuntimeException notJson) {
            throw invalid("This policy contains invalid Json");
        }
        if (policy.isNull()) {
            throw invalid("This text appears not to be a policy");
        }
        if (!policy.isObject()) {
            throw invalid("This policy contains invalid Json");
        }
        return policy;
    }

    private static void requireUniqueIds(List<JsonNode> statements) {
        Collection<String> ids = new TreeSet<>();
        for (JsonNode statement : statements) {
            JsonNode id = statement.isObject() ? statement.asObject().get("Sid") : null;
            if (id != null && !ids.add(scalar(id))) {
                throw invalid("The Statement Ids in the policy are not unique");
            }
        }
    }

    private static void write(JsonText json, JsonNode statement, String account) {
        if (!statement.isObject()) {
            throw invalid("This policy contains invalid Json");
        }
        Map<String, JsonNode> members = statement.asObject();
        for (int at = 0; at < REQUIRED.size(); at++) {
            if (!members.containsKey(REQUIRED.get(at)) && !members.containsKey(OPPOSITES.get(at))) {
                throw invalid("Missing required field " + REQUIRED.get(at));
            }
        }
        requireBounded(members);
        json.open('{');
        for (String member : STATEMENT_ORDER) {
            JsonNode value = members.get(member);
            if (value != null) {
                json.name(member);
                if (member.endsWith("Principal")) {
                    principal(json, value, account);
                } else if (member.equals("Effect")) {
                    json.text(scalar(value).equalsIgnoreCase("allow") ? "Allow" : "Deny");
                } else {
                    json.node(member.equals("Condition") ? value : single(value));
                }
            }
        }
        json.close('}');
    }

    private static void requireBounded(Map<String, JsonNode> members) {
        JsonNode effect = members.get("Effect");
        JsonNode principal = members.get("Principal");
        boolean everyone = principal != null && (isStar(principal) || isStar(ofAws(principal)));
        if (everyone
                && effect != null
                && scalar(effect).equalsIgnoreCase("allow")
                && !members.containsKey("Condition")) {
            throw validation("Resource-based policy grants unbounded access in one or more elements. Please revise the"
                    + " policy to ensure least-privilege form of access");
        }
    }

    private static @Nullable JsonNode ofAws(JsonNode principal) {
        JsonNode aws = principal.isObject() ? principal.asObject().get("AWS") : null;
        return aws == null ? null : single(aws);
    }

    private static boolean isStar(@Nullable JsonNode node) {
        return node != null && node.isString() && node.text().equals("*");
    }

    /** An account's id stands for its root. */
    private static void principal(JsonText json, JsonNode principal, String account) {
        if (!principal.isObject()) {
            if (!isStar(principal)) {
                throw validation(INVALID + "Invalid principal in policy document.");
            }
            json.node(principal);
            return;
        }
        json.open('{');
        principal.asObject().forEach((kind, value) -> {
            json.name(kind);
            List<String> names = new ArrayList<>();
            (value.isArray() ? value.asArray() : List.of(value)).forEach(one -> {
                String name = scalar(one).equals(account) ? "arn:aws:iam::" + account + ":root" : scalar(one);
                if (!names.contains(name)) {
                    names.add(name);
                }
            });
            json.texts(names);
        });
        json.close('}');
    }

    /** The text of a string, number or boolean; fails where there is another list, object or null. */
    private static String scalar(JsonNode node) {
        String text = node.text();
        if (text == null) {
            throw invalid("This policy contains invalid Json");
        }
        return text;
    }

    /** A list of one element is the same as that element. */
    private static JsonNode single(JsonNode value) {
        return value.isArray() && value.asArray().size() == 1 ? value.asArray().get(0) : value;
    }

    private static RuntimeException invalid(String what) {
        return validation(INVALID + "Invalid policy document: " + what);
    }
}
