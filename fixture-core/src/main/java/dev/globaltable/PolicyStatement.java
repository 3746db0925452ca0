package dev.globaltable;

import dev.globaltable.history.CanonicalJson;
import dev.globaltable.table.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;

/**
 * A statement of a policy, for those who do not have the policy as JSON. Immutable: each method gives a narrower statement;
 * called again, it replaces what it said before.
 *
 * <pre>{@code
 * PolicyStatement.allow("dynamodb:Query").on("orders", "orders/index/by-customer").leadingKeys("${aws:username}")
 * PolicyStatement.deny("dynamodb:*").in(Region.EU_WEST_1)
 * }</pre>
 *
 * @since 0.1.0
 */
public final class PolicyStatement {

    private final String effect;
    private final List<String> actions;
    private final List<String> resources;
    private final Map<String, Map<String, List<String>>> conditions;

    private PolicyStatement(
            String effect,
            List<String> actions,
            List<String> resources,
            Map<String, Map<String, List<String>>> conditions) {
        this.effect = effect;
        this.actions = actions;
        this.resources = resources;
        this.conditions = conditions;
    }

    /**
     * Allows actions, on any resource unless {@link #on} is called.
     *
     * @param actions as IAM names them, such as {@code "dynamodb:PutItem"}; {@code *} stands for any characters
     */
    public static PolicyStatement allow(String... actions) {
        return new PolicyStatement("Allow", List.of(actions), List.of("*"), new TreeMap<>());
    }

    /** Denies actions, whatever allows them. */
    public static PolicyStatement deny(String... actions) {
        return new PolicyStatement("Deny", List.of(actions), List.of("*"), new TreeMap<>());
    }

    /**
     * Only on these tables, in any Region.
     *
     * @param tables names of tables, {@code "orders/index/by-customer"} for an index, {@code "orders/stream/*"} for the
     *     streams of a table, or whole ARNs
     */
    public PolicyStatement on(String... tables) {
        String anyRegion = TableDefinition.arn(Region.US_EAST_1, "").replace(":us-east-1:", ":*:");
        List<String> arns = List.of(tables).stream()
                .map(table -> table.startsWith("arn:") ? table : anyRegion + table)
                .toList();
        return new PolicyStatement(effect, actions, arns, conditions);
    }

    /** Only in these Regions. */
    public PolicyStatement in(Region... regions) {
        return with(
                "StringEquals",
                "aws:RequestedRegion",
                List.of(regions).stream().map(Region::id).toList());
    }

    /**
     * Only items with these partition keys: allows calls that name none but these, denies calls that name any of these.
     *
     * @param patterns {@code *} stands for any characters, <code>${aws:username}</code> for the name of the user
     */
    public PolicyStatement leadingKeys(String... patterns) {
        return with(everyOrAny() + ":StringLike", "dynamodb:LeadingKeys", List.of(patterns));
    }

    /** Only these attributes: allows calls that name none but these, denies calls that name any of these. */
    public PolicyStatement attributes(String... names) {
        return with(everyOrAny() + ":StringEquals", "dynamodb:Attributes", List.of(names));
    }

    private String everyOrAny() {
        return effect.equals("Allow") ? "ForAllValues" : "ForAnyValue";
    }

    /**
     * Only under a condition, beside those given by other operators and keys.
     *
     * @param operator such as {@code "StringNotEquals"} or {@code "ForAnyValue:StringLike"}
     * @param key such as {@code "dynamodb:Select"}
     */
    public PolicyStatement when(String operator, String key, String... values) {
        return with(operator, key, List.of(values));
    }

    private PolicyStatement with(String operator, String key, List<String> values) {
        Map<String, Map<String, List<String>>> more = new TreeMap<>(conditions);
        Map<String, List<String>> keys = new TreeMap<>(more.getOrDefault(operator, new TreeMap<>()));
        keys.put(key, values);
        more.put(operator, keys);
        return new PolicyStatement(effect, actions, resources, more);
    }

    /** These statements as a policy in IAM's language. */
    static String policy(List<PolicyStatement> statements) {
        Map<String, Object> policy = new TreeMap<>();
        policy.put("Version", "2012-10-17");
        policy.put(
                "Statement", statements.stream().map(PolicyStatement::members).toList());
        return CanonicalJson.of(policy);
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new TreeMap<>();
        members.put("Effect", effect);
        members.put("Action", actions);
        members.put("Resource", resources);
        if (!conditions.isEmpty()) {
            members.put("Condition", conditions);
        }
        return members;
    }

    /** The statement in IAM's language. */
    @Override
    public String toString() {
        return CanonicalJson.of(members());
    }
}
