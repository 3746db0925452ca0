package dev.globaltable;

import dev.globaltable.history.HistoryLog;
import dev.globaltable.time.VirtualTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import software.amazon.awssdk.regions.Region;

/**
 * The virtual time of a simulation. It stands still until the test moves it; on the way, what is due happens in order:
 * versions arrive, table statuses change.
 *
 * <p>It is a {@link Clock}, so application code that takes one can be given this.
 *
 * <pre>{@code
 * clock.advance(Duration.ofMillis(800));
 * clock.in(Region.EU_WEST_1).setAhead(Duration.ofMillis(-500)); // this Region's clock is slow
 * }</pre>
 *
 * @since 0.1.0
 */
public final class SimulatedClock extends Clock {

    /** A century; what comes after it no test waits for. */
    private static final Duration STEP_MAX = Duration.ofDays(36_500);

    private final Simulation simulation;
    private final VirtualTime time;
    private final ZoneId zone;

    SimulatedClock(Simulation simulation, VirtualTime time, ZoneId zone) {
        this.simulation = simulation;
        this.time = time;
        this.zone = zone;
    }

    SimulatedClock(Simulation simulation, VirtualTime time) {
        this(simulation, time, ZoneOffset.UTC);
    }

    /**
     * Moves virtual time forward by this much, to the microsecond.
     *
     * @throws IllegalArgumentException if the duration is negative, or longer than 36500 days
     */
    public void advance(Duration duration) {
        long micros = micros(duration);
        simulation.advance(micros);
    }

    /**
     * Moves virtual time forward to this instant.
     *
     * @throws IllegalArgumentException if the instant is past
     */
    public void advanceTo(Instant target) {
        Duration left = Duration.between(instant(), target);
        if (left.isNegative()) {
            throw new IllegalArgumentException(
                    "Virtual time cannot go back: it is " + instant() + ", asked for " + target + ".");
        }
        advance(left);
    }

    /**
     * Lets virtual time go by: as {@link #advance}, but not an event of the history. For what follows another clock in many
     * small steps, such as an endpoint that keeps to the wall clock.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void elapse(Duration duration) {
        long micros = micros(duration);
        simulation.elapse(micros);
    }

    /** The server clock of one Region; last-writer-wins timestamps come from it (LWW-3). */
    public RegionalClock in(Region region) {
        return new RegionalClock(simulation, region);
    }

    @Override
    public Instant instant() {
        return simulation.call(() -> instant(time.nowMicros()));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public SimulatedClock withZone(ZoneId other) {
        return new SimulatedClock(simulation, time, other);
    }

    private static long micros(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Virtual time cannot go back: found " + duration
                    + ". To set one Region's clock wrong use in(region).setAhead(..).");
        }
        if (duration.compareTo(STEP_MAX) > 0) {
            throw new IllegalArgumentException("Virtual time moves by 36500 days at most; found " + duration
                    + ". To see a version arrive that nothing holds up use settle().");
        }
        return duration.toNanos() / 1000;
    }

    private static Instant instant(long micros) {
        return HistoryLog.instant(micros);
    }
}
