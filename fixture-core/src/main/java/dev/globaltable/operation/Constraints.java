package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * The constraints of the service model. The service checks them before anything else and reports all violations in one
 * message.
 */
public final class Constraints {

    /** The values of a member's enum, in the order in which the service's message lists them. */
    static final List<String> RETURN_VALUES = List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");

    private static final List<String> RETURN_CONSUMED_CAPACITY = List.of("INDEXES", "TOTAL", "NONE");
    private static final List<String> RETURN_ITEM_COLLECTION_METRICS = List.of("SIZE", "NONE");
    private static final List<String> RETURN_ON_FAILURE = List.of("ALL_OLD", "NONE");

    private static final List<String> ACTIONS = List.of("ADD", "DELETE", "PUT");
    private static final List<String> CONDITIONAL_OPERATORS = List.of("OR", "AND");
    private static final List<String> COMPARISON_OPERATORS = List.of(
            "IN",
            "NULL",
            "BETWEEN",
            "LT",
            "NOT_CONTAINS",
            "EQ",
            "GT",
            "NOT_NULL",
            "NE",
            "LE",
            "BEGINS_WITH",
            "GE",
            "CONTAINS");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

    private final List<String> violations = new ArrayList<>();

    public Constraints tableName(@Nullable String name) {
        return tableName("tableName", name);
    }

    Constraints tableName(String member, @Nullable String name) {
        return length(member, required(member, name), 1, 1024);
    }

    /** A table's name or ARN where the service checks the name as part of the shape: on the control plane. */
    public Constraints tableNameOrArn(@Nullable String name) {
        if (name != null && !name.startsWith("arn:")) {
            return name("tableName", name);
        }
        return tableName(name);
    }

    /** The ARN of what a tag or policy belongs to. */
    public Constraints resourceArn(@Nullable String arn) {
        return length("resourceArn", required("resourceArn", arn), 1, 1283);
    }

    public Constraints present(String member, boolean present) {
        if (!present) {
            violation("null", member, "Member must not be null");
        }
        return this;
    }

    public @Nullable String required(String member, @Nullable String value) {
        present(member, value != null);
        return value;
    }

    public Constraints length(String member, @Nullable String value, int least, int greatest) {
        if (value == null) {
            return this;
        }
        return size(member, value, value.length(), least, greatest);
    }

    /** The number of elements of a list or map; the value is what the message shows. */
    public Constraints size(String member, Object value, int size, int least, int greatest) {
        if (size < least) {
            violation(
                    "'" + ShownValue.of(value) + "'",
                    member,
                    "Member must have length greater than or equal to " + least);
        }
        if (size > greatest) {
            violation(
                    "'" + ShownValue.of(value) + "'",
                    member,
                    "Member must have length less than or equal to " + greatest);
        }
        return this;
    }

    /** A name of a table or index where the model asks for a plain one, not an ARN. */
    public Constraints name(String member, @Nullable String value) {
        length(member, value, 3, 255);
        if (value != null && !NAME.matcher(value).matches()) {
            violation("'" + value + "'", member, "Member must satisfy regular expression pattern: " + NAME.pattern());
        }
        return this;
    }

    public Constraints oneOf(String member, @Nullable String value, List<String> values) {
        if (value != null && !values.contains(value)) {
            violation(
                    "'" + value + "'",
                    member,
                    "Member must satisfy enum value set: [" + String.join(", ", values) + "]");
        }
        return this;
    }

    /** The ARN of a stream, which the request has to give. */
    Constraints streamArn(@Nullable String arn) {
        return length("streamArn", required("streamArn", arn), 37, 1024);
    }

    Constraints shardId(String member, @Nullable String id) {
        return length(member, id, 28, 65);
    }

    public Constraints atLeast(String member, @Nullable Number value, long least) {
        return between(member, value, least, Long.MAX_VALUE);
    }

    public Constraints between(String member, @Nullable Number value, long least, long greatest) {
        if (value != null && value.longValue() < least) {
            violation("'" + value + "'", member, "Member must have value greater than or equal to " + least);
        }
        if (value != null && value.longValue() > greatest) {
            violation("'" + value + "'", member, "Member must have value less than or equal to " + greatest);
        }
        return this;
    }

    /** The members that tell a write what to return. */
    Constraints returns(
            @Nullable String returnValues,
            @Nullable String consumedCapacity,
            @Nullable String itemCollectionMetrics,
            @Nullable String valuesOnConditionCheckFailure) {
        return oneOf("returnValues", returnValues, RETURN_VALUES)
                .returnConsumedCapacity(consumedCapacity)
                .returnItemCollectionMetrics(itemCollectionMetrics)
                .returnOnFailure("returnValuesOnConditionCheckFailure", valuesOnConditionCheckFailure);
    }

    Constraints returnOnFailure(String member, @Nullable String value) {
        return oneOf(member, value, RETURN_ON_FAILURE);
    }

    Constraints returnConsumedCapacity(@Nullable String value) {
        return oneOf("returnConsumedCapacity", value, RETURN_CONSUMED_CAPACITY);
    }

    Constraints returnItemCollectionMetrics(@Nullable String value) {
        return oneOf("returnItemCollectionMetrics", value, RETURN_ITEM_COLLECTION_METRICS);
    }

    /** Conditions from before expressions. */
    Constraints conditions(String parameter, Map<String, Condition> conditions) {
        new TreeMap<>(conditions).forEach((attribute, condition) -> {
            String member = parameter + "." + attribute + ".member.comparisonOperator";
            comparisonOperator(member, required(member, condition.comparisonOperatorAsString()));
        });
        return this;
    }

    Constraints expected(Map<String, ExpectedAttributeValue> expected) {
        new TreeMap<>(expected)
                .forEach((attribute, value) -> comparisonOperator(
                        "expected." + attribute + ".member.comparisonOperator", value.comparisonOperatorAsString()));
        return this;
    }

    Constraints attributeUpdates(Map<String, AttributeValueUpdate> updates) {
        new TreeMap<>(updates)
                .forEach((attribute, update) ->
                        oneOf("attributeUpdates." + attribute + ".member.action", update.actionAsString(), ACTIONS));
        return this;
    }

    private void comparisonOperator(String member, @Nullable String value) {
        oneOf(member, value, COMPARISON_OPERATORS);
    }

    Constraints conditionalOperator(@Nullable String value) {
        return oneOf("conditionalOperator", value, CONDITIONAL_OPERATORS);
    }

    /** {@code AttributesToGet}; the SDK gives one that was not set as an empty list. */
    Constraints attributesToGet(String member, boolean present, List<String> names) {
        if (present) {
            size(member, names, names.size(), 1, Integer.MAX_VALUE);
        }
        return this;
    }

    void violation(String value, String member, String constraint) {
        violations.add("Value " + value + " at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    /** Fails if anything was violated. */
    public void check() {
        if (!violations.isEmpty()) {
            String errors = violations.size() == 1 ? " validation error detected: " : " validation errors detected: ";
            throw validation(violations.size() + errors + String.join("; ", violations));
        }
    }
}
