package dev.globaltable.replication;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.item.Version;
import dev.globaltable.table.LocalWrite;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredItem;
import dev.globaltable.table.WriteUnits;
import dev.globaltable.time.ScheduledEvent;
import dev.globaltable.time.VirtualTime;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the service itself writes to the items of a global table of version 2017.11.29 (reference 2.3).
 *
 * <p>A put or update is not replicated as it is. The service follows with a write of its own that tells when and where the
 * item was written, and that one is (REP-2).
 */
final class SystemWrites {

    private static final String DELETING = "aws:rep:deleting";
    private static final String UPDATE_TIME = "aws:rep:updatetime";
    private static final String UPDATE_REGION = "aws:rep:updateregion";
    private static final int MICRO_DIGITS = 6;

    private final VirtualTime time;
    private final long delayMicros;
    private final Deque<ScheduledEvent> pending = new ArrayDeque<>();

    /** @param delayMicros how long after a write the service follows with its own */
    SystemWrites(VirtualTime time, long delayMicros) {
        this.time = time;
        this.delayMicros = delayMicros;
    }

    /**
     * Whether the other replicas hear of a write at once: not of a delete by time to live (TTL-6), nor of what an application
     * puts or updates, which the service follows after the call that made it.
     */
    boolean replicates(LocalWrite write) {
        return switch (write.cause()) {
            case SERVICE -> true;
            case REQUEST -> write.written().isTombstone() || !follow(write);
            case TIME_TO_LIVE, REPLICATION -> false;
        };
    }

    private boolean follow(LocalWrite write) {
        return pending.add(time.at(time.nowMicros() + delayMicros, () -> complete(write)));
    }

    /** Unless something else was written to the item meanwhile. */
    private void complete(LocalWrite write) {
        pending.removeFirst();
        ReplicaTable table = write.table();
        StoredItem stored = table.stored(write.key());
        if (table.isLegacyReplica()
                && stored != null
                && stored.version().equals(write.written().version())) {
            Map<String, AttributeValue> before = stored.item();
            Map<String, AttributeValue> after = with(before, stored.version());
            table.amend(write.key(), after);
            charge(table, before, after);
        }
    }

    private static void charge(
            ReplicaTable table, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        if (table.throughput().isLimited()) {
            table.throughput().wrote(WriteUnits.of(table, before, after));
        }
    }

    /** When the writes that are to follow will be made. */
    LongStream dues() {
        return pending.stream().mapToLong(ScheduledEvent::dueMicros);
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> item, Version version) {
        Map<String, AttributeValue> with = new TreeMap<>(item);
        with.put(DELETING, AttributeValue.fromBool(false));
        with.put(UPDATE_TIME, AttributeValue.fromN(seconds(version.timestampMicros())));
        with.put(UPDATE_REGION, AttributeValue.fromS(version.origin().id()));
        return Items.ordered(with);
    }

    private static String seconds(long micros) {
        return BigDecimal.valueOf(micros, MICRO_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** The first of the two steps in which a replicated delete is done, where there is something to delete (REP-3). */
    static void markDeleted(ReplicaTable table, ItemKey key, StoredItem incoming) {
        StoredItem stored = table.stored(key);
        if (stored == null
                || stored.isTombstone()
                || !incoming.isTombstone()
                || incoming.version().compareTo(stored.version()) <= 0) {
            return;
        }
        Map<String, AttributeValue> marked = new TreeMap<>(stored.item());
        AttributeValue before = marked.put(DELETING, AttributeValue.fromBool(true));
        if (!AttributeValue.fromBool(true).equals(before)) {
            table.mark(key, Items.ordered(marked));
        }
    }
}
