package dev.globaltable;

import dev.globaltable.replication.Replicator;
import dev.globaltable.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Moves virtual time. Whenever the handler of a stream is due, time stands still and the simulation's lock is free until it
 * has run, so that it may call clients, on any thread.
 */
final class TimeDriver {

    /** A long day of a consumer that polls four times a second, many times over. */
    private static final int RUNS_PER_STEP_MAX = 10_000_000;

    private static final int RUNS_PER_SETTLE_MAX = 10_000;

    private final Simulation simulation;
    private final VirtualTime time;
    private final Replicator replicator;
    private final LocalUpdates localUpdates;
    private final List<StreamConsumer> consumers = new ArrayList<>();

    TimeDriver(Simulation simulation, VirtualTime time, Replicator replicator, LocalUpdates localUpdates) {
        this.simulation = simulation;
        this.time = time;
        this.replicator = replicator;
        this.localUpdates = localUpdates;
    }

    /** Counts the consumer's work to what {@link #settle} waits for. */
    void add(StreamConsumer consumer) {
        consumers.add(consumer);
    }

    void remove(StreamConsumer consumer) {
        consumers.remove(consumer);
    }

    void passTo(long targetMicros) {
        passTo(targetMicros, 0, RUNS_PER_STEP_MAX);
    }

    /** Runs handlers on the way; gives how many ran up to now. */
    private int passTo(long targetMicros, int runsBefore, int runsMax) {
        int runs = runsBefore;
        Runnable due = step(targetMicros);
        while (due != null) {
            if (++runs > runsMax) {
                throw new IllegalStateException("Consumers of streams do not come to rest: more than " + runsMax
                        + " batches in one step, the last one for " + due + ". Either they answer each other's writes"
                        + " without end, or a handler fails for ever. Let handlers leave alone what they wrote"
                        + " themselves, or move time with clock().advance(..), which ends by itself.");
            }
            due.run();
            due = step(targetMicros);
        }
        return runs;
    }

    /** A handler may have moved time beyond the target, or have closed the simulation. */
    private @Nullable Runnable step(long targetMicros) {
        return simulation
                .call(() -> simulation.isClosed()
                        ? Optional.<Runnable>empty()
                        : Optional.ofNullable(time.advanceUntilInterrupted(Math.max(targetMicros, time.nowMicros()))))
                .orElse(null);
    }

    void settle() {
        int runs = 0;
        boolean progress = true;
        while (progress) {
            long before = simulation.call(replicator::deliveries);
            int runsBefore = runs;
            runs = passTo(simulation.call(this::latestDue), runs, RUNS_PER_SETTLE_MAX);
            simulation.run(replicator::deliverUntimed);
            progress = runs > runsBefore || simulation.call(() -> replicator.deliveries() > before || hasWork());
        }
    }

    /** When the last of what is known now will be done. */
    private long latestDue() {
        long latest = Math.max(time.nowMicros(), replicator.latestDue().orElse(Long.MIN_VALUE));
        latest = Math.max(latest, localUpdates.latestDue().orElse(Long.MIN_VALUE));
        for (StreamConsumer consumer : consumers) {
            OptionalLong due = consumer.dueMicros();
            latest = Math.max(latest, due.orElse(Long.MIN_VALUE));
        }
        return latest;
    }

    /** Also versions that set out on the way, such as deletes of items whose time to live ended meanwhile. */
    private boolean hasWork() {
        return replicator.latestDue().orElse(Long.MIN_VALUE) > time.nowMicros()
                || localUpdates.latestDue().isPresent()
                || consumers.stream().anyMatch(consumer -> consumer.dueMicros().isPresent());
    }
}
