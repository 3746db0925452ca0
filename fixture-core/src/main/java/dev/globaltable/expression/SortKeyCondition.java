package dev.globaltable.expression;

import dev.globaltable.item.AttributeValues;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A range of sort keys.
 *
 * @param sortKey the name of the sort key
 * @param operator how the operands bound the range
 * @param operands the lower and upper bound for BETWEEN, otherwise one value
 * @since 0.1.0
 */
public record SortKeyCondition(String sortKey, Operator operator, List<AttributeValue> operands) {

    /** The operators a sort key may be compared with. */
    public enum Operator {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        BETWEEN,
        BEGINS_WITH
    }

    /** Keeps its own copy of the operands. */
    public SortKeyCondition {
        operands = List.copyOf(operands);
    }

    /** Whether a canonical sort key, of the type of the operands, lies in the range. */
    public boolean matches(AttributeValue sortKeyValue) {
        AttributeValue operand = operands.get(0);
        if (operator == Operator.BEGINS_WITH) {
            return Condition.BeginsWith.beginsWith(sortKeyValue, operand);
        }
        int order = AttributeValues.compare(sortKeyValue, operand);
        return switch (operator) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case BETWEEN -> order >= 0 && AttributeValues.compare(sortKeyValue, operands.get(1)) <= 0;
            case BEGINS_WITH -> throw new IllegalStateException("decided above");
        };
    }
}
