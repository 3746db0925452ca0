package dev.globaltable.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a rule asks, as a graph of versions: an edge leads from a version to one that can be no older. A circle of
 * different versions is a contradiction, for whatever order the versions have, they have one.
 */
final class FloorGraph {

    private static final int GIVEN = -1;

    private final Compiled history;
    private final Steps steps;
    private final Graph graph;
    private final List<Floor> floors;
    /** For the nodes that stand for a chain up to a place: the place. */
    private final IntList places = new IntList();

    private final Map<Chain, Integer> firstNodes = new LinkedHashMap<>();

    FloorGraph(Compiled history, List<Floor> floors, Steps steps) {
        this.history = history;
        this.floors = floors;
        this.steps = steps;
        this.graph = new Graph(history.versions.count());
        for (int version = 0; version < history.versions.count(); version++) {
            places.add(Compiled.NONE);
            int initial = history.versions.initial(history.versions.itemOf(version));
            if (initial != version) {
                graph.addEdge(initial, version, GIVEN);
            }
        }
        for (int at = 0; at < floors.size(); at++) {
            Floor floor = floors.get(at);
            int node = firstNodes.computeIfAbsent(floor.chain(), this::addNodes) + floor.place();
            graph.addEdge(node, floor.version(), at);
        }
    }

    private int addNodes(Chain chain) {
        int first = graph.nodes();
        for (int place = 0; place < chain.size(); place++) {
            int node = graph.addNode();
            places.add(place);
            graph.addEdge(chain.version(place), node, GIVEN);
            if (place > 0) {
                graph.addEdge(node - 1, node, GIVEN);
            }
        }
        return first;
    }

    Optional<Checker.Finding> contradiction() {
        int[] component = graph.components(steps);
        int[] firstVersion = new int[graph.nodes()];
        Arrays.fill(firstVersion, Compiled.NONE);
        for (int version = 0; version < history.versions.count(); version++) {
            int other = firstVersion[component[version]];
            if (other != Compiled.NONE) {
                return Optional.of(finding(other, version));
            }
            firstVersion[component[version]] = version;
        }
        return Optional.empty();
    }

    private Checker.Finding finding(int one, int other) {
        List<Integer> circle = new ArrayList<>(graph.path(one, other, graph::isOnCycle, steps));
        circle.addAll(graph.path(other, one, graph::isOnCycle, steps));
        List<Floor> bounds = new ArrayList<>();
        List<Integer> froms = new ArrayList<>();
        int entered = Compiled.NONE;
        for (int edge : circle) {
            boolean enters =
                    places.get(graph.from(edge)) == Compiled.NONE && places.get(graph.to(edge)) != Compiled.NONE;
            entered = enters ? places.get(graph.to(edge)) : entered;
            if (graph.label(edge) != GIVEN) {
                bounds.add(floors.get(graph.label(edge)));
                froms.add(entered);
            }
        }
        return new Checker.Finding(claim(bounds), new Witness(links(bounds, froms)));
    }

    private List<Witness.Link> links(List<Floor> bounds, List<Integer> froms) {
        List<Witness.Link> links = new ArrayList<>();
        for (int at = 0; at < bounds.size(); at++) {
            Floor bound = bounds.get(at);
            links.addAll(bound.links(history, froms.get(at)));
            int next = (at + 1) % bounds.size();
            int from = bound.operation();
            int to = bounds.get(next).chain().operation(froms.get(next));
            if (bounds.size() == 1) {
                links.add(bound.yet(history, froms.get(0)));
            } else if (from != to) {
                links.add(noNewer(bound, from, to));
            }
        }
        return links;
    }

    private Witness.Link noNewer(Floor bound, int from, int to) {
        Item item = history.versions.about(bound.version());
        return new Witness.Link(
                history.operation(from),
                history.operation(to),
                Relation.VERSION_ORDER,
                Optional.of(item),
                "the former " + (bound.writes() ? "wrote" : "read") + " no newer version of " + item
                        + " than the latter " + (history.versions.writer(bound.version()) == to ? "wrote" : "read"));
    }

    private String claim(List<Floor> bounds) {
        if (bounds.size() == 1) {
            return SessionChecker.claim(history, bounds.get(0));
        }
        return bounds.size() + " operations disagree about the order of the versions of "
                + history.versions.about(bounds.get(0).version()) + ".";
    }
}
