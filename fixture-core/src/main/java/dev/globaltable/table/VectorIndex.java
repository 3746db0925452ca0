package dev.globaltable.table;

import dev.globaltable.item.AttributeType;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.item.KeyAttribute;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;

/**
 * The vectors of one replica's items, kept with the 32-bit precision of the service. Like a global secondary index it is made
 * in each Region from the items there (LWW-27).
 */
public final class VectorIndex implements ItemObserver {

    private final VectorIndexDefinition definition;
    private final NavigableMap<ItemKey, Entry> entries = new TreeMap<>();
    private IndexStatus status = IndexStatus.CREATING;

    /**
     * An item with a vector.
     *
     * @param item the whole item; what a search shows of it is the projection
     */
    public record Entry(StoredVector vector, Map<String, AttributeValue> item) {}

    VectorIndex(VectorIndexDefinition definition) {
        this.definition = definition;
    }

    public VectorIndexDefinition definition() {
        return definition;
    }

    public IndexStatus status() {
        return status;
    }

    public void setStatus(IndexStatus status) {
        this.status = status;
    }

    /** Every vector, in the order of the table's keys. */
    public NavigableMap<ItemKey, Entry> entries() {
        return Collections.unmodifiableNavigableMap(entries);
    }

    /** The bytes of what the index holds of the items; added up when asked, which is for descriptions alone. */
    public long sizeBytes() {
        return entries.values().stream()
                .mapToLong(entry -> Items.sizeBytes(definition.project(entry.item())))
                .sum();
    }

    /** Takes in every item of the table, and is ready for use. */
    public void fill(ReplicaTable table) {
        table.items().forEach((key, stored) -> update(key, stored.item()));
        status = IndexStatus.ACTIVE;
    }

    @Override
    public void changed(ItemChange change) {
        update(change.key(), change.after());
    }

    private void update(ItemKey key, @Nullable Map<String, AttributeValue> item) {
        StoredVector vector = item == null ? null : vectorOf(item);
        if (item == null || vector == null) {
            entries.remove(key);
        } else {
            entries.put(key, new Entry(vector, item));
        }
    }

    /**
     * The vector of an item that belongs into the index; an item without vector, or without the attribute that the index is
     * partitioned by, does not. Nor does one from before the index whose attribute holds something else.
     */
    private @Nullable StoredVector vectorOf(Map<String, AttributeValue> item) {
        AttributeValue value = item.get(definition.attribute());
        if (value == null || !isInPartition(item)) {
            return null;
        }
        boolean fits = value.hasL()
                && value.l().size() == definition.dimensions()
                && value.l().stream().allMatch(StoredVector::isElement);
        return fits ? StoredVector.of(value.l()) : null;
    }

    private boolean isInPartition(Map<String, AttributeValue> item) {
        KeyAttribute partition = definition.partition();
        AttributeValue value = partition == null ? null : item.get(partition.name());
        return partition == null
                || (value != null && AttributeType.of(value) == partition.type() && !partition.isEmpty(value));
    }
}
