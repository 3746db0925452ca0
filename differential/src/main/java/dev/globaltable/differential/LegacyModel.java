package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/** The constraints of the service's model on the parameters from before expressions. */
final class LegacyModel {

    private static final List<String> OPERATORS = List.of(
            "EQ",
            "NE",
            "IN",
            "LE",
            "LT",
            "GE",
            "GT",
            "BETWEEN",
            "NOT_NULL",
            "NULL",
            "CONTAINS",
            "NOT_CONTAINS",
            "BEGINS_WITH");
    private static final List<String> ACTIONS = List.of("ADD", "PUT", "DELETE");

    private LegacyModel() {}

    static void check(DynamoDbRequest request, Violations violations) {
        if (Tree.of(request).get("AttributesToGet") instanceof List<?> names) {
            violations.size("attributesToGet", names.size(), 1, Integer.MAX_VALUE);
        }
        for (String member : List.of("KeyConditions", "QueryFilter", "ScanFilter", "Expected", "AttributeUpdates")) {
            if (Members.has(request, member) && Members.get(request, member) instanceof Map<?, ?> entries) {
                String path = Character.toLowerCase(member.charAt(0)) + member.substring(1) + ".";
                entries.forEach((name, entry) -> check(path + name + ".member.", entry, violations));
            }
        }
    }

    private static void check(String path, Object entry, Violations violations) {
        if (entry instanceof Condition condition) {
            violations
                    .present(path + "comparisonOperator", condition.comparisonOperatorAsString() != null)
                    .oneOf(path + "comparisonOperator", condition.comparisonOperatorAsString(), OPERATORS);
        } else if (entry instanceof ExpectedAttributeValue expected) {
            violations.oneOf(path + "comparisonOperator", expected.comparisonOperatorAsString(), OPERATORS);
        } else if (entry instanceof AttributeValueUpdate update) {
            violations.oneOf(path + "action", update.actionAsString(), ACTIONS);
        }
    }
}
