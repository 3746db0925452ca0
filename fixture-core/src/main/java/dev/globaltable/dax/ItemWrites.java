package dev.globaltable.dax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes go to DynamoDB first; what it accepted is then in the item cache, a deleted item as an absent one. */
final class ItemWrites {

    private final DaxContext context;
    private final DaxSettings settings;
    private final ItemCache items;

    ItemWrites(DaxContext context, DaxSettings settings, ItemCache items) {
        this.context = context;
        this.settings = settings;
        this.items = items;
    }

    AwsResponse put(PutItemRequest request) {
        AwsResponse response = context.call(request);
        items.load(items.idOfItem(request.tableName(), request.item()));
        return response;
    }

    AwsResponse update(UpdateItemRequest request) {
        AwsResponse response = context.call(request);
        items.load(items.id(request.tableName(), request.key()));
        return response;
    }

    AwsResponse delete(DeleteItemRequest request) {
        AwsResponse response = context.call(request);
        items.load(items.id(request.tableName(), request.key()));
        return response;
    }

    AwsResponse batchWrite(BatchWriteItemRequest request) {
        BatchWriteItemResponse response = context.call(request);
        request.requestItems().forEach((tableName, writes) -> {
            List<WriteRequest> unprocessed = response.unprocessedItems().getOrDefault(tableName, List.of());
            writes.stream()
                    .filter(write -> !unprocessed.contains(write))
                    .map(write -> id(tableName, write))
                    .forEach(items::load);
        });
        return response;
    }

    private ItemCache.ItemId id(String tableName, WriteRequest write) {
        return write.putRequest() != null
                ? items.idOfItem(tableName, write.putRequest().item())
                : items.id(tableName, write.deleteRequest().key());
    }

    /** A transaction says nothing of the items that come of it: they are read again, in the background. */
    AwsResponse transact(TransactWriteItemsRequest request) {
        AwsResponse response = context.call(request);
        List<ItemCache.ItemId> written =
                request.transactItems().stream().map(this::id).toList();
        context.time().at(context.time().nowMicros() + settings.refreshDelayMicros(), () -> refresh(written));
        return response;
    }

    private ItemCache.ItemId id(TransactWriteItem action) {
        if (action.put() != null) {
            return items.idOfItem(action.put().tableName(), action.put().item());
        }
        if (action.update() != null) {
            return items.id(action.update().tableName(), action.update().key());
        }
        return action.delete() != null
                ? items.id(action.delete().tableName(), action.delete().key())
                : items.id(
                        action.conditionCheck().tableName(),
                        action.conditionCheck().key());
    }

    private void refresh(List<ItemCache.ItemId> written) {
        List<TransactGetItem> gets = new ArrayList<>();
        for (ItemCache.ItemId id : written) {
            gets.add(TransactGetItem.builder()
                    .get(get -> get.tableName(id.tableName()).key(id.key()))
                    .build());
        }
        try {
            TransactGetItemsResponse response = context.call(
                    TransactGetItemsRequest.builder().transactItems(gets).build());
            for (int at = 0; at < written.size(); at++) {
                ItemResponse read = response.responses().get(at);
                items.put(written.get(at), read.hasItem() ? Optional.of(read.item()) : Optional.empty());
            }
        } catch (AwsServiceException refused) {
            // Nobody waits for it; the items stay as they are in the cache. The history tells the refusal.
            return;
        }
    }
}
