package dev.globaltable.operation;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** {@code DeleteItem}. */
final class DeleteItem implements Operation<DeleteItemRequest> {

    private final RegionalTables tables;

    DeleteItem(RegionalTables tables) {
        this.tables = tables;
    }

    @Override
    public DeleteItemResponse.Builder execute(DeleteItemRequest request) {
        checkShape(request);
        PutItem.requireReturnValues(request.returnValues());
        ParameterStyle style = new ParameterStyle()
                .legacy("Expected", request.expected())
                .conditionalOperator(request.conditionalOperatorAsString())
                .expression("ConditionExpression", request.conditionExpression())
                .placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        ItemAction delete = ItemAction.Delete.parse(request.key());
        ExpressionAttributes attributes = style.attributes();
        WriteCondition condition = request.conditionExpression() == null
                ? WriteCondition.expected(
                        request.expected(),
                        request.conditionalOperator(),
                        request.returnValuesOnConditionCheckFailure())
                : WriteCondition.parse(
                        request.conditionExpression(), attributes, request.returnValuesOnConditionCheckFailure());
        attributes.requireAllUsed();

        ReplicaTable table = TableLookup.forItems(tables, request.tableName());
        ItemAction.Outcome outcome = new ItemWrite(delete, condition).in(table).apply();
        return DeleteItemResponse.builder()
                .attributes(request.returnValues() == ReturnValue.ALL_OLD ? outcome.before() : null)
                .consumedCapacity(Consumption.report(
                        request.tableName(),
                        request.returnConsumedCapacity(),
                        () -> Consumption.ofWrite(table, outcome)))
                .itemCollectionMetrics(
                        ItemCollections.metrics(table, delete.attributes(), request.returnItemCollectionMetrics()));
    }

    private static void checkShape(DeleteItemRequest request) {
        new Constraints()
                .tableName(request.tableName())
                .present("key", request.hasKey())
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
}
