package dev.globaltable.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which transaction depends on which: Adya's direct serialization graph. An operation that is no transaction is one for
 * each item that it reads or writes.
 */
final class Dependencies {

    private final Compiled history;
    private final Steps steps;
    private final Graph graph = new Graph(0);
    private final Map<Long, Integer> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<IntList> readers = new ArrayList<>();

    private record Edge(int from, int to, Relation relation, int item) {}

    Dependencies(Compiled history, Steps steps, List<String> undecided) {
        this.history = history;
        this.steps = steps;
        for (int version = 0; version < history.versions.count(); version++) {
            readers.add(new IntList());
        }
        for (int at = 0; at < history.size(); at++) {
            for (int version : history.reads[at]) {
                if (version != Compiled.NONE) {
                    readers.get(version).add(at);
                }
            }
        }
        for (int item = 0; item < history.versions.items(); item++) {
            readDependencies(item);
            for (IntList order : history.ordered ? List.of(committed(item)) : known(item, undecided)) {
                otherDependencies(order, item);
            }
        }
    }

    Graph graph() {
        return graph;
    }

    Relation relation(int label) {
        return edges.get(label).relation();
    }

    private IntList committed(int item) {
        IntList committed = new IntList();
        IntList all = history.versions.ofItem(item);
        for (int at = 0; at < all.size(); at++) {
            if (!history.versions.aborted(all.get(at))) {
                committed.add(all.get(at));
            }
        }
        return committed;
    }

    /** The orders that values alone tell: what was computed from what, and that the initial version is the first. */
    private List<IntList> known(int item, List<String> undecided) {
        Map<Integer, Integer> next = new LinkedHashMap<>();
        List<IntList> orders = new ArrayList<>();
        IntList all = committed(item);
        int initial = history.versions.initial(item);
        for (int at = 0; at < all.size(); at++) {
            int version = all.get(at);
            int base = version == initial ? Compiled.NONE : base(version);
            if (base != Compiled.NONE && next.putIfAbsent(base, version) != null) {
                addOrder(orders, base, version);
            } else if (version != initial) {
                addOrder(orders, initial, version);
            }
        }
        int placed = 0;
        IntList chain = new IntList();
        for (Integer version = initial; version != null && placed <= all.size(); version = next.get(version)) {
            chain.add(version);
            placed++;
        }
        next.forEach((base, version) -> addOrder(orders, base, version));
        if (placed != all.size()) {
            undecided.add("values alone do not tell the order of the versions of " + history.versions.item(item));
        }
        return orders;
    }

    private static void addOrder(List<IntList> orders, int older, int newer) {
        IntList order = new IntList();
        order.add(older);
        order.add(newer);
        orders.add(order);
    }

    /** The version of the same item that the author of a version read. */
    private int base(int version) {
        int writer = history.versions.writer(version);
        if (writer != Compiled.NONE) {
            for (int found : history.reads[writer]) {
                if (found != Compiled.NONE
                        && found != version
                        && history.versions.itemOf(found) == history.versions.itemOf(version)) {
                    return found;
                }
            }
        }
        return Compiled.NONE;
    }

    private void readDependencies(int item) {
        IntList all = history.versions.ofItem(item);
        for (int at = 0; at < all.size(); at++) {
            int writer = history.versions.writer(all.get(at));
            IntList found = readers.get(all.get(at));
            for (int index = 0; writer != Compiled.NONE && index < found.size(); index++) {
                add(writer, found.get(index), Relation.READS_FROM, item);
            }
        }
    }

    private void otherDependencies(IntList order, int item) {
        IntList waiting = new IntList();
        int last = Compiled.NONE;
        for (int at = 0; at < order.size(); at++) {
            int version = order.get(at);
            int writer = history.versions.writer(version);
            if (writer != Compiled.NONE) {
                if (last != Compiled.NONE) {
                    add(last, writer, Relation.VERSION_ORDER, item);
                }
                for (int index = 0; index < waiting.size(); index++) {
                    add(waiting.get(index), writer, Relation.ANTI_DEPENDENCY, item);
                }
                waiting = new IntList();
                last = writer;
            }
            for (int index = 0; index < readers.get(version).size(); index++) {
                waiting.add(readers.get(version).get(index));
            }
        }
    }

    private void add(int from, int to, Relation relation, int item) {
        steps.spend(1);
        int first = node(from, item);
        int second = node(to, item);
        if (first != second) {
            graph.addEdge(first, second, edges.size());
            edges.add(new Edge(from, to, relation, item));
        }
    }

    private int node(int at, int item) {
        long key = history.operation(at).transactional() ? at : ((item + 1L) << 32) + at;
        return nodes.computeIfAbsent(key, absent -> graph.addNode());
    }

    Witness.Link link(int label) {
        Edge edge = edges.get(label);
        Item item = history.versions.item(edge.item());
        String reason = switch (edge.relation()) {
            case READS_FROM -> "the latter read what the former wrote of " + item;
            case VERSION_ORDER -> "the former wrote an older version of " + item + " than the latter wrote";
            default -> "the former read an older version of " + item + " than the latter wrote";
        };
        return new Witness.Link(
                history.operation(edge.from()),
                history.operation(edge.to()),
                edge.relation(),
                Optional.of(item),
                reason);
    }
}
