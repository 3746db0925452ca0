package dev.globaltable.history;

import java.time.Instant;
import java.util.List;

/**
 * What happened in a simulation up to some moment. Immutable.
 *
 * <p>Two runs are the same run when their {@link #text()} is equal; it depends on the seed and on the calls made, not on
 * the machine or the JDK.
 *
 * @since 0.1.0
 */
public final class History {

    private final long seed;
    private final Instant start;
    private final long forgotten;
    private final List<HistoryEvent> events;
    private final List<Conflict> conflicts;

    History(long seed, Instant start, long forgotten, List<HistoryEvent> events, List<Conflict> conflicts) {
        this.seed = seed;
        this.start = start;
        this.forgotten = forgotten;
        this.events = events;
        this.conflicts = conflicts;
    }

    /** The seed that every choice of the simulation came from. */
    public long seed() {
        return seed;
    }

    /** The virtual time at which the simulation started. */
    public Instant start() {
        return start;
    }

    /** How many of the first events are no longer told; 0 unless the simulation was started to keep only so many. */
    public long forgotten() {
        return forgotten;
    }

    /** Everything that happened, in order; an operation comes before its effects. */
    public List<HistoryEvent> events() {
        return events;
    }

    /** The events of one kind, in order. */
    public <E extends HistoryEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Every pair of versions that were written without knowledge of each other and met, in the order of meeting. */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /**
     * The history as text, one line per event, in a form that does not change between runs, machines and JDKs. Times are
     * seconds since the start of the simulation.
     */
    public String text() {
        HistoryText text = new HistoryText(start);
        StringBuilder lines = new StringBuilder("simulation seed=" + seed + " start=" + start + "\n");
        if (forgotten > 0) {
            lines.append("(the first ").append(forgotten).append(" events are no longer kept)\n");
        }
        for (HistoryEvent event : events) {
            lines.append(text.line(event)).append('\n');
        }
        return lines.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
