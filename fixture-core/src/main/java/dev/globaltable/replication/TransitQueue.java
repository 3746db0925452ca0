package dev.globaltable.replication;

import dev.globaltable.history.ReplicationMessage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every version under way: in the order of sending, and lane by lane in the order of arrival. */
final class TransitQueue {

    private final NavigableMap<Long, Transit> all = new TreeMap<>();
    private final Map<Transit.Lane, Deque<Transit>> lanes = new LinkedHashMap<>();

    void add(Transit transit) {
        all.put(transit.message().id(), transit);
        lanes.computeIfAbsent(transit.lane(), absent -> new ArrayDeque<>(2)).addLast(transit);
    }

    void remove(Transit transit) {
        all.remove(transit.message().id());
        Deque<Transit> lane = lanes.get(transit.lane());
        if (lane != null) {
            lane.remove(transit);
            if (lane.isEmpty()) {
                lanes.remove(transit.lane());
            }
        }
    }

    boolean contains(ReplicationMessage message) {
        return all.containsKey(message.id());
    }

    @Nullable
    Transit find(ReplicationMessage message) {
        return all.get(message.id());
    }

    /** The next one of a lane to arrive. */
    @Nullable
    Transit first(Transit.Lane lane) {
        Deque<Transit> queue = lanes.get(lane);
        return queue == null ? null : queue.peekFirst();
    }

    /** The one of a lane that was sent last. */
    @Nullable
    Transit last(Transit.Lane lane) {
        Deque<Transit> queue = lanes.get(lane);
        return queue == null ? null : queue.peekLast();
    }

    /** All of them; they may not be changed while one goes through them. */
    Collection<Transit> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    List<Transit> matching(Predicate<ReplicationMessage> filter) {
        return all.values().stream()
                .filter(transit -> filter.test(transit.message()))
                .toList();
    }
}
