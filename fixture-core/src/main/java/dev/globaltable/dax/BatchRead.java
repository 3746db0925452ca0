package dev.globaltable.dax;

import dev.globaltable.operation.Projection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** One {@code BatchGetItem}, each of its keys looked up for itself, as AWS documents it. */
final class BatchRead {

    private static final int KEYS_MAX = 100;

    private final ItemCache items;
    private final BatchGetItemRequest request;
    private final List<Part> parts = new ArrayList<>();
    /** What is known of the keys asked for: first from the cache, then from DynamoDB too. */
    private final Map<ItemCache.ItemId, Optional<Map<String, AttributeValue>>> known = new LinkedHashMap<>();

    private long sinceMicros = Long.MAX_VALUE;

    BatchRead(ItemCache items, BatchGetItemRequest request) {
        this.items = items;
        this.request = request;
        new TreeMap<>(request.requestItems())
                .forEach((tableName, wanted) -> parts.add(new Part(tableName, wanted, ids(tableName, wanted))));
        if (canBeAnswered()) {
            parts.forEach(part -> part.ids().forEach(this::lookUp));
        }
    }

    /** The keys asked of one table; {@code ids} has an element for each of them, none for strongly consistent reads. */
    private record Part(String tableName, KeysAndAttributes wanted, List<ItemCache.ItemId> ids) {}

    private List<ItemCache.ItemId> ids(String tableName, KeysAndAttributes wanted) {
        return Boolean.TRUE.equals(wanted.consistentRead())
                ? List.of()
                : wanted.keys().stream().map(key -> items.id(tableName, key)).toList();
    }

    /** Too many keys and a key twice are for DynamoDB to refuse, whatever the cache holds. */
    private boolean canBeAnswered() {
        List<ItemCache.ItemId> ids =
                parts.stream().flatMap(part -> part.ids().stream()).toList();
        int keys = parts.stream().mapToInt(part -> part.wanted().keys().size()).sum();
        return keys <= KEYS_MAX && ids.stream().distinct().count() == ids.size();
    }

    private void lookUp(ItemCache.ItemId id) {
        LruCache.Entry<Optional<Map<String, AttributeValue>>> cached = items.find(id);
        if (cached != null) {
            known.put(id, cached.value());
            sinceMicros = Math.min(sinceMicros, cached.sinceMicros());
        }
    }

    boolean hasHits() {
        return !known.isEmpty();
    }

    /** When the oldest of the items that the cache had was written into it. */
    long sinceMicros() {
        return sinceMicros;
    }

    /** What the cache does not have, {@code null} when it has all. */
    @Nullable
    BatchGetItemRequest misses() {
        Map<String, KeysAndAttributes> missing = new LinkedHashMap<>();
        for (Part part : parts) {
            List<Map<String, AttributeValue>> keys =
                    new ArrayList<>(part.wanted().keys());
            if (!part.ids().isEmpty()) {
                keys.clear();
                for (int at = 0; at < part.ids().size(); at++) {
                    if (!known.containsKey(part.ids().get(at))) {
                        keys.add(part.wanted().keys().get(at));
                    }
                }
            }
            if (!keys.isEmpty()) {
                missing.put(
                        part.tableName(), part.wanted().toBuilder().keys(keys).build());
            }
        }
        return missing.isEmpty()
                ? null
                : request.toBuilder().requestItems(missing).build();
    }

    /** Caches what DynamoDB has read just now. */
    void load(BatchGetItemResponse response) {
        for (Part part : parts) {
            KeysAndAttributes unprocessed = response.unprocessedKeys().get(part.tableName());
            for (int at = 0; at < part.ids().size(); at++) {
                ItemCache.ItemId id = part.ids().get(at);
                boolean read = unprocessed == null
                        || !unprocessed.keys().contains(part.wanted().keys().get(at));
                if (read && !known.containsKey(id)) {
                    known.put(id, items.load(id));
                }
            }
        }
    }

    /** The items of all, those of the cache and those that DynamoDB answered. */
    Map<String, List<Map<String, AttributeValue>>> items(BatchGetItemResponse answered) {
        Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
        for (Part part : parts) {
            Projection projection = Projection.of(part.wanted());
            List<Map<String, AttributeValue>> of = new ArrayList<>();
            part.ids()
                    .forEach(id -> known.getOrDefault(id, Optional.empty())
                            .map(projection::of)
                            .ifPresent(of::add));
            found.put(
                    part.tableName(),
                    part.ids().isEmpty() ? answered.responses().getOrDefault(part.tableName(), of) : of);
        }
        return found;
    }
}
