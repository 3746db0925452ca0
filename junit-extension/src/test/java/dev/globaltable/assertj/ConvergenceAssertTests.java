package dev.globaltable.assertj;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.assertj.Profiles.EU;
import static dev.globaltable.assertj.Profiles.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConvergenceAssertTests {

    private final Profiles profiles = new Profiles();

    @AfterEach
    void close() {
        profiles.close();
    }

    private static void assertFails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message.stripTrailing());
    }

    private Duration passed() {
        return Duration.between(
                Instant.parse("2026-01-01T00:00:00Z"),
                profiles.simulation.clock().instant());
    }

    @Nested
    class OfOneItem {

        @Test
        void anItemHasDivergedWhileItIsUnderWayAndConvergedAfterwards() {
            profiles.put(US, "42", "Ada");
            assertThat(profiles.table).item("42").hasDiverged().hasInFlight(1);

            profiles.simulation.settle();
            assertThat(profiles.table).item("42").hasConverged().hasNothingInFlight();
        }

        @Test
        void hasConvergedFailsOnAStaleReplica() {
            profiles.put(US, "42", "Ada");

            assertFails(() -> assertThat(profiles.table).item("42").hasConverged(), """
                    Expected item profiles/42 to have converged, but eu-west-1 does not hold the newest version.

                      Region     Item                         Version
                      us-east-1  {name: "Ada", userId: "42"}  0.000000@us-east-1#1
                      eu-west-1  (never arrived)              -
                    In flight: 1 version.
                      #1 profiles/42 us-east-1 -> eu-west-1 0.000000@us-east-1#1, due 0.800000 (in 0.800000 s)
                    Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void hasDivergedFailsOnEqualReplicas() {
            profiles.put(US, "42", "Ada");
            profiles.simulation.settle();

            assertFails(() -> assertThat(profiles.table).item("42").hasDiverged(), """
                    Expected item profiles/42 to have diverged, but every replica holds the same version and nothing is in flight.

                      Region     Item                         Version
                      us-east-1  {name: "Ada", userId: "42"}  0.000000@us-east-1#1
                      eu-west-1  {name: "Ada", userId: "42"}  0.000000@us-east-1#1
                    In flight: nothing.
                    Virtual time 0.800000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void anItemThatWasNeverWrittenHasNeitherConvergedNorDiverged() {
            assertThatThrownBy(() -> assertThat(profiles.table).item("43").hasConverged())
                    .hasMessageStartingWith("Expected item profiles/43 to have converged, but no Region ever accepted a"
                            + " write to it.\n");
            assertThatThrownBy(() -> assertThat(profiles.table).item("43").hasDiverged())
                    .hasMessageStartingWith("Expected item profiles/43 to have diverged, but no Region ever accepted a"
                            + " write to it.\n");
        }

        @Test
        void convergesWithinMovesTheClockToTheArrivalAndNoFurther() {
            profiles.put(US, "42", "Ada");

            assertThat(profiles.table).item("42").convergesWithin(Duration.ofSeconds(10));

            assertThat(passed()).isEqualTo(Duration.ofMillis(800));
        }

        @Test
        void convergenceTimeWithinLeadsToTheTimeItTook() {
            profiles.put(US, "42", "Ada");
            profiles.advanceMillis(300);

            assertThat(profiles.table)
                    .item("42")
                    .convergenceTimeWithin(Duration.ofSeconds(10))
                    .isEqualTo(Duration.ofMillis(500));
        }

        @Test
        void aVersionThatArrivesAtTheVeryLimitIsInTime() {
            profiles.put(US, "42", "Ada");

            assertThat(profiles.table).item("42").convergesWithin(Duration.ofMillis(800));
        }

        @Test
        void convergesWithinFailsWhenTheTimeIsOver() {
            profiles.put(US, "42", "Ada");

            assertFails(() -> assertThat(profiles.table).item("42").convergesWithin(Duration.ofMillis(500)), """
                    Expected item profiles/42 to converge within 0.500000 s, but after that time eu-west-1 does not hold the newest version.

                      Region     Item                         Version
                      us-east-1  {name: "Ada", userId: "42"}  0.000000@us-east-1#1
                      eu-west-1  (never arrived)              -
                    In flight: 1 version.
                      #1 profiles/42 us-east-1 -> eu-west-1 0.000000@us-east-1#1, due 0.800000 (in 0.300000 s)
                    Virtual time 0.500000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void convergesWithinDoesNotWaitForAClosedLinkBeyondTheLimit() {
            profiles.put(US, "42", "Ada");
            profiles.simulation.network().isolate(EU);

            assertThatThrownBy(() -> assertThat(profiles.table).item("42").convergesWithin(Duration.ofSeconds(5)))
                    .hasMessageContaining("held up: the link is closed");
            assertThat(passed()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Nested
    class OfATable {

        @Test
        void hasConvergedFailsWithTheItemsThatDiffer() {
            profiles.put(US, "42", "Ada");
            profiles.simulation.settle();
            profiles.put(EU, "42", "Grace");
            profiles.put(US, "43", "Edsger");
            profiles.put(US, "44", "Barbara");

            assertFails(() -> assertThat(profiles.table).hasConverged(), """
                    Expected table profiles to have converged, but 3 items differ between Regions or are still in flight.

                    profiles/42
                      Region     Item                           Version
                      us-east-1  {name: "Ada", userId: "42"}    0.000000@us-east-1#1
                      eu-west-1  {name: "Grace", userId: "42"}  0.800000@eu-west-1#1
                    profiles/44
                      Region     Item                             Version
                      us-east-1  {name: "Barbara", userId: "44"}  0.800000@us-east-1#3
                      eu-west-1  (never arrived)                  -
                    and 1 more item
                    In flight: 3 versions.
                      #2 profiles/42 eu-west-1 -> us-east-1 0.800000@eu-west-1#1, due 1.600000 (in 0.800000 s)
                      #3 profiles/43 us-east-1 -> eu-west-1 0.800000@us-east-1#2, due 1.600000 (in 0.800000 s)
                      #4 profiles/44 us-east-1 -> eu-west-1 0.800000@us-east-1#3, due 1.600000 (in 0.800000 s)
                    Virtual time 0.800000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void hasDivergedFailsWhenEverythingIsTheSame() {
            assertFails(() -> assertThat(profiles.table).hasDiverged(), """
                    Expected table profiles to have diverged, but every replica holds the same version of every item (0 items) and nothing is in flight.

                    Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void convergesWithinWaitsForTheLastItem() {
            profiles.put(US, "42", "Ada");
            profiles.advanceMillis(100);
            profiles.put(US, "43", "Grace");
            assertThat(profiles.table).hasDiverged();

            assertThat(profiles.table).convergesWithin(Duration.ofSeconds(10)).hasConverged();

            assertThat(passed()).isEqualTo(Duration.ofMillis(900));
        }

        @Test
        void convergesWithinFailsWhenTheTimeIsOver() {
            profiles.put(US, "42", "Ada");

            assertThatThrownBy(() -> assertThat(profiles.table).convergesWithin(Duration.ofMillis(100)))
                    .hasMessageStartingWith(
                            "Expected table profiles to converge within 0.100000 s, but after that time 1"
                                    + " item differs between Regions or is still in flight.\n");
        }

        @Test
        void aMessageStaysShortHoweverMuchIsUnderWay() {
            for (int user = 0; user < 100; user++) {
                profiles.put(US, "user " + user, "x".repeat(1000));
            }

            assertThatThrownBy(() -> assertThat(profiles.table).hasConverged())
                    .satisfies(failure -> assertThat(failure.getMessage().lines())
                            .hasSizeLessThanOrEqualTo(25)
                            .allMatch(line -> line.length() <= 120));
        }
    }

    @Nested
    class OfASimulation {

        @Test
        void itConvergesWhenAllTablesDo() {
            profiles.put(US, "42", "Ada");

            assertThat(profiles.simulation)
                    .convergesWithin(Duration.ofSeconds(1))
                    .hasConverged();
        }

        @Test
        void itFailsWithTheFirstTableThatHasNotConverged() {
            profiles.put(US, "42", "Ada");

            assertThatThrownBy(() -> assertThat(profiles.simulation).hasConverged())
                    .hasMessageStartingWith("Expected table profiles to have converged, but 1 item differs");
            assertThatThrownBy(() -> assertThat(profiles.simulation).convergesWithin(Duration.ofMillis(100)))
                    .hasMessageStartingWith("Expected table profiles to converge within 0.100000 s, but");
        }
    }
}
