package dev.globaltable;

import dev.globaltable.choice.ChoiceSource;
import dev.globaltable.item.ItemKey;
import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.table.LocalPropagation;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import dev.globaltable.time.VirtualTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets global secondary indexes, and what answers eventually consistent reads, follow their tables in virtual time, each
 * item's changes in order; changes of different items can overtake each other.
 */
final class LocalUpdates implements LocalPropagation {

    private final VirtualTime time;
    private final ChoiceSource choices;
    private final ReplicationDelay defaultDelay;
    private final EventualReads reads;
    private final Map<String, ReplicationDelay> delays = new TreeMap<>();
    private final Map<Object, Map<ItemKey, Pending>> pending = new LinkedHashMap<>();
    private long latestDueMicros;

    /** The updates of one item that are on the way to one follower. */
    private record Pending(long dueMicros, int count) {}

    LocalUpdates(VirtualTime time, ChoiceSource choices, ReplicationDelay defaultDelay, EventualReads reads) {
        this.time = time;
        this.choices = choices;
        this.defaultDelay = defaultDelay;
        this.reads = reads;
    }

    /** How far the indexes of a table are behind; as far as others if it does not say, whatever a former table of its name said. */
    void setDelay(String table, Optional<ReplicationDelay> delay) {
        delay.ifPresentOrElse(own -> delays.put(table, own), () -> delays.remove(table));
    }

    @Override
    public void propagate(ReplicaTable table, Object follower, ItemKey item, Runnable update) {
        long delay = delay(table, follower)
                .drawMicros(table.region(), table.region(), choices)
                .orElse(0);
        Pending ahead = ahead(follower, item);
        if (delay == 0 && ahead == null) {
            update.run();
            return;
        }
        long due = Math.max(time.nowMicros() + delay, ahead == null ? 0 : ahead.dueMicros());
        pending.computeIfAbsent(follower, absent -> new TreeMap<>())
                .put(item, new Pending(due, ahead == null ? 1 : ahead.count() + 1));
        latestDueMicros = Math.max(latestDueMicros, due);
        time.at(due, () -> {
            update.run();
            arrived(follower, item);
        });
    }

    private ReplicationDelay delay(ReplicaTable table, Object follower) {
        return follower instanceof SecondaryIndex ? delays.getOrDefault(table.name(), defaultDelay) : reads.delay();
    }

    @Override
    public boolean readsLag() {
        return reads.lag();
    }

    @Override
    public boolean nextReadLags() {
        return reads.share() >= 1 || choices.nextFraction("eventually consistent read") < reads.share();
    }

    private @Nullable Pending ahead(Object follower, ItemKey item) {
        Map<ItemKey, Pending> items = pending.get(follower);
        return items == null ? null : items.get(item);
    }

    private void arrived(Object follower, ItemKey item) {
        Map<ItemKey, Pending> items = pending.computeIfAbsent(follower, absent -> new TreeMap<>());
        items.computeIfPresent(
                item, (key, left) -> left.count() == 1 ? null : new Pending(left.dueMicros(), left.count() - 1));
        if (items.isEmpty()) {
            pending.remove(follower);
        }
    }

    /** When everything will be up to date; empty when it is. */
    OptionalLong latestDue() {
        return pending.isEmpty() ? OptionalLong.empty() : OptionalLong.of(latestDueMicros);
    }
}
