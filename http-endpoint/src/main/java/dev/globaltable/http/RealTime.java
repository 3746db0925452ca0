package dev.globaltable.http;

import dev.globaltable.Simulation;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Keeps the virtual time of one simulation to the wall clock: what went by there goes by here. Moves by anybody else come on
 * top.
 */
final class RealTime {

    private static final long NANOS_PER_MICRO = 1000;

    private final Simulation simulation;
    private final WallClock clock;
    private long followedTo;

    RealTime(Simulation simulation, WallClock clock) {
        this.simulation = simulation;
        this.clock = clock;
        this.followedTo = clock.nanoTime();
    }

    synchronized void catchUp() {
        long micros = (clock.nanoTime() - followedTo) / NANOS_PER_MICRO;
        if (micros > 0) {
            followedTo += micros * NANOS_PER_MICRO;
            elapse(Duration.of(micros, ChronoUnit.MICROS));
        }
    }

    /** A simulation may be closed at any time, by another thread: then there is no time to keep. */
    private void elapse(Duration duration) {
        try {
            simulation.clock().elapse(duration);
        } catch (IllegalStateException refused) {
            if (!simulation.isClosed()) {
                throw refused;
            }
        }
    }
}
