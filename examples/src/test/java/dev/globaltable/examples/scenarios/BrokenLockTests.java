package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Scenarios 22 to 24. A lock that two hold, that the loser takes from the winner, and that nothing fences. */
@GlobalTable(name = "locks", partitionKey = "id")
class BrokenLockTests {

    /** Each client uses the lock table of its own Region. */
    @Nested
    class InTheRegionOfEachClient {

        private final LockClient virginia = new LockClient(US_EAST_1, "virginia");
        private final LockClient ireland = new LockClient(EU_WEST_1, "ireland");

        /** Scenario 22: LWW-19. The loser hears of it no sooner than with its next heartbeat after the arrival. */
        @Test
        void twoClientsHoldTheLock(Simulation simulation, SimulatedClock clock, SimulatedTable locks) {
            assertThat(virginia.acquire("report")).isTrue();
            clock.advance(Duration.ofMillis(1));
            assertThat(ireland.acquire("report")).isTrue();
            assertThat(virginia.heartbeat("report")).isTrue();
            clock.advance(Duration.ofMillis(1));
            assertThat(ireland.heartbeat("report")).isTrue();
            simulation.settle();

            assertThat(locks)
                    .item("report")
                    .hasConverged()
                    .in(US_EAST_1)
                    .isEqualTo(Map.of("id", "report", "heldBy", "ireland", "beat", "ireland-1"));
            assertThat(virginia.heartbeat("report")).isFalse();
            assertThat(ireland.heartbeat("report")).isTrue();
            assertThat(changes(locks, US_EAST_1))
                    .containsExactly(
                            "INSERT {beat: virginia-0, heldBy: virginia, id: report}",
                            "MODIFY {beat: virginia-0, heldBy: virginia, id: report}"
                                    + " -> {beat: virginia-1, heldBy: virginia, id: report}",
                            "MODIFY {beat: virginia-1, heldBy: virginia, id: report}"
                                    + " -> {beat: ireland-1, heldBy: ireland, id: report}");
        }

        /** Scenario 23: LWW-9, LWW-19. The condition looks at Virginia's copy; the delete is the last write of all. */
        @Test
        void theLoserReleasesTheLockOfTheWinner(Simulation simulation, SimulatedClock clock, SimulatedTable locks) {
            assertThat(virginia.acquire("report")).isTrue();
            clock.advance(Duration.ofMillis(1));
            assertThat(ireland.acquire("report")).isTrue();
            clock.advance(Duration.ofMillis(1));
            assertThat(virginia.release("report")).isTrue();
            simulation.settle();

            assertThat(locks).item("report").hasConverged().in(EU_WEST_1).isAbsent();
            assertThat(changes(locks, EU_WEST_1))
                    .containsExactly(
                            "INSERT {beat: ireland-0, heldBy: ireland, id: report}",
                            "REMOVE {beat: ireland-0, heldBy: ireland, id: report}");
            // Ireland works on; the lock is free for the next one.
            assertThat(new LockClient(US_EAST_1, "ohio").acquire("report")).isTrue();
        }

        /** Scenario 24: LWW-21. */
        @Test
        void twoHoldersDrawTheSameFencingToken(Simulation simulation, SimulatedClock clock, SimulatedTable locks) {
            assertThat(virginia.fencingToken("report")).isEqualTo(1);
            simulation.settle();

            assertThat(virginia.fencingToken("report")).isEqualTo(2);
            clock.advance(Duration.ofMillis(1));
            assertThat(ireland.fencingToken("report")).isEqualTo(2);
            simulation.settle();

            assertThat(locks)
                    .item("report#fence")
                    .hasConverged()
                    .in(US_EAST_1)
                    .isEqualTo(Map.of("id", "report#fence", "drawn", 2));
        }
    }

    /** The remedy: a lock has one Region. While that is away nobody gets it. */
    @Nested
    class InOneRegion {

        private final LockClient virginia = new LockClient(US_EAST_1, "virginia");
        private final LockClient ireland = new LockClient(US_EAST_1, "ireland");

        @Test
        void theSecondClientIsRefused(SimulatedClock clock) {
            assertThat(virginia.acquire("report")).isTrue();
            clock.advance(Duration.ofMillis(1));
            assertThat(ireland.acquire("report")).isFalse();
        }

        @Test
        void onlyTheHolderCanReleaseIt() {
            assertThat(ireland.acquire("report")).isTrue();

            assertThat(virginia.release("report")).isFalse();
            assertThat(ireland.heartbeat("report")).isTrue();
        }

        @Test
        void noFencingTokenIsDrawnTwice() {
            assertThat(virginia.fencingToken("report")).isEqualTo(1);
            assertThat(ireland.fencingToken("report")).isEqualTo(2);
        }
    }
}
