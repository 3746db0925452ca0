package dev.globaltable.sdk;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** What a thread is bound to. */
sealed interface Binding {

    /** What a thread started by this one is bound to. */
    @Nullable
    Binding forChild();

    /** What a task that this thread hands to another is bound to. */
    default Binding handedOn() {
        return this;
    }

    /** How a binding came about. */
    enum Origin {
        /** The thread was bound itself. */
        OWN,
        /** The thread was started by a bound one. */
        INHERITED,
        /** The task that the thread runs was handed in by a bound one. */
        HANDED_ON
    }

    /**
     * Calls go to this simulation while it is active.
     *
     * @param previous what the thread is bound to again once the simulation is closed, whoever closes it
     */
    record ToSimulation(
            Route route, Origin origin, @Nullable Binding previous) implements Binding {

        static ToSimulation own(Route route, @Nullable Binding previous) {
            return new ToSimulation(route, Origin.OWN, previous);
        }

        @Override
        public Binding forChild() {
            return route.inheritedBinding();
        }

        @Override
        public Binding handedOn() {
            return new ToSimulation(route, Origin.HANDED_ON, null);
        }

        /** A thread that was bound itself has no more to do with a closed simulation; the others have outlived it. */
        boolean isOver() {
            return origin == Origin.OWN && !route.isActive();
        }

        boolean counts() {
            return route.isActive() && !isHearsay();
        }

        boolean isOutlived() {
            return !route.isActive() && !isHearsay();
        }

        /** Workers of the common pool serve everybody: what they inherited says who came first, not who calls now. */
        private boolean isHearsay() {
            return origin == Origin.INHERITED
                    && Thread.currentThread() instanceof ForkJoinWorkerThread worker
                    && worker.getPool() == ForkJoinPool.commonPool();
        }
    }

    /** A simulation with this home Region is about to start. */
    record Pending(Region home, AtomicBoolean over) implements Binding {
        @Override
        public Binding forChild() {
            return this;
        }

        boolean counts() {
            return !over.get();
        }
    }

    /** No simulation: calls are the SDK's own business. */
    record Outside() implements Binding {
        @Override
        public @Nullable Binding forChild() {
            return null;
        }
    }
}
