package dev.globaltable.replication;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.time.VirtualTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Versions whose replica has no write capacity left: it takes them one after the other, as capacity comes back (CAP-2). */
final class StarvedReplicas {

    private final VirtualTime time;
    private final Function<Transit, @Nullable Transit> deliver;
    private final Map<ReplicaTable, Deque<Transit>> waiting = new LinkedHashMap<>();

    /** @param deliver delivers a version, and gives the one that is overdue behind it, if there is one */
    StarvedReplicas(VirtualTime time, Function<Transit, @Nullable Transit> deliver) {
        this.time = time;
        this.deliver = deliver;
    }

    /** Whether the version has to wait; then it is delivered from here. */
    boolean holdUp(Transit transit, ReplicaTable destination) {
        if (!destination.throughput().isLimited()) {
            return false;
        }
        Deque<Transit> line = waiting.get(destination);
        if (line != null) {
            line.addLast(transit);
            return true;
        }
        long writableMicros = destination.throughput().writableAtMicros();
        if (writableMicros <= time.nowMicros()) {
            return false;
        }
        Deque<Transit> first = new ArrayDeque<>(List.of(transit));
        waiting.put(destination, first);
        time.at(writableMicros, () -> serve(destination, first));
        return true;
    }

    private void serve(ReplicaTable destination, Deque<Transit> line) {
        for (Transit next = line.peekFirst(); next != null; next = line.peekFirst()) {
            long writableMicros = destination.throughput().writableAtMicros();
            if (writableMicros > time.nowMicros()) {
                time.at(writableMicros, () -> serve(destination, line));
                return;
            }
            line.removeFirst();
            Transit following = deliver.apply(next);
            if (following != null) {
                line.addLast(following);
            }
        }
        waiting.remove(destination);
    }
}
