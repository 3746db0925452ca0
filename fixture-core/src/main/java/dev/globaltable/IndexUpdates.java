package dev.globaltable;

import dev.globaltable.choice.ChoiceSource;
import dev.globaltable.item.ItemKey;
import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.table.IndexPropagation;
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
 * Lets global secondary indexes follow their tables in virtual time, each item's changes in order; changes of different
 * items can overtake each other.
 */
final class IndexUpdates implements IndexPropagation {

    private final VirtualTime time;
    private final ChoiceSource choices;
    private final ReplicationDelay defaultDelay;
    private final Map<String, ReplicationDelay> delays = new TreeMap<>();
    private final Map<SecondaryIndex, Map<ItemKey, Pending>> pending = new LinkedHashMap<>();
    private long latestDueMicros;

    /** The updates of one item that are on the way to one index. */
    private record Pending(long dueMicros, int count) {}

    IndexUpdates(VirtualTime time, ChoiceSource choices, ReplicationDelay defaultDelay) {
        this.time = time;
        this.choices = choices;
        this.defaultDelay = defaultDelay;
    }

    /** How far the indexes of a table are behind; as far as others if it does not say, whatever a former table of its name said. */
    void setDelay(String table, Optional<ReplicationDelay> delay) {
        delay.ifPresentOrElse(own -> delays.put(table, own), () -> delays.remove(table));
    }

    @Override
    public void propagate(ReplicaTable table, SecondaryIndex index, ItemKey item, Runnable update) {
        long delay = delays.getOrDefault(table.name(), defaultDelay)
                .drawMicros(table.region(), table.region(), choices)
                .orElse(0);
        Pending ahead = ahead(index, item);
        if (delay == 0 && ahead == null) {
            update.run();
            return;
        }
        long due = Math.max(time.nowMicros() + delay, ahead == null ? 0 : ahead.dueMicros());
        pending.computeIfAbsent(index, absent -> new TreeMap<>())
                .put(item, new Pending(due, ahead == null ? 1 : ahead.count() + 1));
        latestDueMicros = Math.max(latestDueMicros, due);
        time.at(due, () -> {
            update.run();
            arrived(index, item);
        });
    }

    private @Nullable Pending ahead(SecondaryIndex index, ItemKey item) {
        Map<ItemKey, Pending> items = pending.get(index);
        return items == null ? null : items.get(item);
    }

    private void arrived(SecondaryIndex index, ItemKey item) {
        Map<ItemKey, Pending> items = pending.computeIfAbsent(index, absent -> new TreeMap<>());
        items.computeIfPresent(
                item, (key, left) -> left.count() == 1 ? null : new Pending(left.dueMicros(), left.count() - 1));
        if (items.isEmpty()) {
            pending.remove(index);
        }
    }

    /** When every index will be up to date; empty when all are. */
    OptionalLong latestDue() {
        return pending.isEmpty() ? OptionalLong.empty() : OptionalLong.of(latestDueMicros);
    }
}
