package dev.globaltable.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Where the engine writes down what happens. Guarded by the simulation's lock. */
public final class HistoryLog {

    private final long seed;
    private final Instant start;
    private final int kept;
    private final List<HistoryEvent> events = new ArrayList<>();
    private final ReplicaViews views = new ReplicaViews();
    private int viewed;
    private long forgotten;

    /** @param kept how many events are kept at least; the oldest are forgotten when there are twice as many */
    public HistoryLog(long seed, Instant start, int kept) {
        this.seed = seed;
        this.start = start;
        this.kept = kept;
    }

    public void append(HistoryEvent event) {
        events.add(event);
    }

    /** A place in the log: what is appended from here on can be told after its cause. */
    public int mark() {
        if (events.size() / 2 >= kept) {
            forget(events.size() - kept);
        }
        return events.size();
    }

    /** What the events amount to outlives them. */
    private void forget(int oldest) {
        views();
        events.subList(0, oldest).clear();
        viewed -= oldest;
        forgotten += oldest;
    }

    /** Puts the cause of everything that was appended since the mark before it. */
    public void insertCause(int mark, HistoryEvent cause) {
        events.add(mark, cause);
    }

    /** What the events up to now amount to. */
    public ReplicaViews views() {
        for (; viewed < events.size(); viewed++) {
            views.add(events.get(viewed));
        }
        return views;
    }

    /** The history up to now; later events do not change it. */
    public History snapshot() {
        return new History(seed, start, forgotten, List.copyOf(events), views().conflicts());
    }

    /** Microseconds since the epoch as an instant. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
