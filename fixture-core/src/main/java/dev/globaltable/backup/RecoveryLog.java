package dev.globaltable.backup;

import dev.globaltable.item.ItemKey;
import dev.globaltable.table.ItemChange;
import dev.globaltable.table.ItemObserver;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.time.VirtualTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What point-in-time recovery knows of a table: how each change is undone. Nothing is copied when it is enabled, and
 * changes that are older than the recovery period are forgotten.
 */
final class RecoveryLog implements ItemObserver {

    static final int DAYS_MAX = 35;

    private static final long DAY_MICROS = 24L * 60 * 60 * 1_000_000;
    /** How far the latest restorable time is typically behind (BAK-5). */
    private static final long DELAY_MICROS = 5L * 60 * 1_000_000;

    private final ReplicaTable table;
    private final VirtualTime time;
    private final Deque<Change> changes = new ArrayDeque<>();
    private long sinceMicros;
    private int days = DAYS_MAX;

    RecoveryLog(ReplicaTable table, VirtualTime time) {
        this.table = table;
        this.time = time;
        this.sinceMicros = time.nowMicros();
        table.observe(this);
    }

    private record Change(
            long micros, ItemKey key, @Nullable Map<String, AttributeValue> before) {}

    @Override
    public void changed(ItemChange change) {
        changes.addLast(new Change(time.nowMicros(), change.key(), change.before()));
        forget();
    }

    private void forget() {
        long earliest = earliestMicros();
        Change oldest = changes.peekFirst();
        while (oldest != null && oldest.micros() <= earliest) {
            changes.removeFirst();
            oldest = changes.peekFirst();
        }
    }

    int days() {
        return days;
    }

    /** A longer period does not bring back what a shorter one has forgotten. */
    void setDays(int days) {
        sinceMicros = earliestMicros();
        this.days = days;
        forget();
    }

    long earliestMicros() {
        return Math.max(sinceMicros, time.nowMicros() - days * DAY_MICROS);
    }

    long latestMicros() {
        return Math.max(earliestMicros(), time.nowMicros() - DELAY_MICROS);
    }

    /** The items as they were when everything had happened that happened up to this instant. */
    NavigableMap<ItemKey, Map<String, AttributeValue>> itemsAt(long micros) {
        NavigableMap<ItemKey, Map<String, AttributeValue>> items = TableSnapshot.items(table);
        Iterator<Change> latestFirst = changes.descendingIterator();
        while (latestFirst.hasNext()) {
            Change change = latestFirst.next();
            if (change.micros() <= micros) {
                break;
            }
            if (change.before() == null) {
                items.remove(change.key());
            } else {
                items.put(change.key(), change.before());
            }
        }
        return items;
    }

    void stop() {
        table.ignore(this);
        changes.clear();
    }
}
