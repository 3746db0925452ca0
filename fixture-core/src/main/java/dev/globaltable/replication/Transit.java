package dev.globaltable.replication;

import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemKey;
import dev.globaltable.table.StoredItem;
import software.amazon.awssdk.regions.Region;

/**
 * A version under way, as the replicator sees it.
 *
 * @param dueMicros when it arrives; {@link #WAITS_FOR_TEST} when only the test delivers it
 */
record Transit(ReplicationMessage message, StoredItem content, long dueMicros) {

    static final long WAITS_FOR_TEST = Long.MAX_VALUE;

    boolean isTimed() {
        return dueMicros != WAITS_FOR_TEST;
    }

    Lane lane() {
        return new Lane(message.from(), message.to(), message.table(), message.key());
    }

    /** Versions of one item on one link; they arrive in the order in which they were written (LWW-13). */
    record Lane(Region from, Region to, String table, ItemKey key) {}
}
