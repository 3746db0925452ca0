package dev.globaltable.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that nobody misses what happened before: each read shows a version no older than any that happened before it, and
 * the order of versions does not contradict what happened before what.
 */
final class CausalChecker implements Checker {

    private final Optional<String> session;

    CausalChecker(Optional<String> session) {
        this.session = session;
    }

    @Override
    public Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided) {
        undecided.addAll(history.unclear);
        Optional<Finding> thinAir = ThinAir.read(history);
        if (thinAir.isPresent()) {
            return thinAir;
        }
        return new Search(history, steps).run(session);
    }

    private static final class Search {

        /** Marks an edge that only leads into, or along, a chain. */
        private static final int GIVEN = Integer.MAX_VALUE;

        private final Compiled history;
        private final Steps steps;
        private final HappensBefore past;
        private final Graph graph;
        private final Chains chains;
        private final List<Floor> floors = new ArrayList<>();
        private final Map<Chain, Integer> firstNodes = new LinkedHashMap<>();
        private final IntList places = new IntList();

        Search(Compiled history, Steps steps) {
            this.history = history;
            this.steps = steps;
            this.past = new HappensBefore(history, steps);
            this.graph = past.steps();
            this.chains = new Chains(history);
        }

        Optional<Finding> run(Optional<String> name) {
            if (!past.isCircular()) {
                for (int at = 0; at < history.size(); at++) {
                    if (name.isEmpty()
                            || name.get().equals(history.operation(at).session())) {
                        Optional<Finding> missed = missed(at);
                        if (missed.isPresent()) {
                            return missed;
                        }
                    }
                }
                if (history.ordered) {
                    addVersionOrder();
                } else {
                    addDeducedOrder();
                }
            }
            return circle();
        }

        private Optional<Finding> missed(int at) {
            for (int version : history.reads[at]) {
                if (version == Compiled.NONE) {
                    continue;
                }
                for (Chain chain :
                        chains.written(history.versions.itemOf(version)).values()) {
                    steps.spend(1);
                    int place = chain.upTo(past.known(at, chain.session()));
                    if (place >= 0 && chain.version(place) == version) {
                        place--;
                    }
                    if (place < 0) {
                        continue;
                    }
                    Floor floor = new Floor(at, version, false, chain, place, Compiled.NONE, Compiled.NONE);
                    if (isMissed(floor)) {
                        return Optional.of(missed(floor));
                    }
                    if (!history.ordered && history.versions.writer(version) != Compiled.NONE) {
                        floors.add(floor);
                    }
                }
            }
            return Optional.empty();
        }

        private boolean isMissed(Floor floor) {
            VersionTable versions = history.versions;
            if (history.ordered) {
                return versions.older(
                        floor.version(), floor.chain().version(floor.chain().newest(floor.place())));
            }
            return versions.isInitial(floor.version());
        }

        private Finding missed(Floor floor) {
            int from = history.ordered ? floor.chain().newest(floor.place()) : floor.place();
            List<Witness.Link> links = new ArrayList<>(past.links(floor.chain().operation(from), floor.operation()));
            links.add(floor.yet(history, from));
            Observation reader = history.operation(floor.operation());
            return new Finding(
                    reader.operation() + " in " + reader.region().id() + " read a version of "
                            + history.versions.about(floor.version()) + " older than one that happened before it.",
                    new Witness(links));
        }

        private void addVersionOrder() {
            for (int item = 0; item < history.versions.items(); item++) {
                IntList versions = history.versions.ofItem(item);
                int last = Compiled.NONE;
                for (int at = 0; at < versions.size(); at++) {
                    int writer = history.versions.writer(versions.get(at));
                    if (writer != Compiled.NONE && last != Compiled.NONE && writer != last) {
                        graph.addEdge(last, writer, item);
                    }
                    last = writer == Compiled.NONE ? last : writer;
                }
            }
        }

        /** What happened before a read is older than what it read, whatever the order of versions is. */
        private void addDeducedOrder() {
            for (int node = 0; node < graph.nodes(); node++) {
                places.add(Compiled.NONE);
            }
            for (int at = 0; at < floors.size(); at++) {
                Floor floor = floors.get(at);
                int first = firstNodes.computeIfAbsent(floor.chain(), this::addNodes);
                graph.addEdge(first + floor.place(), history.versions.writer(floor.version()), at);
            }
        }

        private int addNodes(Chain chain) {
            int first = graph.nodes();
            for (int place = 0; place < chain.size(); place++) {
                int node = graph.addNode();
                places.add(place);
                graph.addEdge(chain.operation(place), node, GIVEN);
                if (place > 0) {
                    graph.addEdge(node - 1, node, GIVEN);
                }
            }
            return first;
        }

        private Optional<Finding> circle() {
            int operations = history.size();
            graph.components(steps);
            for (int edge = graph.edges() - 1; edge >= 0; edge--) {
                if (graph.isOnCycle(edge) && graph.from(edge) < operations) {
                    List<Integer> circle = new ArrayList<>();
                    circle.add(edge);
                    circle.addAll(graph.path(graph.to(edge), graph.from(edge), graph::isOnCycle, steps));
                    return Optional.of(new Finding(
                            "What happened before what, and which version is older, contradict each other.",
                            new Witness(links(circle))));
                }
            }
            return Optional.empty();
        }

        private List<Witness.Link> links(List<Integer> circle) {
            List<Witness.Link> links = new ArrayList<>();
            int entered = Compiled.NONE;
            for (int edge : circle) {
                int label = graph.label(edge);
                if (label < 0) {
                    links.addAll(past.links(List.of(edge)));
                } else if (graph.from(edge) < history.size() && graph.to(edge) >= history.size()) {
                    entered = graph.from(edge);
                } else if (label != GIVEN) {
                    links.add(older(label, history.ordered ? graph.from(edge) : entered, graph.to(edge)));
                }
            }
            return links;
        }

        /** @param label the item's number, or that of what it was deduced from */
        private Witness.Link older(int label, int from, int to) {
            Item item = history.ordered
                    ? history.versions.item(label)
                    : history.versions.about(floors.get(label).version());
            String reason = "the former wrote an older version of " + item + " than the latter";
            if (!history.ordered) {
                Observation reader = history.operation(floors.get(label).operation());
                reason += ", for " + reader.operation() + " in "
                        + reader.region().id() + " came after both and read the latter's";
            }
            return new Witness.Link(
                    history.operation(from), history.operation(to), Relation.VERSION_ORDER, Optional.of(item), reason);
        }
    }
}
