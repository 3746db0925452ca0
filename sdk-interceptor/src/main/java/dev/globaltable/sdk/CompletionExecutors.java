package dev.globaltable.sdk;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Decides which thread completes the future of an asynchronous call. */
final class CompletionExecutors {

    private CompletionExecutors() {}

    /**
     * For a client with an executor of the application: that one, its tasks bound to the simulation of the call. For all
     * others: the thread that makes the call complete, so that nothing depends on the timing of the SDK's own pool.
     */
    static Executor of(Route route, @Nullable Executor configured) {
        if (configured == null || isOfSdk(configured)) {
            return Runnable::run;
        }
        return task -> {
            configured.execute(
                    SimulationRouting.carrying(route.inheritedBinding().handedOn(), task));
        };
    }

    private static boolean isOfSdk(Executor executor) {
        return executor instanceof ThreadPoolExecutor pool
                && pool.getThreadFactory().getClass().getName().startsWith("software.amazon.awssdk.");
    }
}
