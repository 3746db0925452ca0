package dev.globaltable.sdk;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The client's own scheduler, except that what is due now (a retry without a wait) runs now on the calling thread and so
 * stays in the order of the test. Timeouts keep running in real time.
 */
final class PromptScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    /** Retries inside retries of one call before the own scheduler takes over, lest the stack overflow. */
    private static final int MAX_NESTING = 16;

    private static final ThreadLocal<int[]> NESTING = ThreadLocal.withInitial(() -> new int[1]);

    private final Route route;
    private final ScheduledExecutorService own;

    PromptScheduler(Route route, ScheduledExecutorService own) {
        this.route = route;
        this.own = own;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        int[] nesting = NESTING.get();
        if (delay > 0 || nesting[0] >= MAX_NESTING) {
            return own.schedule(bound(command), delay, unit);
        }
        nesting[0]++;
        try {
            DoneTask task = new DoneTask(command);
            task.run();
            return task;
        } finally {
            nesting[0]--;
        }
    }

    private Runnable bound(Runnable command) {
        return SimulationRouting.carrying(route.inheritedBinding().handedOn(), command);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return own.schedule(callable, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return own.scheduleAtFixedRate(command, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return own.scheduleWithFixedDelay(command, initialDelay, delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        own.execute(bound(command));
    }

    @Override
    public void shutdown() {
        own.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return own.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return own.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return own.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return own.awaitTermination(timeout, unit);
    }

    private static final class DoneTask extends FutureTask<Void> implements ScheduledFuture<Void> {
        DoneTask(Runnable command) {
            super(command, null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
