package dev.globaltable.table;

import dev.globaltable.item.ItemKey;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a replica remembers of deleted items, so that an older version that comes late stays dropped (LWW-10). */
final class Tombstones {

    /** A retention that never ends. */
    static final long FOREVER = Long.MAX_VALUE;

    private final long retentionMicros;
    private final LongSupplier nowMicros;
    private final Map<ItemKey, StoredItem> stored = new TreeMap<>();
    private final Map<ItemKey, Long> since = new TreeMap<>();

    Tombstones(long retentionMicros, LongSupplier nowMicros) {
        this.retentionMicros = retentionMicros;
        this.nowMicros = nowMicros;
    }

    boolean isEmpty() {
        return stored.isEmpty();
    }

    @Nullable
    StoredItem find(ItemKey key) {
        StoredItem tombstone = stored.get(key);
        if (tombstone != null && isForgotten(key)) {
            remove(key);
            return null;
        }
        return tombstone;
    }

    void put(ItemKey key, StoredItem tombstone) {
        stored.put(key, tombstone);
        if (retentionMicros != FOREVER) {
            since.put(key, nowMicros.getAsLong());
        }
    }

    void remove(ItemKey key) {
        stored.remove(key);
        since.remove(key);
    }

    void clear() {
        stored.clear();
        since.clear();
    }

    /** Every one that is still remembered. */
    Map<ItemKey, StoredItem> all() {
        if (retentionMicros != FOREVER) {
            stored.keySet().removeIf(this::isForgotten);
            since.keySet().retainAll(stored.keySet());
        }
        return Collections.unmodifiableMap(stored);
    }

    private boolean isForgotten(ItemKey key) {
        Long stored = since.get(key);
        return stored != null && nowMicros.getAsLong() - stored >= retentionMicros;
    }
}
