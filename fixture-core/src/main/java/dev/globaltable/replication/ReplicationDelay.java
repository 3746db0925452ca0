package dev.globaltable.replication;

import dev.globaltable.choice.ChoiceSource;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import software.amazon.awssdk.regions.Region;

/**
 * How long a version is under way from the Region that wrote it to another replica.
 *
 * <p>AWS publishes no figures per pair of Regions, only "typically within a second or less". The named profiles are the
 * fixture's (reference 6.3). A delay is drawn for each version; per item and link versions still arrive in the order in
 * which they were written (LWW-13).
 *
 * <pre>{@code
 * ReplicationDelay.fixed(Duration.ofMillis(800))
 * ReplicationDelay.parse("200ms..2s")
 * ReplicationDelay.far()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ReplicationDelay {

    /** The standard normal distribution's 99th percentile. */
    private static final double Z_99 = 2.3263478740408408;

    private final String name;
    private final Model model;
    private final Duration clockError;

    private ReplicationDelay(String name, Model model, Duration clockError) {
        this.name = name;
        this.model = model;
        this.clockError = clockError;
    }

    @FunctionalInterface
    private interface Model {

        OptionalLong micros(Region from, Region to, ChoiceSource choices);
    }

    /** Always the same delay. */
    public static ReplicationDelay fixed(Duration delay) {
        long micros = requireMicros(delay, "A replication delay");
        return exactClocks(DelayText.of(delay), (from, to, choices) -> OptionalLong.of(micros));
    }

    /** Any delay between the two, both included, each as likely as the other. */
    public static ReplicationDelay uniform(Duration least, Duration greatest) {
        long leastMicros = requireMicros(least, "The least replication delay");
        long greatestMicros = requireMicros(greatest, "The greatest replication delay");
        if (leastMicros > greatestMicros) {
            throw new IllegalArgumentException("The least replication delay, " + DelayText.of(least)
                    + ", is longer than the greatest, " + DelayText.of(greatest)
                    + ". Give the shorter one first, for example \"200ms..2s\".");
        }
        return exactClocks(
                DelayText.of(least) + ".." + DelayText.of(greatest),
                (from, to, choices) ->
                        OptionalLong.of(choices.nextBetween(choiceName(from, to), leastMicros, greatestMicros)));
    }

    /**
     * A log-normal delay: most are near the median, a few take much longer.
     *
     * @param median half of the delays are shorter
     * @param p99 one delay in a hundred is longer
     * @param minimum no delay is shorter
     */
    public static ReplicationDelay logNormal(Duration median, Duration p99, Duration minimum) {
        long medianMicros = requireMicros(median, "The median replication delay");
        long p99Micros = requireMicros(p99, "The 99th percentile of the replication delay");
        long minimumMicros = requireMicros(minimum, "The minimum replication delay");
        if (medianMicros == 0 || p99Micros < medianMicros) {
            throw new IllegalArgumentException(
                    "A log-normal delay needs a median above zero and a 99th percentile that is"
                            + " not below it; found median " + DelayText.of(median) + " and 99th percentile "
                            + DelayText.of(p99) + ".");
        }
        return exactClocks(
                "logNormal(" + DelayText.of(median) + ", " + DelayText.of(p99) + ", " + DelayText.of(minimum) + ")",
                (from, to, choices) -> OptionalLong.of(
                        logNormalMicros(medianMicros, p99Micros, minimumMicros, choices, choiceName(from, to))));
    }

    /** No delay: a write is everywhere before the next call looks. Clocks are exact. */
    public static ReplicationDelay instant() {
        return exactClocks("instant", (from, to, choices) -> OptionalLong.of(0));
    }

    /** Nothing moves until the test delivers it. Clocks are exact. */
    public static ReplicationDelay manual() {
        return exactClocks("manual", (from, to, choices) -> OptionalLong.empty());
    }

    /** Regions of one continent: median 0.6 s, 99th percentile 1.8 s, at least 0.25 s; clocks within 0.1 ms. */
    public static ReplicationDelay near() {
        return near("near");
    }

    /** Regions of different continents: median 0.8 s and half a round trip; clocks within 0.1 ms. */
    public static ReplicationDelay far() {
        return new ReplicationDelay(
                "far",
                (from, to, choices) -> {
                    long roundTrip = RoundTrips.millis(from, to) * 1000L;
                    return OptionalLong.of(logNormalMicros(
                            800_000 + roundTrip / 2,
                            2_500_000 + roundTrip,
                            roundTrip / 2,
                            choices,
                            choiceName(from, to)));
                },
                Duration.of(100, ChronoUnit.MICROS));
    }

    /** A bad day: median 30 s, 99th percentile 5 min; clocks within 1 ms. */
    public static ReplicationDelay degraded() {
        return new ReplicationDelay(
                "degraded",
                (from, to, choices) ->
                        OptionalLong.of(logNormalMicros(30_000_000, 300_000_000, 0, choices, choiceName(from, to))),
                Duration.ofMillis(1));
    }

    /** As {@link #near()}; for tests that set a Region's clock wrong on purpose. */
    public static ReplicationDelay skewed() {
        return near("skewed");
    }

    /**
     * Reads a delay: a duration ({@code 800ms}, {@code 2s}, {@code 1.5s}, {@code 5m}, {@code 1h}, {@code 250us} or ISO
     * {@code PT0.8S}), a range ({@code 200ms..2s}), or a profile ({@code instant}, {@code manual}, {@code near}, {@code
     * far}, {@code degraded}, {@code skewed}).
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static ReplicationDelay parse(String text) {
        return DelayText.parse(text);
    }

    /** How wrong a Region's clock may be under this profile, in either direction. */
    public Duration clockError() {
        return clockError;
    }

    /** The delay of the next version on a link, in microseconds; empty when it waits for the test. */
    public OptionalLong drawMicros(Region from, Region to, ChoiceSource choices) {
        return model.micros(from, to, choices);
    }

    @Override
    public String toString() {
        return name;
    }

    private static ReplicationDelay near(String name) {
        return new ReplicationDelay(
                name,
                (from, to, choices) ->
                        OptionalLong.of(logNormalMicros(600_000, 1_800_000, 250_000, choices, choiceName(from, to))),
                Duration.of(100, ChronoUnit.MICROS));
    }

    private static ReplicationDelay exactClocks(String name, Model model) {
        return new ReplicationDelay(name, model, Duration.ZERO);
    }

    private static String choiceName(Region from, Region to) {
        return "replication delay " + from.id() + " -> " + to.id();
    }

    private static long logNormalMicros(long median, long p99, long minimum, ChoiceSource choices, String name) {
        double mu = StrictMath.log((double) median);
        double sigma = (StrictMath.log((double) p99) - mu) / Z_99;
        double drawn = StrictMath.exp(mu + sigma * choices.nextGaussian(name));
        return Math.max(minimum, (long) drawn);
    }

    private static long requireMicros(Duration duration, String what) {
        if (duration.isNegative() || duration.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException(what + " must be between zero and 365 days; found " + duration
                    + ". Example: Duration.ofMillis(800).");
        }
        return duration.toNanos() / 1000;
    }
}
