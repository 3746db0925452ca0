package dev.globaltable.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class NumbersTests {

    private static final String OVERFLOW =
            "Number overflow. Attempting to store a number with magnitude larger than supported range";
    private static final String UNDERFLOW =
            "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    private static final String TOO_PRECISE = "Attempting to store more than 38 significant digits in a Number";

    static void assertRefused(String number, String message) {
        assertThatThrownBy(() -> Numbers.canonical(number))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message));
    }

    @Nested
    class CanonicalText {

        @ParameterizedTest
        @CsvSource({
            "1, 1",
            "1.0, 1",
            "1.50, 1.5",
            "001, 1",
            "+1, 1",
            "-1, -1",
            "-0, 0",
            "0.0, 0",
            "0e5, 0",
            "1E5, 100000",
            "1e-5, 0.00001",
            "1., 1",
            ".5, 0.5",
            "-.5, -0.5",
            "-12.340E2, -1234",
            "1e0005, 100000",
            "0E999999999, 0",
            "123456789012345678901234567890123456780, 123456789012345678901234567890123456780",
            "1E22, 10000000000000000000000"
        })
        void hasNoExponentAndNoSuperfluousZeros(String written, String canonical) {
            assertThat(Numbers.canonical(written)).isEqualTo(canonical);
        }

        @Test
        void reachesFromTheSmallestToTheLargestMagnitude() {
            assertThat(Numbers.canonical("1E-130")).isEqualTo("0." + "0".repeat(129) + "1");
            assertThat(Numbers.canonical("9.9999999999999999999999999999999999999E+125"))
                    .isEqualTo("9".repeat(38) + "0".repeat(88));
        }
    }

    @Nested
    class Refusal {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    ".",
                    "abc",
                    " 1",
                    "1 ",
                    "NaN",
                    "Infinity",
                    "1e",
                    "1e+",
                    "--1",
                    "1,000",
                    "0x10",
                    "\u0663",
                    "\uff13",
                    "1E9999999999",
                    "1E-2147483648"
                })
        void namesWhatIsNoNumber(String text) {
            assertRefused(text, "The parameter cannot be converted to a numeric value: " + text);
        }

        @Test
        void ofTheEmptyTextNamesNothing() {
            assertRefused("", "The parameter cannot be converted to a numeric value");
        }

        @Test
        void tellsOverflowUnderflowAndPrecisionApart() {
            assertRefused("1E126", OVERFLOW);
            assertRefused("-1E999999999", OVERFLOW);
            assertRefused("9E-131", UNDERFLOW);
            assertRefused("123456789012345678901234567890123456789", TOO_PRECISE);
            assertRefused("123456789012345678901234567890123456789E400", TOO_PRECISE);
        }

        @Test
        void ofAMillionDigitsIsQuick() {
            Assertions.assertTimeout(
                    Duration.ofSeconds(1), () -> assertRefused("9".repeat(1_000_000) + "E5", TOO_PRECISE));
        }
    }

    @Nested
    class Arithmetic {

        @Test
        void isExact() {
            assertThat(Numbers.add("0.1", "0.2")).isEqualTo("0.3");
            assertThat(Numbers.subtract("1", "1.5")).isEqualTo("-0.5");
        }

        @Test
        void keepsTheLimitsOfStoredNumbers() {
            String huge = Numbers.canonical("9.9E125");
            assertThatThrownBy(() -> Numbers.add(huge, huge)).hasMessageContaining(OVERFLOW);
            assertThatThrownBy(() -> Numbers.add(huge, "1")).hasMessageContaining(TOO_PRECISE);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "12, 2", "123, 3", "1000, 2", "-1, 3", "1.5, 3", "0.01, 2", "1E11, 2", "1.1E10, 3"})
    void aNumberTakesAByteForEveryTwoDigitsCountedFromThePoint(String number, int bytes) {
        assertThat(Numbers.sizeBytes(Numbers.canonical(number))).isEqualTo(bytes);
    }
}
