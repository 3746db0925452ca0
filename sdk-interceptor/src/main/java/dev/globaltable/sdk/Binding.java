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

    /**
     * Calls go to this simulation while it is active.
     *
     * @param inherited whether the thread was started by a bound one rather than bound itself
     * @param previous what the thread is bound to again once the simulation is closed, whoever closes it
     */
    record ToSimulation(
            Route route, boolean inherited, @Nullable Binding previous) implements Binding {
        @Override
        public Binding forChild() {
            return route.inheritedBinding();
        }

        /** A thread that was bound itself has no more to do with a closed simulation; one that inherited it has outlived it. */
        boolean isOver() {
            return !inherited && !route.isActive();
        }

        /** Workers of the common pool serve everybody: what they inherited says who came first, not who calls now. */
        boolean counts() {
            return route.isActive() && !(inherited && onCommonPool());
        }

        static boolean onCommonPool() {
            return Thread.currentThread() instanceof ForkJoinWorkerThread worker
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
