package dev.globaltable.operation;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.expression.LegacyParameters;
import dev.globaltable.expression.UpdateExpression;
import dev.globaltable.expression.UpdateResult;
import dev.globaltable.item.Items;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** {@code UpdateItem}. */
final class UpdateItem implements Operation<UpdateItemRequest> {

    private final RegionalTables tables;

    UpdateItem(RegionalTables tables) {
        this.tables = tables;
    }

    @Override
    public UpdateItemResponse.Builder execute(UpdateItemRequest request) {
        checkShape(request);
        ParameterStyle style = new ParameterStyle()
                .legacy("AttributeUpdates", request.attributeUpdates())
                .legacy("Expected", request.expected())
                .conditionalOperator(request.conditionalOperatorAsString())
                .expression("UpdateExpression", request.updateExpression())
                .expression("ConditionExpression", request.conditionExpression())
                .placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        Map<String, AttributeValue> keyAttributes = Items.canonical(request.key());
        ExpressionAttributes attributes = style.attributes();
        WriteCondition expected = WriteCondition.expected(
                request.expected(), request.conditionalOperator(), request.returnValuesOnConditionCheckFailure());
        UpdateExpression update = update(request, attributes);
        WriteCondition condition = request.conditionExpression() == null
                ? expected
                : WriteCondition.parse(
                        request.conditionExpression(), attributes, request.returnValuesOnConditionCheckFailure());
        attributes.requireAllUsed();

        ReplicaTable table = TableLookup.forItems(tables, request.tableName());
        ItemAction.Outcome outcome = new ItemWrite(new ItemAction.Update(keyAttributes, update), condition)
                .in(table)
                .apply();
        return UpdateItemResponse.builder()
                .attributes(returned(request.returnValues(), outcome))
                .consumedCapacity(Consumption.report(
                        request.tableName(),
                        request.returnConsumedCapacity(),
                        () -> Consumption.ofWrite(table, outcome)))
                .itemCollectionMetrics(
                        ItemCollections.metrics(table, keyAttributes, request.returnItemCollectionMetrics()));
    }

    private static @Nullable UpdateExpression update(UpdateItemRequest request, ExpressionAttributes attributes) {
        if (request.updateExpression() != null) {
            return UpdateExpression.parse(request.updateExpression(), attributes);
        }
        return request.attributeUpdates().isEmpty()
                ? null
                : LegacyParameters.attributeUpdates(request.attributeUpdates());
    }

    private static void checkShape(UpdateItemRequest request) {
        new Constraints()
                .tableName(request.tableName())
                .present("key", request.hasKey())
                .attributeUpdates(request.attributeUpdates())
                .expected(request.expected())
                .conditionalOperator(request.conditionalOperatorAsString())
                .returns(
                        request.returnValuesAsString(),
                        request.returnConsumedCapacityAsString(),
                        request.returnItemCollectionMetricsAsString(),
                        request.returnValuesOnConditionCheckFailureAsString())
                .check();
        TableLookup.requireName(request.tableName());
    }

    private static @Nullable Map<String, AttributeValue> returned(
            @Nullable ReturnValue wanted, ItemAction.Outcome outcome) {
        if (wanted == null) {
            return null;
        }
        UpdateResult result = outcome.update();
        Map<String, AttributeValue> attributes = switch (wanted) {
            case ALL_OLD -> outcome.before();
            case ALL_NEW -> outcome.after();
            case UPDATED_OLD -> result == null ? null : result.updatedOld();
            case UPDATED_NEW -> result == null ? null : result.updatedNew();
            default -> null;
        };
        return attributes == null || attributes.isEmpty() ? null : attributes;
    }
}
