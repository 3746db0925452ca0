package dev.globaltable.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /**
     * The history as JSON Lines: an object for the simulation, then one for each event, whose member {@code event} is the
     * event's kind and whose other members are its components; absent ones are left out. Times are ISO 8601 in UTC, items
     * are DynamoDB's JSON. Members are ordered by name, so that equal histories have equal lines.
     *
     * <pre>{@code
     * {"event":"Simulation","forgotten":0,"seed":0,"start":"2026-01-01T00:00:00Z"}
     * {"event":"TimeAdvanced","target":"2026-01-01T00:00:00.800Z","time":"2026-01-01T00:00:00Z"}
     * }</pre>
     */
    public String jsonLines() {
        Map<String, Object> simulation = new TreeMap<>();
        simulation.put("event", "Simulation");
        simulation.put("forgotten", forgotten);
        simulation.put("seed", seed);
        simulation.put("start", start);
        StringBuilder lines = new StringBuilder(CanonicalJson.of(simulation)).append('\n');
        for (HistoryEvent event : events) {
            lines.append(CanonicalJson.of(RecordJson.ofEvent(event))).append('\n');
        }
        return lines.toString();
    }

    /**
     * The calls of the history as Jepsen tells them, an EDN map per line, for checkers such as Elle and Knossos. Each session is a
     * process (calls without one are those of their Region), each call a transaction of micro-operations {@code [:r key
     * version]} and {@code [:w key version]}, where a key is {@code "table/key"} and a version
     * {@code "timestamp@Region#sequence"}, unique as Elle's registers want it. A call that was refused is {@code :fail}.
     * Times are nanoseconds since the start.
     *
     * <pre>{@code
     * {:index 0, :type :invoke, :process 0, :time 0, :f :txn, :value [[:w "profiles/42" "0.000000@us-east-1#1"]]}
     * {:index 1, :type :ok, :process 0, :time 0, :f :txn, :value [[:w "profiles/42" "0.000000@us-east-1#1"]]}
     * }</pre>
     */
    public String jepsen() {
        return new JepsenHistory(start).text(events(HistoryEvent.Operation.class));
    }

    @Override
    public String toString() {
        return text();
    }
}
