package dev.globaltable.table;

import dev.globaltable.item.IndexKey;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;

/** The entries of a secondary index of one replica: those of its items that have the index's key attributes (LWW-27). */
public final class SecondaryIndex {

    private final IndexDefinition definition;
    private final NavigableMap<IndexKey, IndexEntry> entries = new TreeMap<>();
    private IndexStatus status = IndexStatus.CREATING;
    private boolean backfilling;

    SecondaryIndex(IndexDefinition definition) {
        this.definition = definition;
    }

    public IndexDefinition definition() {
        return definition;
    }

    public String name() {
        return definition.name();
    }

    /** What the index holds of each item, in the order of the index. */
    public NavigableMap<IndexKey, IndexEntry> entries() {
        return Collections.unmodifiableNavigableMap(entries);
    }

    /** The bytes that all entries take; added up when asked, which is for descriptions alone. */
    public long sizeBytes() {
        return entries.values().stream()
                .mapToLong(entry -> Items.sizeBytes(entry.item()))
                .sum();
    }

    public IndexStatus status() {
        return status;
    }

    public void setStatus(IndexStatus status) {
        this.status = status;
    }

    /** Whether the index was added to a table and is still being filled with what the table held. */
    public boolean isBackfilling() {
        return backfilling;
    }

    /** Begins to fill an index that was added to a table; until {@link #fill} it holds only what was written since. */
    void startBackfill() {
        backfilling = true;
    }

    /** Takes in every item of the table, and is ready for use. */
    public void fill(ReplicaTable table) {
        table.items().forEach((key, stored) -> update(key, null, stored));
        backfilling = false;
        status = IndexStatus.ACTIVE;
    }

    /** Follows a change of an item; to take in the same change twice does no harm. */
    void update(ItemKey key, @Nullable Map<String, AttributeValue> before, StoredItem stored) {
        Map<String, AttributeValue> after = stored.image();
        IndexKey stale = before == null ? null : definition.keyOf(key, before);
        IndexKey current = after == null ? null : definition.keyOf(key, after);
        if (stale != null && !stale.equals(current)) {
            entries.remove(stale);
        }
        if (current != null && after != null) {
            entries.put(current, new IndexEntry(definition.project(after), stored));
        }
    }
}
