package dev.globaltable.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.choice.SeededChoices;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationDelayTests {

    private final SeededChoices choices = new SeededChoices(7);

    private long[] draw(ReplicationDelay delay, int count) {
        return LongStream.range(0, count)
                .map(drawn -> delay.drawMicros(US_EAST_1, EU_WEST_1, choices).orElseThrow())
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "800ms, 800000, 800ms",
        "1.5s, 1500000, 1500ms",
        "2s, 2000000, 2s",
        "2 m, 120000000, 120s",
        "1h, 3600000000, 3600s",
        "250us, 250, 250us",
        "PT0.8S, 800000, 800ms",
        "0ms, 0, 0s",
        "instant, 0, instant"
    })
    void readsADurationInAnyOfItsForms(String text, long micros, String name) {
        ReplicationDelay delay = ReplicationDelay.parse(text);

        assertThat(draw(delay, 3)).containsOnly(micros);
        assertThat(delay).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "800", "-5s", "PT-1S", "800ms..", "..2s", "1d", "800ms..soon", "NEARBY"})
    void refusesAnythingElseWithExamples(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicationDelay.parse(text))
                .withMessage(
                        "Not a replication delay: \"" + text + "\". Expected a duration such as \"800ms\", \"1.5s\","
                                + " \"2m\" or \"PT0.8S\", a range such as \"200ms..2s\", or one of the profiles degraded, far,"
                                + " instant, manual, near, skewed.");
    }

    @Test
    void aRangeDrawsFromAllOfIt() {
        long[] drawn = draw(ReplicationDelay.parse("200ms..2s"), 10_000);

        assertThat(drawn[0]).isBetween(200_000L, 202_000L);
        assertThat(drawn[5_000]).isBetween(1_080_000L, 1_120_000L);
        assertThat(drawn[9_999]).isBetween(1_998_000L, 2_000_000L);
    }

    @Test
    void aRangeNamesTheShorterFirst() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicationDelay.parse("2s..200ms"))
                .withMessage("The least replication delay, 2s, is longer than the greatest, 200ms. Give the shorter one"
                        + " first, for example \"200ms..2s\".");
    }

    @ParameterizedTest
    @CsvSource({
        "near, 250000, 600000, 1800000",
        "skewed, 250000, 600000, 1800000",
        "far, 40000, 840000, 2580000",
        "degraded, 0, 30000000, 300000000"
    })
    void aProfileHasTheMedianAndThe99thPercentileOfTheReference(String profile, long least, long median, long p99) {
        long[] drawn = draw(ReplicationDelay.parse(profile), 20_000);

        assertThat(drawn[0]).isGreaterThanOrEqualTo(least);
        assertThat((double) drawn[10_000]).isBetween(median * 0.97, median * 1.03);
        assertThat((double) drawn[19_800]).isBetween(p99 * 0.93, p99 * 1.07);
    }

    @Test
    void manualHasNoDelayAtAll() {
        assertThat(ReplicationDelay.manual().drawMicros(US_EAST_1, EU_WEST_1, choices))
                .isEmpty();
    }

    @Test
    void aNegativeDurationIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicationDelay.fixed(Duration.ofMillis(-1)))
                .withMessage("A replication delay must be between zero and 365 days; found PT-0.001S. Example:"
                        + " Duration.ofMillis(800).");
    }

    @Test
    void aLogNormalDelayNeedsItsMedianBelowItsTail() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ReplicationDelay.logNormal(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO))
                .withMessage("A log-normal delay needs a median above zero and a 99th percentile that is not below it;"
                        + " found median 2s and 99th percentile 1s.");
    }
}
