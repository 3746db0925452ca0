package dev.globaltable.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/** A directed graph whose edges carry a number; finds its cycles. */
final class Graph {

    private static final int NONE = -1;

    private final IntList first = new IntList();
    private final IntList next = new IntList();
    private final IntList source = new IntList();
    private final IntList target = new IntList();
    private final IntList label = new IntList();
    private int[] component = new int[0];

    Graph(int nodes) {
        for (int node = 0; node < nodes; node++) {
            addNode();
        }
    }

    int addNode() {
        first.add(NONE);
        return first.size() - 1;
    }

    int nodes() {
        return first.size();
    }

    int edges() {
        return target.size();
    }

    void addEdge(int from, int to, int number) {
        next.add(first.get(from));
        source.add(from);
        target.add(to);
        label.add(number);
        first.set(from, target.size() - 1);
    }

    int from(int edge) {
        return source.get(edge);
    }

    int to(int edge) {
        return target.get(edge);
    }

    int label(int edge) {
        return label.get(edge);
    }

    /**
     * The strongly connected component of each node (Tarjan, "Depth-first search and linear graph algorithms", 1972), by
     * a loop, for histories are long.
     */
    int[] components(Steps steps) {
        steps.spend(nodes() + (long) edges());
        component = new Tarjan().run();
        return component;
    }

    /** Whether both ends of an edge lie on one cycle; only after {@link #components}. */
    boolean isOnCycle(int edge) {
        return component[from(edge)] == component[to(edge)];
    }

    /** A shortest way over these edges, as edges; empty when there is none. */
    List<Integer> path(int from, int to, IntPredicate edges, Steps steps) {
        int[] reached = new int[nodes()];
        Arrays.fill(reached, NONE);
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.add(from);
        while (!waiting.isEmpty()) {
            int node = waiting.remove();
            for (int edge = first.get(node); edge != NONE; edge = next.get(edge)) {
                steps.spend(1);
                int end = to(edge);
                if (reached[end] != NONE || !edges.test(edge)) {
                    continue;
                }
                reached[end] = edge;
                if (end == to) {
                    return back(reached, from, to);
                }
                waiting.add(end);
            }
        }
        return List.of();
    }

    private List<Integer> back(int[] reached, int from, int to) {
        List<Integer> path = new ArrayList<>();
        int node = to;
        do {
            path.add(reached[node]);
            node = from(reached[node]);
        } while (node != from);
        Collections.reverse(path);
        return path;
    }

    private final class Tarjan {

        private final int[] index = new int[nodes()];
        private final int[] low = new int[nodes()];
        private final int[] edge = new int[nodes()];
        private final int[] found = new int[nodes()];
        private final IntList stack = new IntList();
        private final IntList calls = new IntList();
        private int counter;
        private int components;

        int[] run() {
            Arrays.fill(found, NONE);
            for (int node = 0; node < nodes(); node++) {
                if (index[node] == 0) {
                    visit(node);
                    while (!calls.isEmpty()) {
                        step();
                    }
                }
            }
            return found;
        }

        private void visit(int node) {
            counter++;
            index[node] = counter;
            low[node] = counter;
            edge[node] = first.get(node);
            stack.add(node);
            calls.add(node);
        }

        private void step() {
            int node = calls.last();
            if (edge[node] == NONE) {
                leave(node);
                return;
            }
            int end = to(edge[node]);
            if (index[end] == 0) {
                visit(end);
                return;
            }
            if (found[end] == NONE) {
                low[node] = Math.min(low[node], low[end]);
            }
            edge[node] = next.get(edge[node]);
        }

        private void leave(int node) {
            calls.removeLast();
            if (low[node] != index[node]) {
                return;
            }
            int member;
            do {
                member = stack.last();
                stack.removeLast();
                found[member] = components;
            } while (member != node);
            components++;
        }
    }
}
