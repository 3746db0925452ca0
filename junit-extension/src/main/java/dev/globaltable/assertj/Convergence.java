package dev.globaltable.assertj;

import dev.globaltable.Simulation;
import dev.globaltable.history.ReplicationMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Moves virtual time, from one arrival to the next, until something has converged or a time is over. */
final class Convergence {

    private Convergence() {}

    /** How long it took; empty when the limit was reached, which is then the time passed. */
    static Optional<Duration> await(
            Simulation simulation,
            Duration limit,
            BooleanSupplier converged,
            Supplier<List<ReplicationMessage>> inFlight) {
        Instant start = simulation.clock().instant();
        Instant deadline = start.plus(limit);
        while (!converged.getAsBoolean()) {
            Instant now = simulation.clock().instant();
            Optional<Instant> next = inFlight.get().stream()
                    .flatMap(message -> message.due().stream())
                    .filter(due -> due.isAfter(now) && !due.isAfter(deadline))
                    .min(Comparator.naturalOrder());
            simulation.clock().advanceTo(next.orElse(deadline));
            if (next.isEmpty()) {
                return converged.getAsBoolean() ? Optional.of(limit) : Optional.empty();
            }
        }
        return Optional.of(Duration.between(start, simulation.clock().instant()));
    }
}
