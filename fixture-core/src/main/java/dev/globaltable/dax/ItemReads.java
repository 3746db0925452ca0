package dev.globaltable.dax;

import dev.globaltable.operation.Projection;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** {@code GetItem} and {@code BatchGetItem}: from the item cache, or through it. */
final class ItemReads {

    private final DaxContext context;
    private final ItemCache items;
    private final CachedAnswers answers;

    ItemReads(DaxContext context, ItemCache items, CachedAnswers answers) {
        this.context = context;
        this.items = items;
        this.answers = answers;
    }

    AwsResponse get(GetItemRequest request) {
        if (Boolean.TRUE.equals(request.consistentRead()) || request.tableName() == null || !request.hasKey()) {
            return context.call(request);
        }
        ItemCache.ItemId id = items.id(request.tableName(), request.key());
        LruCache.Entry<Optional<Map<String, AttributeValue>>> cached = items.find(id);
        if (cached == null) {
            AwsResponse response = context.call(request);
            items.load(id);
            return response;
        }
        Projection projection = Projection.of(request);
        return answers.give(
                request,
                GetItemResponse.builder()
                        .item(cached.value().map(projection::of).orElse(null)),
                cached.sinceMicros());
    }

    AwsResponse batchGet(BatchGetItemRequest request) {
        BatchRead read = new BatchRead(items, request);
        if (!read.hasHits()) {
            BatchGetItemResponse response = context.call(request);
            read.load(response);
            return response;
        }
        BatchGetItemRequest misses = read.misses();
        BatchGetItemResponse response =
                misses == null ? BatchGetItemResponse.builder().build() : context.call(misses);
        read.load(response);
        return answers.give(request, response.toBuilder().responses(read.items(response)), read.sinceMicros());
    }
}
