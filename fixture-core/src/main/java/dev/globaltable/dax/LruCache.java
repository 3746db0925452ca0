package dev.globaltable.dax;

import dev.globaltable.time.VirtualTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what was written or read last, until it is too old or has to make room. */
final class LruCache<K, V> {

    private final VirtualTime time;
    private final long ttlMicros;
    private final int entriesMax;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** @param ttlMicros 0: entries never grow too old */
    LruCache(VirtualTime time, long ttlMicros, int entriesMax) {
        this.time = time;
        this.ttlMicros = ttlMicros;
        this.entriesMax = entriesMax;
    }

    /** @param sinceMicros when it was written into the cache; reading does not make it younger */
    record Entry<V>(V value, long sinceMicros) {}

    @Nullable
    Entry<V> find(K key) {
        Entry<V> entry = entries.get(key);
        if (entry != null && ttlMicros > 0 && time.nowMicros() - entry.sinceMicros() >= ttlMicros) {
            entries.remove(key);
            return null;
        }
        return entry;
    }

    void put(K key, V value) {
        entries.put(key, new Entry<>(value, time.nowMicros()));
        if (entries.size() > entriesMax) {
            Iterator<K> leastRecentlyUsed = entries.keySet().iterator();
            leastRecentlyUsed.next();
            leastRecentlyUsed.remove();
        }
    }
}
