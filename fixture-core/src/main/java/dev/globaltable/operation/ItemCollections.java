package dev.globaltable.operation;

import dev.globaltable.item.IndexKey;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.item.KeyValue;
import dev.globaltable.table.IndexEntry;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import dev.globaltable.table.StoredItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;

/**
 * The item collections that a request wrote to: all items with one partition key, together with their entries in local
 * secondary indexes. Tables without local indexes have none.
 */
final class ItemCollections {

    private static final double GIGABYTE = 1L << 30;

    private final boolean wanted;
    private final Map<String, Set<KeyValue>> seen = new LinkedHashMap<>();
    private final Map<String, List<ItemCollectionMetrics>> metrics = new LinkedHashMap<>();

    ItemCollections(@Nullable ReturnItemCollectionMetrics wanted) {
        this.wanted = wanted == ReturnItemCollectionMetrics.SIZE;
    }

    /** Takes note of a write; of several to one collection the first. */
    void add(ReplicaTable table, ItemKey key) {
        if (wanted
                && table.indexes().hasLocal()
                && seen.computeIfAbsent(table.name(), absent -> new LinkedHashSet<>())
                        .add(key.partition())) {
            metrics.computeIfAbsent(table.name(), absent -> new ArrayList<>()).add(of(table, key.partition()));
        }
    }

    /** What the response tells, by table; {@code null} when there is nothing to tell. */
    @Nullable
    Map<String, List<ItemCollectionMetrics>> metrics() {
        return metrics.isEmpty() ? null : metrics;
    }

    /** What the response to a write of one item tells; the attributes have the partition key among them. */
    static @Nullable ItemCollectionMetrics metrics(
            ReplicaTable table, Map<String, AttributeValue> attributes, @Nullable ReturnItemCollectionMetrics wanted) {
        if (wanted != ReturnItemCollectionMetrics.SIZE || !table.indexes().hasLocal()) {
            return null;
        }
        AttributeValue partition = attributes.get(table.keySchema().partition().name());
        return partition == null ? null : of(table, KeyValue.of(partition));
    }

    private static ItemCollectionMetrics of(ReplicaTable table, KeyValue partition) {
        double least = Math.floor(bytes(table, partition) / GIGABYTE);
        return ItemCollectionMetrics.builder()
                .itemCollectionKey(
                        Collections.singletonMap(table.keySchema().partition().name(), partition.toAttributeValue()))
                .sizeEstimateRangeGB(least, least + 1)
                .build();
    }

    private static long bytes(ReplicaTable table, KeyValue partition) {
        long bytes = 0;
        for (StoredItem stored : table.items()
                .subMap(ItemKey.of(partition), true, ItemKey.endOf(partition), true)
                .values()) {
            bytes += Items.sizeBytes(stored.item());
        }
        List<KeyValue> key = List.of(partition);
        for (SecondaryIndex index : table.indexes().all()) {
            if (!index.definition().isGlobal()) {
                for (IndexEntry entry : index.entries()
                        .subMap(IndexKey.startOf(key, List.of()), true, IndexKey.endOf(key, List.of()), true)
                        .values()) {
                    bytes += Items.sizeBytes(entry.item());
                }
            }
        }
        return bytes;
    }
}
