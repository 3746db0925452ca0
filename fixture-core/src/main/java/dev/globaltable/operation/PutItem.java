package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** {@code PutItem}. */
final class PutItem implements Operation<PutItemRequest> {

    private final RegionalTables tables;

    PutItem(RegionalTables tables) {
        this.tables = tables;
    }

    @Override
    public PutItemResponse.Builder execute(PutItemRequest request) {
        checkShape(request);
        requireReturnValues(request.returnValues());
        ParameterStyle style = new ParameterStyle()
                .legacy("Expected", request.expected())
                .conditionalOperator(request.conditionalOperatorAsString())
                .expression("ConditionExpression", request.conditionExpression())
                .placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        ItemAction put = ItemAction.Put.parse(request.item());
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
        ItemAction.Outcome outcome = new ItemWrite(put, condition).in(table).apply();
        return PutItemResponse.builder()
                .attributes(request.returnValues() == ReturnValue.ALL_OLD ? outcome.before() : null)
                .consumedCapacity(Consumption.report(
                        request.tableName(),
                        request.returnConsumedCapacity(),
                        () -> Consumption.ofWrite(table, outcome)))
                .itemCollectionMetrics(
                        ItemCollections.metrics(table, put.attributes(), request.returnItemCollectionMetrics()));
    }

    private static void checkShape(PutItemRequest request) {
        new Constraints()
                .tableName(request.tableName())
                .present("item", request.hasItem())
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

    /** For writes that know only the item as it was. */
    static void requireReturnValues(@Nullable ReturnValue wanted) {
        if (wanted != null && wanted != ReturnValue.NONE && wanted != ReturnValue.ALL_OLD) {
            throw validation("ReturnValues can only be ALL_OLD or NONE");
        }
    }
}
