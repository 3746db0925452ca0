package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** TransactWriteItems and TransactGetItems: their entries are single writes and reads, one in a few of which has a fault. */
final class TransactionGenerator {

    private static final List<Fault> FAULTS = List.of(
            Fault.member("no entries", "TransactItems", null),
            Fault.member("empty entries", "TransactItems", List.of()),
            Fault.member("unknown ReturnConsumedCapacity", "ReturnConsumedCapacity", "SOME"),
            Fault.member("unknown ReturnItemCollectionMetrics", "ReturnItemCollectionMetrics", "SOME"),
            Fault.member("overlong token", "ClientRequestToken", "t".repeat(37)),
            Fault.member("empty token", "ClientRequestToken", ""));

    private final Choices choices;
    private final List<Schema> schemas;

    TransactionGenerator(Choices choices, List<Schema> schemas) {
        this.choices = choices;
        this.schemas = schemas;
    }

    Step write() {
        List<TransactWriteItem> entries = new ArrayList<>();
        boolean many = choices.oneIn(40);
        for (int i = many ? choices.pick(100, 101) : choices.between(1, 4); i > 0; i--) {
            entries.add(many ? numbered(i) : action());
        }
        if (choices.oneIn(40)) {
            entries.add(
                    choices.oneIn(2)
                            ? TransactWriteItem.builder().build()
                            : entries.get(0).toBuilder()
                                    .delete(deletion(
                                            (DeleteItemRequest) item().delete().intended()))
                                    .build());
        }
        return Fault.inject(
                choices,
                Step.Kind.CALL,
                TransactWriteItemsRequest.builder()
                        .transactItems(entries)
                        .clientRequestToken(choices.oneIn(6) ? "token" + choices.below(3) : null)
                        .returnConsumedCapacity(ItemGenerator.capacity(choices))
                        .returnItemCollectionMetrics(choices.oneIn(10) ? "SIZE" : null)
                        .build(),
                FAULTS);
    }

    Step get() {
        List<TransactGetItem> entries = new ArrayList<>();
        for (int i = choices.between(1, 4); i > 0; i--) {
            GetItemRequest get = (GetItemRequest) wholeOrFaulty(item().get());
            entries.add(TransactGetItem.builder()
                    .get(Get.builder()
                            .tableName(get.tableName())
                            .key(get.hasKey() ? get.key() : null)
                            .projectionExpression(get.projectionExpression())
                            .expressionAttributeNames(
                                    get.hasExpressionAttributeNames() ? get.expressionAttributeNames() : null)
                            .build())
                    .build());
        }
        if (choices.oneIn(60)) {
            entries.add(TransactGetItem.builder().build());
        }
        return Fault.inject(
                choices,
                Step.Kind.CALL,
                TransactGetItemsRequest.builder()
                        .transactItems(entries)
                        .returnConsumedCapacity(ItemGenerator.capacity(choices))
                        .build(),
                FAULTS);
    }

    private ItemGenerator item() {
        return new ItemGenerator(choices, choices.pick(schemas));
    }

    /** With the faults in one entry of six only, or hardly any transaction would come to its conditions. */
    private DynamoDbRequest wholeOrFaulty(Step step) {
        return choices.oneIn(6) ? step.request() : step.intended();
    }

    private TransactWriteItem action() {
        TransactWriteItem.Builder entry = TransactWriteItem.builder();
        return switch (choices.below(6)) {
            case 0, 1 ->
                entry.put(put((PutItemRequest) wholeOrFaulty(item().put()))).build();
            case 2, 3 ->
                entry.update(update((UpdateItemRequest) wholeOrFaulty(item().update())))
                        .build();
            case 4 ->
                entry.delete(deletion((DeleteItemRequest) wholeOrFaulty(item().delete())))
                        .build();
            default ->
                entry.conditionCheck(check((DeleteItemRequest) wholeOrFaulty(item().delete())))
                        .build();
        };
    }

    private TransactWriteItem numbered(int number) {
        Schema schema = schemas.get(0);
        Map<String, AttributeValue> item = schema.numbered(number);
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(schema.table()).item(item).build())
                .build();
    }

    private static Put put(PutItemRequest put) {
        return Put.builder()
                .tableName(put.tableName())
                .item(put.hasItem() ? put.item() : null)
                .conditionExpression(put.conditionExpression())
                .expressionAttributeNames(put.hasExpressionAttributeNames() ? put.expressionAttributeNames() : null)
                .expressionAttributeValues(put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null)
                .returnValuesOnConditionCheckFailure(put.returnValuesOnConditionCheckFailureAsString())
                .build();
    }

    private static Update update(UpdateItemRequest update) {
        return Update.builder()
                .tableName(update.tableName())
                .key(update.hasKey() ? update.key() : null)
                .updateExpression(update.updateExpression())
                .conditionExpression(update.conditionExpression())
                .expressionAttributeNames(
                        update.hasExpressionAttributeNames() ? update.expressionAttributeNames() : null)
                .expressionAttributeValues(
                        update.hasExpressionAttributeValues() ? update.expressionAttributeValues() : null)
                .returnValuesOnConditionCheckFailure(update.returnValuesOnConditionCheckFailureAsString())
                .build();
    }

    private static Delete deletion(DeleteItemRequest delete) {
        return Delete.builder()
                .tableName(delete.tableName())
                .key(delete.hasKey() ? delete.key() : null)
                .conditionExpression(delete.conditionExpression())
                .expressionAttributeNames(
                        delete.hasExpressionAttributeNames() ? delete.expressionAttributeNames() : null)
                .expressionAttributeValues(
                        delete.hasExpressionAttributeValues() ? delete.expressionAttributeValues() : null)
                .returnValuesOnConditionCheckFailure(delete.returnValuesOnConditionCheckFailureAsString())
                .build();
    }

    private ConditionCheck check(DeleteItemRequest checked) {
        Delete delete = deletion(checked);
        boolean always = checked.conditionExpression() == null && !choices.oneIn(20);
        return ConditionCheck.builder()
                .tableName(delete.tableName())
                .key(delete.hasKey() ? delete.key() : null)
                .conditionExpression(
                        always
                                ? choices.pick("attribute_exists(pk)", "attribute_not_exists(pk)")
                                : delete.conditionExpression())
                .expressionAttributeNames(
                        delete.hasExpressionAttributeNames() ? delete.expressionAttributeNames() : null)
                .expressionAttributeValues(
                        delete.hasExpressionAttributeValues() ? delete.expressionAttributeValues() : null)
                .returnValuesOnConditionCheckFailure(delete.returnValuesOnConditionCheckFailureAsString())
                .build();
    }
}
