package dev.globaltable.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Reads a policy; what it does not know it refuses by name. */
final class PolicyReader {

    private static final List<String> POLICY_MEMBERS = List.of("Version", "Id", "Statement");
    private static final List<String> STATEMENT_MEMBERS =
            List.of("Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    /** The version that has variables. */
    private static final String CURRENT = "2012-10-17";

    private static final String FIRST = "2008-10-17";

    private final Policy.Kind kind;
    private boolean hasVariables;

    PolicyReader(Policy.Kind kind) {
        this.kind = kind;
    }

    Policy read(String json) {
        Map<String, JsonNode> policy = members(parse(json), "a policy");
        requireKnown(policy, POLICY_MEMBERS, "the policy element ");
        String version = policy.containsKey("Version") ? text(policy, "Version") : FIRST;
        if (!version.equals(CURRENT) && !version.equals(FIRST)) {
            throw Unsupported.malformed("Version is \"" + version + "\"; write \"" + CURRENT + "\".");
        }
        hasVariables = version.equals(CURRENT);
        List<Statement> statements = new ArrayList<>();
        for (JsonNode statement : list(policy.get("Statement"), "Statement")) {
            statements.add(statement(members(statement, "Statement")));
        }
        return new Policy(statements);
    }

    private static JsonNode parse(String json) {
        try {
            return JsonNode.parser().parse(json);
        } catch (RuntimeException notJson) {
            throw Unsupported.malformed("it is not JSON: " + json);
        }
    }

    private Statement statement(Map<String, JsonNode> statement) {
        requireKnown(statement, STATEMENT_MEMBERS, "the policy element ");
        boolean otherActions = isOther(statement, "Action");
        boolean otherResources = isOther(statement, "Resource");
        return new Statement(
                allows(text(statement, "Effect")),
                principals(statement.get("Principal")),
                texts(statement.get(otherActions ? "NotAction" : "Action"), "Action").stream()
                        .map(action -> action.toLowerCase(Locale.ROOT))
                        .toList(),
                otherActions,
                templates(texts(statement.get(otherResources ? "NotResource" : "Resource"), "Resource")),
                otherResources,
                conditions(statement.get("Condition")));
    }

    /** Whether the element is there in its negated form; it has to be there in one form. */
    private static boolean isOther(Map<String, JsonNode> statement, String element) {
        boolean negated = statement.containsKey("Not" + element);
        if (negated == statement.containsKey(element)) {
            throw Unsupported.malformed("a statement needs " + element + " or Not" + element + ", and not both.");
        }
        return negated;
    }

    private boolean allows(String effect) {
        boolean allows = effect.equalsIgnoreCase("Allow");
        if (!allows && !effect.equalsIgnoreCase("Deny")) {
            throw Unsupported.malformed("Effect is \"" + effect + "\"; write \"Allow\" or \"Deny\".");
        }
        if (allows && kind == Policy.Kind.ORGANIZATION) {
            throw Unsupported.of(
                    "the Effect \"Allow\" for everybody", "\"Deny\" here and \"Allow\" in the policy of a principal");
        }
        return allows;
    }

    private Principals principals(@Nullable JsonNode principal) {
        if (kind != Policy.Kind.RESOURCE) {
            if (principal != null) {
                throw Unsupported.malformed("only the policy of a resource has a Principal.");
            }
            return Principals.WHOEVER_HAS_IT;
        }
        if (principal == null) {
            throw Unsupported.malformed("a statement needs a Principal.");
        }
        boolean everyone = "*".equals(principal.text());
        List<String> arns = new ArrayList<>();
        if (!everyone) {
            for (Map.Entry<String, JsonNode> names :
                    members(principal, "Principal").entrySet()) {
                if (!names.getKey().equals("AWS") && !names.getKey().equals("Service")) {
                    throw Unsupported.of("the kind of Principal \"" + names.getKey() + "\"", "\"AWS\"");
                }
                for (String name : texts(names.getValue(), "Principal")) {
                    everyone |= name.equals("*");
                    arns.add(name.equals(Caller.ACCOUNT) ? Caller.ACCOUNT_ROOT : name);
                }
            }
        }
        return new Principals(everyone, List.copyOf(arns));
    }

    private List<Condition> conditions(@Nullable JsonNode block) {
        List<Condition> conditions = new ArrayList<>();
        if (block != null) {
            members(block, "Condition")
                    .forEach((operator, keys) -> members(keys, operator)
                            .forEach((key, values) -> conditions.add(condition(operator, key, values))));
        }
        return List.copyOf(conditions);
    }

    private Condition condition(String spelling, String keyName, JsonNode values) {
        Condition.Quantifier quantifier = spelling.startsWith("ForAllValues:")
                ? Condition.Quantifier.ALL
                : spelling.startsWith("ForAnyValue:") ? Condition.Quantifier.ANY : Condition.Quantifier.ONE;
        String name = spelling.substring(spelling.indexOf(':') + 1);
        boolean ifExists = name.endsWith("IfExists");
        Operator operator = Operator.of(ifExists ? name.substring(0, name.length() - "IfExists".length()) : name);
        if (operator == null || (ifExists && operator == Operator.NULL)) {
            throw Unsupported.of("the condition operator \"" + spelling + "\"", "one for strings, ARNs, Bool or Null");
        }
        ConditionKey key = ConditionKey.of(keyName);
        if (key == null) {
            throw Unsupported.of(
                    "the condition key \"" + keyName + "\"",
                    "one of " + List.of(ConditionKey.values()).toString().replaceAll("[\\[\\]]", ""));
        }
        if (key.isManyValued() && quantifier == Condition.Quantifier.ONE && operator != Operator.NULL) {
            throw Unsupported.of(
                    "\"" + spelling + "\" for the condition key " + key
                            + ", of which a request can have several values,",
                    "\"ForAllValues:" + spelling + "\" or \"ForAnyValue:" + spelling + "\"");
        }
        return new Condition(quantifier, operator, ifExists, key, templates(texts(values, keyName)));
    }

    private List<Template> templates(List<String> texts) {
        return texts.stream().map(text -> Template.of(text, hasVariables)).toList();
    }

    private static void requireKnown(Map<String, JsonNode> members, List<String> known, String what) {
        for (String member : members.keySet()) {
            if (!known.contains(member)) {
                throw Unsupported.of(what + "\"" + member + "\"", "the elements " + String.join(", ", known));
            }
        }
    }

    private static Map<String, JsonNode> members(JsonNode node, String what) {
        if (!node.isObject()) {
            throw Unsupported.malformed(what + " is no JSON object.");
        }
        return node.asObject();
    }

    private static List<JsonNode> list(@Nullable JsonNode node, String what) {
        if (node == null) {
            throw Unsupported.malformed("it has no " + what + ".");
        }
        return node.isArray() ? node.asArray() : List.of(node);
    }

    private static String text(Map<String, JsonNode> members, String name) {
        return texts(members.get(name), name).get(0);
    }

    /** One text, number or truth value, or several; as text. */
    private static List<String> texts(@Nullable JsonNode node, String what) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : list(node, what)) {
            String text = one.text();
            if (text == null) {
                throw Unsupported.malformed(what + " has a value that is no text.");
            }
            texts.add(text);
        }
        if (texts.isEmpty()) {
            throw Unsupported.malformed(what + " is empty.");
        }
        return List.copyOf(texts);
    }
}
