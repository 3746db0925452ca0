package dev.globaltable;

import dev.globaltable.history.HistoryLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.regions.Region;

/**
 * The clock of one Region's servers: virtual time, unless a test sets it wrong.
 *
 * <p>A Region whose clock is behind loses conflicts that it should win, since last-writer-wins compares timestamps of the
 * Region that took the write (LWW-2, LWW-3).
 *
 * @since 0.1.0
 */
public final class RegionalClock extends Clock {

    private final Simulation simulation;
    private final Region region;
    private final ZoneId zone;

    RegionalClock(Simulation simulation, Region region) {
        this(simulation, region, ZoneOffset.UTC);
    }

    private RegionalClock(Simulation simulation, Region region, ZoneId zone) {
        this.simulation = simulation;
        this.region = region;
        this.zone = zone;
    }

    /** Sets this clock ahead of virtual time by this much, or behind it where negative. */
    public void setAhead(Duration ahead) {
        simulation.run(() -> simulation.setClock(region, clock -> clock.setOffsetMicros(ahead.toNanos() / 1000)));
    }

    /**
     * Lets this clock run too fast, or too slow where negative, from now on.
     *
     * @param partsPerMillion microseconds gained in each second of virtual time
     */
    public void setDrift(long partsPerMillion) {
        simulation.run(() -> simulation.setClock(region, clock -> clock.setDriftPartsPerMillion(partsPerMillion)));
    }

    /** How far this clock is ahead of virtual time now; negative where it is behind. */
    public Duration ahead() {
        return simulation.call(() -> Duration.of(simulation.regionClock(region).offsetMicros(), ChronoUnit.MICROS));
    }

    @Override
    public Instant instant() {
        return simulation.call(
                () -> HistoryLog.instant(simulation.regionClock(region).micros()));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public RegionalClock withZone(ZoneId other) {
        return new RegionalClock(simulation, region, other);
    }
}
