package dev.globaltable.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTests {

    @ParameterizedTest
    @CsvSource({
        "800ms,PT0.8S",
        "1.5s,PT1.5S",
        "2 m,PT2M",
        "1h,PT1H",
        "250us,PT0.00025S",
        "0s,PT0S",
        "PT0.8S,PT0.8S",
        "P1D,PT24H",
        "5200000h,PT2562047H47M16.854775807S",
        "999999999999h,PT2562047H47M16.854775807S"
    })
    void amountsWithAUnitAndIsoDurationsAreRead(String text, Duration expected) {
        assertThat(DurationText.find(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "800", "ms", "-1s", "PT-1S", "P", "1d", "1.s", "1e3s"})
    void anythingElseIsNone(String text) {
        assertThat(DurationText.find(text)).isNull();
    }
}
