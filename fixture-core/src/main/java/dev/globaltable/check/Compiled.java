package dev.globaltable.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A history in numbers: operations, sessions, items and versions are counted from 0. Each item has an initial version,
 * which nobody wrote.
 */
final class Compiled {

    /** Stands for a version that cannot be told, or for an operation that is not there. */
    static final int NONE = -1;

    final Observations history;
    final List<Observation> operations;
    /** Whether the order of versions is known. */
    final boolean ordered;

    final Times times;
    final int[] session;
    /** The operation's place in its session. */
    final int[] position;

    final List<String> sessions = new ArrayList<>();
    final List<IntList> sessionOperations = new ArrayList<>();
    /** The version of each item that each operation read; {@link #NONE} where it cannot be told. */
    final int[][] reads;

    final int[][] writes;
    /** The version of each of {@link Observations#held}. */
    final int[] held;

    final VersionTable versions;
    /** Reads that show no write, or more than one. */
    final List<String> unclear = new ArrayList<>();

    private final Map<String, Integer> sessionNumbers = new LinkedHashMap<>();

    Compiled(Observations history, boolean ordered) {
        this.history = history;
        this.operations = history.operations();
        this.ordered = ordered;
        int count = operations.size();
        this.times = new Times(operations);
        this.session = new int[count];
        this.position = new int[count];
        this.reads = new int[count][];
        this.writes = new int[count][];
        this.versions = new VersionTable(ordered);
        for (int at = 0; at < count; at++) {
            placeInSession(at);
            writes(at);
        }
        for (int at = 0; at < count; at++) {
            reads(at);
        }
        this.held = new int[history.held().size()];
        for (int at = 0; at < held.length; at++) {
            Observations.Held end = history.held().get(at);
            held[at] = versions.read(new Observation.Read(end.item(), end.value(), end.version(), true));
        }
        versions.order();
    }

    /** Whether of some read or write of the item it cannot be told which version it is about. */
    boolean isUnclear(int item) {
        return versions.isBlurred(item);
    }

    int size() {
        return operations.size();
    }

    Observation operation(int at) {
        return operations.get(at);
    }

    boolean ok(int at) {
        return operation(at).outcome() == Observation.Outcome.OK;
    }

    /** The operation of the same session before this one. */
    int before(int at) {
        return position[at] == 0 ? NONE : sessionOperations.get(session[at]).get(position[at] - 1);
    }

    private void placeInSession(int at) {
        String name = operation(at).session();
        Integer number = sessionNumbers.get(name);
        if (number == null) {
            number = sessions.size();
            sessionNumbers.put(name, number);
            sessions.add(name);
            sessionOperations.add(new IntList());
        }
        session[at] = number;
        position[at] = sessionOperations.get(number).size();
        sessionOperations.get(number).add(at);
    }

    private void writes(int at) {
        List<Observation.Write> all = operation(at).writes();
        int[] made = new int[all.size()];
        for (int index = 0; index < made.length; index++) {
            made[index] = versions.written(all.get(index), at, operation(at).outcome());
        }
        writes[at] = made;
    }

    private void reads(int at) {
        List<Observation.Read> all = operation(at).reads();
        int[] found = new int[all.size()];
        for (int index = 0; index < found.length; index++) {
            found[index] = versions.read(all.get(index));
            if (found[index] == NONE) {
                versions.blur(all.get(index).item());
                unclear.add("several writes of " + all.get(index).item() + " left what operation "
                        + operation(at).id() + " read");
            }
        }
        reads[at] = found;
    }

    /** What a version's author is, for a story; {@code null} when nobody here wrote it. */
    @Nullable
    Observation author(int version) {
        int writer = versions.writer(version);
        return writer == NONE ? null : operation(writer);
    }
}
