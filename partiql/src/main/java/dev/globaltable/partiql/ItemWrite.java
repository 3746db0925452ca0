package dev.globaltable.partiql;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.operation.RegionalService;
import dev.globaltable.partiql.syntax.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A statement that writes one item.
 *
 * @param key the item's key
 * @param item all that an insert writes
 * @param change the update expression of an update
 * @param condition the condition, null when there is none
 */
record ItemWrite(
        Kind kind,
        String table,
        Map<String, AttributeValue> key,
        Map<String, AttributeValue> item,
        @Nullable String change,
        @Nullable String condition,
        Placeholders placeholders,
        Statement.@Nullable Returning returning) {

    static final String DUPLICATE = "Duplicate primary key exists in table";

    enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    /** What a write returned; nothing of it is null when it was asked for. */
    record Answer(
            @Nullable Map<String, AttributeValue> attributes,
            @Nullable ConsumedCapacity consumed) {}

    /** Writes by itself. */
    Answer execute(RegionalService service, @Nullable String returnConsumedCapacity, @Nullable String returnOnFailure) {
        try {
            return Requests.plainly(() -> switch (kind) {
                case INSERT -> put(service, returnConsumedCapacity);
                case UPDATE -> update(service, returnConsumedCapacity, returnOnFailure);
                case DELETE -> delete(service, returnConsumedCapacity, returnOnFailure);
            });
        } catch (ConditionalCheckFailedException failed) {
            if (kind == Kind.INSERT) {
                throw ServiceErrors.duplicateItem(DUPLICATE);
            }
            throw failed;
        }
    }

    private Answer put(RegionalService service, @Nullable String returnConsumedCapacity) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(condition)
                .expressionAttributeNames(placeholders.names())
                .returnConsumedCapacity(returnConsumedCapacity)
                .build();
        PutItemResponse answer = (PutItemResponse) service.execute(request).build();
        return new Answer(null, answer.consumedCapacity());
    }

    private Answer update(
            RegionalService service, @Nullable String returnConsumedCapacity, @Nullable String returnOnFailure) {
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(table)
                .key(key)
                .updateExpression(change)
                .conditionExpression(condition)
                .expressionAttributeNames(placeholders.names())
                .expressionAttributeValues(placeholders.values())
                .returnValues(returnValue())
                .returnConsumedCapacity(returnConsumedCapacity)
                .returnValuesOnConditionCheckFailure(returnOnFailure)
                .build();
        UpdateItemResponse answer =
                (UpdateItemResponse) service.execute(request).build();
        return new Answer(answer.hasAttributes() ? answer.attributes() : null, answer.consumedCapacity());
    }

    private Answer delete(
            RegionalService service, @Nullable String returnConsumedCapacity, @Nullable String returnOnFailure) {
        DeleteItemRequest request = DeleteItemRequest.builder()
                .tableName(table)
                .key(key)
                .conditionExpression(condition)
                .expressionAttributeNames(placeholders.names())
                .expressionAttributeValues(placeholders.values())
                .returnValues(returnValue())
                .returnConsumedCapacity(returnConsumedCapacity)
                .returnValuesOnConditionCheckFailure(condition == null ? null : returnOnFailure)
                .build();
        DeleteItemResponse answer =
                (DeleteItemResponse) service.execute(request).build();
        return new Answer(answer.hasAttributes() ? answer.attributes() : null, answer.consumedCapacity());
    }

    private @Nullable ReturnValue returnValue() {
        if (returning == null) {
            return null;
        }
        if (returning.all()) {
            return returning.old() ? ReturnValue.ALL_OLD : ReturnValue.ALL_NEW;
        }
        return returning.old() ? ReturnValue.UPDATED_OLD : ReturnValue.UPDATED_NEW;
    }

    /** The write as an action of a transaction. */
    TransactWriteItem action(@Nullable String returnOnFailure) {
        TransactWriteItem.Builder action = TransactWriteItem.builder();
        return switch (kind) {
            case INSERT ->
                action.put(put -> put.tableName(table)
                                .item(item)
                                .conditionExpression(condition)
                                .expressionAttributeNames(placeholders.names()))
                        .build();
            case UPDATE ->
                action.update(update -> update.tableName(table)
                                .key(key)
                                .updateExpression(change)
                                .conditionExpression(condition)
                                .expressionAttributeNames(placeholders.names())
                                .expressionAttributeValues(placeholders.values())
                                .returnValuesOnConditionCheckFailure(returnOnFailure))
                        .build();
            case DELETE ->
                action.delete(delete -> delete.tableName(table)
                                .key(key)
                                .conditionExpression(condition)
                                .expressionAttributeNames(placeholders.names())
                                .expressionAttributeValues(placeholders.values())
                                .returnValuesOnConditionCheckFailure(returnOnFailure))
                        .build();
        };
    }
}
