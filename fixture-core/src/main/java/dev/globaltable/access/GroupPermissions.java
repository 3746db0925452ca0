package dev.globaltable.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What requests for several items need: a batch its own action on each table, a transaction the action of each of its parts,
 * with the transaction as the enclosing operation.
 */
final class GroupPermissions {

    private final ItemPermissions items;

    GroupPermissions(ItemPermissions items) {
        this.items = items;
    }

    List<Permission> batchGet(BatchGetItemRequest request) {
        List<Permission> needed = new ArrayList<>();
        request.requestItems().forEach((table, asked) -> needed.add(batchGet(table, asked, request)));
        return needed;
    }

    private Permission batchGet(String table, KeysAndAttributes asked, BatchGetItemRequest request) {
        Set<String> named = ItemPermissions.named(asked.expressionAttributeNames(), asked.projectionExpression());
        ItemPermissions.addPresent(asked.attributesToGet(), named);
        Context context = new Context()
                .with(
                        ConditionKey.SELECT,
                        ItemPermissions.select(asked.projectionExpression(), asked.attributesToGet()))
                .with(ConditionKey.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString());
        return items.item("BatchGetItem", table, asked.keys(), named, context);
    }

    List<Permission> batchWrite(BatchWriteItemRequest request) {
        List<Permission> needed = new ArrayList<>();
        request.requestItems()
                .forEach((table, writes) -> needed.add(items.item(
                        "BatchWriteItem",
                        table,
                        writes.stream().map(GroupPermissions::itemOf).toList(),
                        List.of(),
                        ItemPermissions.returned(null, request.returnConsumedCapacityAsString()))));
        return needed;
    }

    /** A member that neither puts nor deletes is refused by the operation. */
    private static Map<String, AttributeValue> itemOf(WriteRequest write) {
        if (write.putRequest() != null) {
            return write.putRequest().item();
        }
        return write.deleteRequest() == null
                ? Collections.emptyMap()
                : write.deleteRequest().key();
    }

    List<Permission> transactGet(TransactGetItemsRequest request) {
        List<Permission> needed = new ArrayList<>();
        for (TransactGetItem member : request.transactItems()) {
            Get get = member.get();
            if (get != null && get.tableName() != null) {
                needed.add(items.item(
                        "GetItem",
                        get.tableName(),
                        List.of(get.key()),
                        ItemPermissions.named(get.expressionAttributeNames(), get.projectionExpression()),
                        enclosed("TransactGetItems", request.returnConsumedCapacityAsString())
                                .with(
                                        ConditionKey.SELECT,
                                        ItemPermissions.select(get.projectionExpression(), List.of()))));
            }
        }
        return needed;
    }

    List<Permission> transactWrite(TransactWriteItemsRequest request) {
        List<Permission> needed = new ArrayList<>();
        String capacity = request.returnConsumedCapacityAsString();
        for (TransactWriteItem member : request.transactItems()) {
            Put put = member.put();
            if (put != null) {
                add(
                        needed,
                        "PutItem",
                        put.tableName(),
                        put.item(),
                        capacity,
                        put.expressionAttributeNames(),
                        put.conditionExpression());
            }
            Update update = member.update();
            if (update != null) {
                add(
                        needed,
                        "UpdateItem",
                        update.tableName(),
                        update.key(),
                        capacity,
                        update.expressionAttributeNames(),
                        update.updateExpression(),
                        update.conditionExpression());
            }
            Delete delete = member.delete();
            if (delete != null) {
                add(
                        needed,
                        "DeleteItem",
                        delete.tableName(),
                        delete.key(),
                        capacity,
                        delete.expressionAttributeNames(),
                        delete.conditionExpression());
            }
            ConditionCheck check = member.conditionCheck();
            if (check != null) {
                add(
                        needed,
                        "ConditionCheckItem",
                        check.tableName(),
                        check.key(),
                        capacity,
                        check.expressionAttributeNames(),
                        check.conditionExpression());
            }
        }
        return needed;
    }

    private void add(
            Collection<Permission> needed,
            String action,
            @Nullable String table,
            Map<String, AttributeValue> item,
            @Nullable String capacity,
            Map<String, String> names,
            @Nullable String... expressions) {
        if (table != null) {
            needed.add(items.item(
                    action,
                    table,
                    List.of(item),
                    ItemPermissions.named(names, expressions),
                    enclosed("TransactWriteItems", capacity)));
        }
    }

    private static Context enclosed(String operation, @Nullable String capacity) {
        return new Context()
                .with(ConditionKey.ENCLOSING_OPERATION, operation)
                .with(ConditionKey.RETURN_CONSUMED_CAPACITY, capacity);
    }
}
