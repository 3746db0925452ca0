package dev.globaltable;

import dev.globaltable.history.HistoryLog;
import dev.globaltable.time.RegionClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
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

    private static final Duration AHEAD_MAX = Duration.ofDays(365);
    private static final long DRIFT_END = 1_000_000;

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

    /**
     * Sets this clock ahead of virtual time by this much, or behind it where negative.
     *
     * @throws IllegalArgumentException if it is more than 365 days, either way
     */
    public void setAhead(Duration ahead) {
        requireAhead(ahead);
        set(clock -> clock.setOffsetMicros(ahead.toNanos() / 1000));
    }

    /**
     * Lets this clock run too fast, or too slow where negative, from now on.
     *
     * @param partsPerMillion microseconds gained in each second of virtual time
     * @throws IllegalArgumentException if the clock would stand still, run backwards, or go at more than double speed
     */
    public void setDrift(long partsPerMillion) {
        requireDrift(partsPerMillion);
        set(clock -> clock.setDriftPartsPerMillion(partsPerMillion));
    }

    /**
     * Sets this clock ahead of virtual time, or behind it, and lets it run too fast, or too slow, from there: {@link
     * #setAhead} and {@link #setDrift} in one step.
     *
     * @throws IllegalArgumentException if one of them would; then neither is set
     */
    public void set(Duration ahead, long partsPerMillion) {
        requireAhead(ahead);
        requireDrift(partsPerMillion);
        set(clock -> {
            clock.setOffsetMicros(ahead.toNanos() / 1000);
            clock.setDriftPartsPerMillion(partsPerMillion);
        });
    }

    private void set(Consumer<RegionClock> change) {
        simulation.run(() -> simulation.setClock(region, change));
    }

    private static void requireAhead(Duration ahead) {
        if (ahead.abs().compareTo(AHEAD_MAX) > 0) {
            throw new IllegalArgumentException("A clock is at most 365 days ahead or behind; found " + ahead
                    + ". Example: Duration.ofMillis(-500).");
        }
    }

    private static void requireDrift(long partsPerMillion) {
        if (partsPerMillion <= -DRIFT_END || partsPerMillion >= DRIFT_END) {
            throw new IllegalArgumentException("A clock gains or loses less than 1000000 parts per million; found "
                    + partsPerMillion + ". Example: 100, for 0.1 ms in each second.");
        }
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
