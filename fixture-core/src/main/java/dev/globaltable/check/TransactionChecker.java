package dev.globaltable.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for what no serial order of the transactions explains: reads of what never was committed, and circles of
 * transactions that depend on each other. What it finds, it calls by the names that Adya gave it.
 */
final class TransactionChecker implements Checker {

    private final boolean snapshot;

    /** @param snapshot whether circles with two anti-dependencies in a row are allowed, as snapshot isolation does */
    TransactionChecker(boolean snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided) {
        undecided.addAll(history.unclear);
        Optional<Finding> dirty = DirtyReads.read(history, steps);
        if (dirty.isPresent()) {
            return dirty;
        }
        Dependencies dependencies = new Dependencies(history, steps, undecided);
        return new Circles(dependencies, steps).find();
    }

    private final class Circles {

        private final Dependencies dependencies;
        private final Graph graph;
        private final Steps steps;

        Circles(Dependencies dependencies, Steps steps) {
            this.dependencies = dependencies;
            this.graph = dependencies.graph();
            this.steps = steps;
        }

        Optional<Finding> find() {
            graph.components(steps);
            if (!hasCircle(graph)) {
                return Optional.empty();
            }
            return among("G0", "all of them write dependencies", Relation.VERSION_ORDER, Relation.VERSION_ORDER)
                    .or(() -> among(
                            "G1c", "none of them an anti-dependency", Relation.VERSION_ORDER, Relation.READS_FROM))
                    .or(this::single)
                    .or(this::nonadjacent)
                    .or(() -> snapshot ? Optional.empty() : any());
        }

        private boolean hasCircle(Graph graph) {
            for (int edge = 0; edge < graph.edges(); edge++) {
                if (graph.isOnCycle(edge)) {
                    return true;
                }
            }
            return false;
        }

        private boolean is(int edge, Relation relation) {
            return dependencies.relation(graph.label(edge)) == relation;
        }

        /** A circle of edges of these kinds. */
        private Optional<Finding> among(String name, String kind, Relation one, Relation other) {
            Graph part = new Graph(graph.nodes());
            for (int edge = 0; edge < graph.edges(); edge++) {
                if (graph.isOnCycle(edge) && (is(edge, one) || is(edge, other))) {
                    part.addEdge(graph.from(edge), graph.to(edge), graph.label(edge));
                }
            }
            part.components(steps);
            for (int edge = 0; edge < part.edges(); edge++) {
                if (part.isOnCycle(edge)) {
                    List<Integer> circle = new ArrayList<>(List.of(edge));
                    circle.addAll(part.path(part.to(edge), part.from(edge), part::isOnCycle, steps));
                    return Optional.of(finding(name, kind, part, circle));
                }
            }
            return Optional.empty();
        }

        private Optional<Finding> single() {
            for (int edge = 0; edge < graph.edges(); edge++) {
                if (graph.isOnCycle(edge) && is(edge, Relation.ANTI_DEPENDENCY)) {
                    steps.spend(graph.nodes() / Long.SIZE);
                    List<Integer> back = graph.path(
                            graph.to(edge),
                            graph.from(edge),
                            other -> graph.isOnCycle(other) && !is(other, Relation.ANTI_DEPENDENCY),
                            steps);
                    if (!back.isEmpty()) {
                        List<Integer> circle = new ArrayList<>(back);
                        circle.add(edge);
                        return Optional.of(finding("G-single", "one of them an anti-dependency", graph, circle));
                    }
                }
            }
            return Optional.empty();
        }

        /**
         * A circle without two anti-dependencies in a row: of each transaction there are two nodes, the second of which is
         * come to by an anti-dependency and not left by one.
         */
        private Optional<Finding> nonadjacent() {
            int count = graph.nodes();
            Graph twofold = new Graph(count * 2);
            for (int edge = 0; edge < graph.edges(); edge++) {
                if (!graph.isOnCycle(edge)) {
                    continue;
                }
                int from = graph.from(edge);
                int to = graph.to(edge);
                if (is(edge, Relation.ANTI_DEPENDENCY)) {
                    twofold.addEdge(from, to + count, graph.label(edge));
                } else {
                    twofold.addEdge(from, to, graph.label(edge));
                    twofold.addEdge(from + count, to, graph.label(edge));
                }
            }
            twofold.components(steps);
            for (int edge = 0; edge < twofold.edges(); edge++) {
                if (twofold.isOnCycle(edge)) {
                    List<Integer> circle = new ArrayList<>(List.of(edge));
                    circle.addAll(twofold.path(twofold.to(edge), twofold.from(edge), twofold::isOnCycle, steps));
                    return Optional.of(finding("G-nonadjacent", "no two anti-dependencies in a row", twofold, circle));
                }
            }
            return Optional.empty();
        }

        private Optional<Finding> any() {
            for (int edge = 0; edge < graph.edges(); edge++) {
                if (graph.isOnCycle(edge) && is(edge, Relation.ANTI_DEPENDENCY)) {
                    List<Integer> circle =
                            new ArrayList<>(graph.path(graph.to(edge), graph.from(edge), graph::isOnCycle, steps));
                    circle.add(edge);
                    return Optional.of(finding("G2-item", "some of them anti-dependencies", graph, circle));
                }
            }
            return Optional.empty();
        }

        private Finding finding(String name, String kind, Graph circled, List<Integer> circle) {
            List<Witness.Link> links = circle.stream()
                    .map(edge -> dependencies.link(circled.label(edge)))
                    .toList();
            Witness witness = new Witness(links);
            return new Finding(
                    name + ": " + witness.operations().size() + " transactions depend on each other in a circle, "
                            + kind + ".",
                    witness);
        }
    }
}
