package dev.globaltable.table;

import dev.globaltable.item.IndexKey;
import dev.globaltable.item.Items;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a write of an item costs in write capacity units: the table's part, and that of each index whose entry it changes.
 *
 * @param local units of local secondary indexes, by their names
 * @param global units of global secondary indexes, by their names
 */
public record WriteUnits(double table, Map<String, Double> local, Map<String, Double> global) {

    private static final int UNIT_BYTES = 1024;

    /** The cost of making one image of another; either may be absent. */
    public static WriteUnits of(
            ReplicaTable table,
            @Nullable Map<String, AttributeValue> before,
            @Nullable Map<String, AttributeValue> after) {
        double units = Math.max(units(before), units(after));
        if (table.indexes().isEmpty()) {
            return new WriteUnits(units, Collections.emptyMap(), Collections.emptyMap());
        }
        Map<String, Double> local = new LinkedHashMap<>();
        Map<String, Double> global = new LinkedHashMap<>();
        for (SecondaryIndex index : table.indexes().all()) {
            double ofIndex = indexUnits(index.definition(), before, after);
            if (ofIndex > 0) {
                (index.definition().isGlobal() ? global : local).put(index.name(), ofIndex);
            }
        }
        return new WriteUnits(units, local, global);
    }

    /** One unit for each started KB; at least one, also for what is absent. */
    private static double units(@Nullable Map<String, AttributeValue> image) {
        int bytes = image == null ? 0 : Items.sizeBytes(image);
        return Math.max(1, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
    }

    /** An entry that moves is removed and written anew; one that looks the same costs nothing. */
    private static double indexUnits(
            IndexDefinition index,
            @Nullable Map<String, AttributeValue> imageBefore,
            @Nullable Map<String, AttributeValue> imageAfter) {
        Entry before = Entry.of(index, imageBefore);
        Entry after = Entry.of(index, imageAfter);
        if (before == null || after == null) {
            return (before == null ? 0 : before.units()) + (after == null ? 0 : after.units());
        }
        if (before.equals(after)) {
            return 0;
        }
        return before.key.equals(after.key) ? Math.max(before.units(), after.units()) : before.units() + after.units();
    }

    /** What an index holds of an item, and where. */
    private record Entry(IndexKey key, Map<String, AttributeValue> content) {

        static @Nullable Entry of(IndexDefinition index, @Nullable Map<String, AttributeValue> item) {
            IndexKey key = item == null ? null : index.keyOf(index.tableKeys().keyOfItem(item), item);
            return key == null || item == null ? null : new Entry(key, index.project(item));
        }

        double units() {
            return WriteUnits.units(content);
        }
    }
}
