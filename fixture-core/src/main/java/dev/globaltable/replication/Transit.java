package dev.globaltable.replication;

import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemKey;
import dev.globaltable.table.StoredItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * A version under way, as the replicator sees it.
 *
 * @param dueMicros when it arrives; {@link #WAITS_FOR_TEST} when only the test delivers it
 * @param lane what it arrives in order with
 * @param sinceMicros when it was sent, or the first of those that it took the place of
 */
record Transit(ReplicationMessage message, StoredItem content, long dueMicros, Lane lane, long sinceMicros) {

    static final long WAITS_FOR_TEST = Long.MAX_VALUE;

    boolean isTimed() {
        return dueMicros != WAITS_FOR_TEST;
    }

    /**
     * Versions that arrive in the order in which they were written: those of one item on one link (LWW-13), or all on their
     * way to a replica of a strongly consistent table (STRONG-19).
     *
     * @param from {@code null} for any Region
     * @param key {@code null} for any item
     */
    record Lane(
            @Nullable Region from,
            Region to,
            String table,
            @Nullable ItemKey key) {

        static Lane ofItem(@Nullable Region from, Region to, String table, ItemKey key) {
            return new Lane(from, to, table, key);
        }

        static Lane ofTable(Region to, String table) {
            return new Lane(null, to, table, null);
        }
    }
}
