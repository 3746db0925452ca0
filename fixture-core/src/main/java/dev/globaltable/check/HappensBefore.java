package dev.globaltable.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each operation may know of: session order and what was read from whom, taken together (Lamport, "Time, clocks, and
 * the ordering of events in a distributed system", 1978), as one number for each session.
 */
final class HappensBefore {

    private static final int SESSION = -1;
    private static final int READS = -2;

    private final Compiled history;
    private final Steps steps;
    private final Graph graph;
    private final int[] order;
    private final boolean circular;
    /** Up to which place of each other session an operation knows, after it and before it. */
    private final int[][] after;

    private final int[][] before;

    HappensBefore(Compiled history, Steps steps) {
        this.history = history;
        this.steps = steps;
        this.graph = graph();
        int[] component = graph.components(steps);
        this.order = new int[history.size()];
        boolean twice = false;
        boolean[] seen = new boolean[history.size()];
        for (int at = 0; at < history.size(); at++) {
            twice |= seen[component[at]];
            seen[component[at]] = true;
            order[history.size() - 1 - component[at]] = at;
        }
        this.circular = twice;
        this.after = new int[history.size()][];
        this.before = new int[history.size()][];
        if (!circular) {
            count();
        }
    }

    /** The operations, and an edge for each step from one to a later one. */
    private Graph graph() {
        Graph steps = new Graph(history.size());
        for (int at = 0; at < history.size(); at++) {
            if (history.before(at) != Compiled.NONE) {
                steps.addEdge(history.before(at), at, SESSION);
            }
            for (int version : history.reads[at]) {
                int writer = writer(version);
                if (writer != Compiled.NONE && writer != at) {
                    steps.addEdge(writer, at, READS);
                }
            }
        }
        return steps;
    }

    private int writer(int version) {
        return version == Compiled.NONE ? Compiled.NONE : history.versions.writer(version);
    }

    private void count() {
        int[] nothing = new int[history.sessions.size()];
        Arrays.fill(nothing, -1);
        for (int at : order) {
            int previous = history.before(at);
            int[] known = previous == Compiled.NONE ? nothing : after[previous];
            before[at] = known;
            for (int version : history.reads[at]) {
                int writer = writer(version);
                if (writer != Compiled.NONE && writer != at) {
                    known = merged(known, writer, history.session[at]);
                }
            }
            after[at] = known;
            if (history.operation(at).transactional()) {
                before[at] = known;
            }
        }
    }

    private int[] merged(int[] known, int writer, int own) {
        int session = history.session[writer];
        if (session == own || known[session] >= history.position[writer]) {
            // Whoever knows of an operation knows all that it knew.
            return known;
        }
        steps.spend(known.length * 2L);
        int[] result = known.clone();
        for (int at = 0; at < result.length; at++) {
            result[at] = Math.max(result[at], after[writer][at]);
        }
        result[session] = history.position[writer];
        return result;
    }

    /** Whether some operation happens before itself. */
    boolean isCircular() {
        return circular;
    }

    /** The steps as a graph whose nodes are the operations; more may be added to it. */
    Graph steps() {
        return graph;
    }

    /** Up to which place of a session an operation must take what was written into account when it reads. */
    int known(int at, int session) {
        return session == history.session[at] ? history.position[at] - 1 : before[at][session];
    }

    /** The steps from an operation to one that it happens before. */
    List<Witness.Link> links(int from, int to) {
        int edges = graph.edges();
        return links(graph.path(from, to, edge -> edge < edges && graph.label(edge) < 0, steps));
    }

    /** Edges of session order and of reading as steps of a story; several of one session are one. */
    List<Witness.Link> links(List<Integer> path) {
        List<Witness.Link> links = new ArrayList<>();
        for (int at = 0; at < path.size(); at++) {
            int edge = path.get(at);
            if (graph.label(edge) == READS) {
                links.add(Floor.readsFrom(history, graph.from(edge), graph.to(edge)));
                continue;
            }
            int first = at;
            while (at + 1 < path.size() && graph.label(path.get(at + 1)) == SESSION) {
                at++;
            }
            Floor.sessionOrder(links, history, graph.from(path.get(first)), graph.to(path.get(at)));
        }
        return links;
    }
}
