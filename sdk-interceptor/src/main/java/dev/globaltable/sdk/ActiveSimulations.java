package dev.globaltable.sdk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one registry that says which simulation a call belongs to. Immutable snapshots, so that a call reads without a lock;
 * changes are made under one.
 */
final class ActiveSimulations {

    private static volatile ActiveSimulations current = new ActiveSimulations(List.of(), 0, 0, 0);

    private final List<Route> active;
    /** How many tests without a simulation are running. */
    private final int outsideTests;
    /** How many routes have ever been started. */
    private final long starts;
    /** The latest start that found another thread's simulation active. */
    private final long lastOverlap;

    private ActiveSimulations(List<Route> active, int outsideTests, long starts, long lastOverlap) {
        this.active = active;
        this.outsideTests = outsideTests;
        this.starts = starts;
        this.lastOverlap = lastOverlap;
    }

    static ActiveSimulations now() {
        return current;
    }

    static synchronized void add(Route route) {
        ActiveSimulations before = current;
        List<Route> active = new ArrayList<>(before.active);
        active.add(route);
        long position = before.starts + 1;
        route.started(position);
        boolean overlaps = before.active.stream().anyMatch(other -> other.starter() != route.starter());
        current = new ActiveSimulations(
                List.copyOf(active), before.outsideTests, position, overlaps ? position : before.lastOverlap);
    }

    static synchronized void remove(Route route) {
        ActiveSimulations before = current;
        List<Route> active = new ArrayList<>(before.active);
        active.remove(route);
        current = new ActiveSimulations(List.copyOf(active), before.outsideTests, before.starts, before.lastOverlap);
    }

    static synchronized void outsideTests(int change) {
        ActiveSimulations before = current;
        current = new ActiveSimulations(before.active, before.outsideTests + change, before.starts, before.lastOverlap);
    }

    List<Route> active() {
        return active;
    }

    /** The simulation of threads that are not bound: the only one, unless a test without a simulation is running too. */
    @Nullable
    Route onlyOne() {
        return active.size() == 1 && outsideTests == 0 ? active.get(0) : null;
    }

    boolean outsideTestsRunning() {
        return outsideTests > 0;
    }

    /** Whether, since this route started, two threads had a simulation at the same time: tests run in parallel. */
    boolean overlappedSince(Route route) {
        return lastOverlap >= route.startedAt();
    }
}
