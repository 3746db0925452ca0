package dev.globaltable.expiry;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.item.ItemKey;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.time.ScheduledEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table with time to live: one replica, or those of a global table. One Region deletes what expired, and the others hear
 * of it as of any delete (TTL-2); what it does not hold, another deletes later.
 */
final class ExpiringTable {

    /** How long the replicas wait for the deletes of one before another looks for itself. */
    private static final long NEXT_LOOK_MICROS = 60_000_000;

    private final ExpiryContext context;
    private final String name;
    private final String attribute;
    private final List<ExpiryIndex> indexes = new ArrayList<>();
    private @Nullable ScheduledEvent next;

    ExpiringTable(ExpiryContext context, List<ReplicaTable> replicas, String attribute) {
        this.context = context;
        this.name = replicas.get(0).name();
        this.attribute = attribute;
        replicas.forEach(this::index);
        lookWhenDue(context.time().nowMicros());
    }

    /** Looks at one more replica from now on. */
    void add(ReplicaTable replica) {
        index(replica);
        lookWhenDue(context.time().nowMicros());
    }

    private void index(ReplicaTable replica) {
        indexes.add(new ExpiryIndex(replica, attribute, expiry -> look(expiry + context.delayMicros())));
    }

    boolean has(ReplicaTable replica) {
        return indexes.stream().anyMatch(index -> index.replica().equals(replica));
    }

    boolean isEmpty() {
        return indexes.isEmpty();
    }

    /** Leaves a replica out from now on. */
    void remove(ReplicaTable replica) {
        indexes.removeIf(index -> {
            boolean found = index.replica().equals(replica);
            if (found) {
                index.close();
            }
            return found;
        });
        if (indexes.isEmpty() && next != null) {
            next.cancel();
        }
    }

    /** Deletes what has expired in one replica, however short a time ago; says how many items. */
    int expire(ReplicaTable replica) {
        long now = context.time().nowMicros();
        return indexes.stream()
                .filter(index -> index.replica().equals(replica))
                .mapToInt(index -> delete(index, index.expiredBefore(now, now), true))
                .sum();
    }

    private int delete(ExpiryIndex index, List<ItemKey> expired, boolean onDemand) {
        context.history()
                .append(new HistoryEvent.ItemsExpired(
                        HistoryLog.instant(context.time().nowMicros()),
                        index.replica().region(),
                        name,
                        expired.size(),
                        onDemand));
        expired.forEach(index.replica()::expire);
        return expired.size();
    }

    /** Makes sure that the table is looked at by this instant. */
    private void look(long dueMicros) {
        long due = Math.max(dueMicros, context.time().nowMicros());
        if (next == null || due < next.dueMicros()) {
            if (next != null) {
                next.cancel();
            }
            next = context.time().at(due, this::deleteExpired);
        }
    }

    private void deleteExpired() {
        next = null;
        long now = context.time().nowMicros();
        long before = now - context.delayMicros() + 1;
        List<ExpiryIndex> withExpired = indexes.stream()
                .filter(index -> !index.expiredBefore(before, now).isEmpty())
                .toList();
        if (!withExpired.isEmpty()) {
            int chosen = withExpired.size() == 1
                    ? 0
                    : (int) context.choices().nextBetween("time to live " + name, 0, withExpired.size() - 1L);
            ExpiryIndex index = withExpired.get(chosen);
            delete(index, index.expiredBefore(before, now), false);
        }
        lookWhenDue(now + NEXT_LOOK_MICROS);
    }

    /** Plans the next look; at once or a while later for what has expired already. */
    private void lookWhenDue(long expiredDueMicros) {
        long now = context.time().nowMicros();
        long from = now - context.delayMicros() + 1;
        for (ExpiryIndex index : indexes) {
            Long later = index.firstFrom(from, now);
            if (later != null) {
                look(later + context.delayMicros());
            }
            if (!index.expiredBefore(from, now).isEmpty()) {
                look(expiredDueMicros);
            }
        }
    }
}
