package dev.globaltable.backup;

import dev.globaltable.item.ItemKey;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredItem;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableSettings;
import dev.globaltable.table.VectorIndexDefinition;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;

/**
 * One replica as it was: the items that it held then, whatever was still on its way (BAK-3).
 *
 * @param sizeBytes the bytes that the items take
 * @param vectorIndexes as {@code CreateTable} would declare them
 * @param timeToLive {@code null} when the table never had one
 */
record TableSnapshot(
        Region region,
        TableDefinition definition,
        TableSettings settings,
        NavigableMap<ItemKey, Map<String, AttributeValue>> items,
        long sizeBytes,
        List<VectorIndex> vectorIndexes,
        @Nullable TimeToLiveDescription timeToLive) {

    static TableSnapshot of(ReplicaTable table, @Nullable TimeToLiveDescription timeToLive) {
        return new TableSnapshot(
                table.region(),
                table.definition(),
                table.settings(),
                items(table),
                table.sizeBytes(),
                vectorIndexes(table),
                timeToLive);
    }

    /** What a table is now, with the items that it held once. */
    static TableSnapshot of(ReplicaTable table, NavigableMap<ItemKey, Map<String, AttributeValue>> items) {
        return new TableSnapshot(
                table.region(), table.definition(), table.settings(), items, 0, vectorIndexes(table), null);
    }

    private static List<VectorIndex> vectorIndexes(ReplicaTable table) {
        return table.vectorIndexes().all().stream()
                .map(index -> declaration(index.definition()))
                .toList();
    }

    private static VectorIndex declaration(VectorIndexDefinition index) {
        return VectorIndex.builder()
                .indexName(index.name())
                .vectorAttribute(attribute -> attribute.attributeName(index.attribute()))
                .dimensions((long) index.dimensions())
                .distanceFunction(index.function())
                .searchSchema(index.schema().isEmpty() ? null : index.schema())
                .projection(index.projection())
                .build();
    }

    /** The items of a table at this moment; none of them ever changes, so that only the map is copied. */
    static NavigableMap<ItemKey, Map<String, AttributeValue>> items(ReplicaTable table) {
        NavigableMap<ItemKey, Map<String, AttributeValue>> items = new TreeMap<>();
        for (Map.Entry<ItemKey, StoredItem> entry : table.items().entrySet()) {
            items.put(entry.getKey(), entry.getValue().item());
        }
        return items;
    }
}
