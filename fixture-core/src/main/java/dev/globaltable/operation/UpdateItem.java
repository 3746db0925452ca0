package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.expression.UpdateExpression;
import dev.globaltable.expression.UpdateResult;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.table.KeySchema;
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
        ParameterStyle style = new ParameterStyle("UpdateItem")
                .legacy("AttributeUpdates", request.hasAttributeUpdates())
                .legacy("Expected", request.hasExpected())
                .legacy("ConditionalOperator", request.conditionalOperatorAsString() != null)
                .expression("UpdateExpression", request.updateExpression())
                .expression("ConditionExpression", request.conditionExpression())
                .placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        Map<String, AttributeValue> keyAttributes = Items.canonical(request.key());
        ExpressionAttributes attributes = style.attributes();
        UpdateExpression update = request.updateExpression() == null
                ? null
                : UpdateExpression.parse(request.updateExpression(), attributes);
        WriteCondition condition = WriteCondition.parse(
                request.conditionExpression(), attributes, request.returnValuesOnConditionCheckFailure());
        attributes.requireAllUsed();

        ReplicaTable table = TableLookup.forItems(tables, request.tableName());
        ItemKey key = table.keySchema().keyOf(keyAttributes);
        condition.requireScalarKeys(table.keySchema());
        if (update != null) {
            update.requireScalarKeys(table.keySchema().names());
            requireKeyUntouched(table.keySchema(), update);
        }
        Map<String, AttributeValue> before = table.get(key);
        condition.check(before);
        Map<String, AttributeValue> base = before == null ? keyAttributes : before;
        UpdateResult result = update == null ? null : update.apply(base);
        Map<String, AttributeValue> after = result == null ? base : result.item();
        Items.requireUpdatedSize(after);
        table.put(key, after);
        return UpdateItemResponse.builder()
                .attributes(returned(request.returnValues(), before, after, result))
                .consumedCapacity(
                        Capacity.report(table, request.returnConsumedCapacity(), () -> Capacity.write(before, after)));
    }

    private static void checkShape(UpdateItemRequest request) {
        new Constraints()
                .tableName(request.tableName())
                .present("key", request.hasKey())
                .returns(
                        request.returnValuesAsString(),
                        request.returnConsumedCapacityAsString(),
                        request.returnItemCollectionMetricsAsString(),
                        request.returnValuesOnConditionCheckFailureAsString())
                .check();
        TableLookup.requireName(request.tableName());
    }

    private static void requireKeyUntouched(KeySchema keys, UpdateExpression update) {
        for (String attribute : update.modifiedAttributes()) {
            if (keys.includes(attribute)) {
                throw validation("One or more parameter values were invalid: Cannot update attribute " + attribute
                        + ". This attribute is part of the key");
            }
        }
    }

    private static @Nullable Map<String, AttributeValue> returned(
            @Nullable ReturnValue wanted,
            @Nullable Map<String, AttributeValue> before,
            Map<String, AttributeValue> after,
            @Nullable UpdateResult result) {
        if (wanted == null) {
            return null;
        }
        Map<String, AttributeValue> attributes = switch (wanted) {
            case ALL_OLD -> before;
            case ALL_NEW -> after;
            case UPDATED_OLD -> result == null ? null : result.updatedOld();
            case UPDATED_NEW -> result == null ? null : result.updatedNew();
            default -> null;
        };
        return attributes == null || attributes.isEmpty() ? null : attributes;
    }
}
