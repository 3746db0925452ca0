package dev.globaltable.replication;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.time.ScheduledEvent;
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
    private final Map<ReplicaTable, Line> waiting = new LinkedHashMap<>();

    /** What waits for one replica, in the order in which it arrived. */
    private static final class Line {

        private final Deque<Transit> transits = new ArrayDeque<>();
        private @Nullable ScheduledEvent next;
    }

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
        Line line = waiting.get(destination);
        if (line != null) {
            line.transits.addLast(transit);
            return true;
        }
        long writableMicros = destination.throughput().writableAtMicros();
        if (writableMicros <= time.nowMicros()) {
            return false;
        }
        Line first = new Line();
        first.transits.addLast(transit);
        waiting.put(destination, first);
        serveAt(writableMicros, destination, first);
        return true;
    }

    /** When a replica takes the next version: not before it has capacity, nor before those that wait are looked at. */
    long servesAtMicros(ReplicaTable destination) {
        Line line = waiting.get(destination);
        long writableMicros = destination.throughput().writableAtMicros();
        return line == null || line.next == null ? writableMicros : Math.max(writableMicros, line.next.dueMicros());
    }

    /** To be called when limits have changed: those that wait are served as the limits are now. */
    void reconsider() {
        List.copyOf(waiting.entrySet()).forEach(each -> {
            Line line = each.getValue();
            if (line.next != null) {
                line.next.cancel();
                long writableMicros = each.getKey().throughput().writableAtMicros();
                serveAt(Math.max(writableMicros, time.nowMicros()), each.getKey(), line);
            }
        });
    }

    private void serveAt(long micros, ReplicaTable destination, Line line) {
        line.next = time.at(micros, () -> serve(destination, line));
    }

    private void serve(ReplicaTable destination, Line line) {
        line.next = null;
        for (Transit next = line.transits.peekFirst(); next != null; next = line.transits.peekFirst()) {
            long writableMicros = destination.throughput().writableAtMicros();
            if (writableMicros > time.nowMicros()) {
                serveAt(writableMicros, destination, line);
                return;
            }
            line.transits.removeFirst();
            Transit following = deliver.apply(next);
            if (following != null) {
                line.transits.addLast(following);
            }
        }
        waiting.remove(destination);
    }
}
