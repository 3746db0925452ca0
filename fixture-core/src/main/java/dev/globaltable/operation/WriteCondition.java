package dev.globaltable.operation;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.expression.ConditionExpression;
import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.expression.ExpressionKind;
import dev.globaltable.expression.LegacyParameters;
import dev.globaltable.table.ReplicaTable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The condition of a write: it sees the item as the Region of the call holds it (LWW-19). */
final class WriteCondition {

    /** Every item meets it. */
    static final WriteCondition NONE = new WriteCondition(null, false);

    private final @Nullable ConditionExpression condition;
    private final boolean showItem;

    private WriteCondition(@Nullable ConditionExpression condition, boolean showItem) {
        this.condition = condition;
        this.showItem = showItem;
    }

    static WriteCondition parse(
            @Nullable String expression,
            ExpressionAttributes attributes,
            @Nullable ReturnValuesOnConditionCheckFailure onFailure) {
        if (expression == null) {
            return NONE;
        }
        return new WriteCondition(
                ConditionExpression.parse(ExpressionKind.CONDITION, expression, attributes),
                onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    /** {@code Expected}: the condition of a write that has no expression for it. */
    static WriteCondition expected(
            Map<String, ExpectedAttributeValue> entries,
            @Nullable ConditionalOperator together,
            @Nullable ReturnValuesOnConditionCheckFailure onFailure) {
        if (entries.isEmpty() && together == null) {
            return NONE;
        }
        ConditionExpression condition = LegacyParameters.expected(entries, together);
        return condition == null
                ? NONE
                : new WriteCondition(condition, onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    /** Fails when the condition looks for something inside a key attribute of the table or of an index. */
    void requireScalarKeys(ReplicaTable table) {
        if (condition != null) {
            condition.requireScalarKeys(table.keySchema().names());
            condition.requireScalarIndexKeys(table.indexes().keyNames());
        }
    }

    /** Fails with {@code ConditionalCheckFailedException} unless the item meets the condition. */
    void check(@Nullable Map<String, AttributeValue> item) {
        if (condition != null && !condition.matches(item)) {
            throw ServiceErrors.conditionalCheckFailed(showItem ? item : null);
        }
    }
}
