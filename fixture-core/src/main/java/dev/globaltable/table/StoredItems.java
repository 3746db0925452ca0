package dev.globaltable.table;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The items of one replica, and what it remembers of those that were deleted (LWW-10). */
final class StoredItems {

    private final NavigableMap<ItemKey, StoredItem> items = new TreeMap<>();
    private final Tombstones tombstones;
    private long sizeBytes;

    StoredItems(Tombstones tombstones) {
        this.tombstones = tombstones;
    }

    /** Every item in scan order. */
    NavigableMap<ItemKey, StoredItem> items() {
        return Collections.unmodifiableNavigableMap(items);
    }

    Map<ItemKey, StoredItem> tombstones() {
        return tombstones.all();
    }

    /** The bytes that all items take. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** The item under this key, or {@code null}. */
    @Nullable
    StoredItem live(ItemKey key) {
        return items.get(key);
    }

    /** The item or tombstone under this key, or {@code null}. */
    @Nullable
    StoredItem get(ItemKey key) {
        StoredItem live = items.get(key);
        return live != null ? live : tombstones.find(key);
    }

    void put(ItemKey key, StoredItem item) {
        StoredItem before;
        if (item.isTombstone()) {
            before = items.remove(key);
            tombstones.put(key, item);
        } else {
            if (!tombstones.isEmpty()) {
                tombstones.remove(key);
            }
            before = items.put(key, item);
            sizeBytes += Items.sizeBytes(item.item());
        }
        if (before != null) {
            sizeBytes -= Items.sizeBytes(before.item());
        }
    }

    void forgetDeleted() {
        tombstones.clear();
    }
}
