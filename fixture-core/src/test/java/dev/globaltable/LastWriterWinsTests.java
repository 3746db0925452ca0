package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.AP_NORTHEAST_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.history.Conflict;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.table.ArrivalOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Reference 2.1 and the scenarios of 10.1. */
class LastWriterWinsTests {

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(Caller.ITEMS
            .regions(US_EAST_1, EU_WEST_1, AP_NORTHEAST_1)
            .replicationDelay(ReplicationDelay.fixed(Duration.ofSeconds(1))));

    private Caller in(Region region) {
        return new Caller(checked.simulation(), region);
    }

    private void tick() {
        checked.simulation().clock().advance(Duration.ofMillis(1));
    }

    private SimulatedTable table() {
        return checked.simulation().table("items");
    }

    @Nested
    class AWrite {

        @Test
        void isSeenAtOnceInItsRegionAndLaterInTheOthers() {
            in(US_EAST_1).put("1", "name", "Ada");

            assertThat(in(US_EAST_1).get("1")).isEqualTo(item("1", "name", "Ada"));
            assertThat(in(EU_WEST_1).get("1")).isEmpty();
            checked.simulation().clock().advance(Duration.ofMillis(999));
            assertThat(in(EU_WEST_1).get("1")).isEmpty();
            checked.simulation().clock().advance(Duration.ofMillis(1));
            assertThat(in(EU_WEST_1).get("1")).isEqualTo(item("1", "name", "Ada"));
            assertThat(in(AP_NORTHEAST_1).get("1")).isEqualTo(item("1", "name", "Ada"));
        }

        @Test
        void carriesTheWholeItemSoThatAnUpdateOfOneAttributeOverwritesTheOthers() { // LWW-11, scenario 2
            in(US_EAST_1).put("1", "x", "1", "y", "1");
            checked.simulation().settle();

            in(US_EAST_1).update("1", "SET x = :x", ":x", "2");
            tick();
            in(EU_WEST_1).update("1", "SET y = :y", ":y", "3");
            checked.simulation().settle();

            assertThat(in(US_EAST_1).get("1")).isEqualTo(item("1", "x", "1", "y", "3"));
        }

        @Test
        void isHandedOnOnlyByTheRegionThatTookIt() { // LWW-14
            checked.simulation().network().cutLink(US_EAST_1, AP_NORTHEAST_1);
            in(US_EAST_1).put("1", "name", "Ada");
            checked.simulation().settle();

            assertThat(in(EU_WEST_1).get("1")).isNotEmpty();
            assertThat(in(AP_NORTHEAST_1).get("1")).isEmpty();
        }
    }

    @Nested
    class TwoConcurrentWrites {

        @Test
        void convergeOnTheLaterOneAndBothSucceed() { // LWW-2, LWW-6
            in(US_EAST_1).put("1", "name", "Ada");
            tick();
            in(EU_WEST_1).put("1", "name", "Grace");
            checked.simulation().settle();

            for (Region region : List.of(US_EAST_1, EU_WEST_1, AP_NORTHEAST_1)) {
                assertThat(in(region).get("1")).isEqualTo(item("1", "name", "Grace"));
            }
        }

        @Test
        void areOneConflictHoweverManyRegionsSeeIt() {
            in(US_EAST_1).put("1", "name", "Ada");
            tick();
            in(EU_WEST_1).put("1", "name", "Grace");
            checked.simulation().settle();

            assertThat(table().conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.winner().version().origin()).isEqualTo(EU_WEST_1);
                assertThat(conflict.winner().item()).contains(item("1", "name", "Grace"));
                assertThat(conflict.loser().version().origin()).isEqualTo(US_EAST_1);
                assertThat(conflict.loser().item()).contains(item("1", "name", "Ada"));
                assertThat(conflict.decidedByTieBreak()).isFalse();
            });
        }

        @Test
        void ofTheSameInstantAreDecidedByTheRegionsName() { // LWW-4
            in(US_EAST_1).put("1", "name", "Ada");
            in(EU_WEST_1).put("1", "name", "Grace");
            in(AP_NORTHEAST_1).put("1", "name", "Hedy");
            checked.simulation().settle();

            assertThat(in(AP_NORTHEAST_1).get("1")).isEqualTo(item("1", "name", "Ada"));
            assertThat(table().conflicts()).allMatch(Conflict::decidedByTieBreak);
        }

        @Test
        void loseAnIncrementThatBothCallersWereToldOf() { // LWW-21, scenario 1
            in(US_EAST_1).put("1", "n", "10");
            checked.simulation().settle();

            assertThat(in(US_EAST_1).update("1", "ADD n :d", ":d", "1").attributes())
                    .isEqualTo(item("1", "n", "11"));
            tick();
            assertThat(in(EU_WEST_1).update("1", "ADD n :d", ":d", "5").attributes())
                    .isEqualTo(item("1", "n", "15"));
            checked.simulation().settle();

            assertThat(in(US_EAST_1).get("1")).isEqualTo(item("1", "n", "15"));
        }

        @Test
        void thatLookTheSameAreStillAConflict() { // scenario 1, variant; LWW-17
            in(US_EAST_1).put("1", "n", "10");
            checked.simulation().settle();
            in(US_EAST_1).update("1", "ADD n :d", ":d", "1");
            tick();
            in(EU_WEST_1).update("1", "ADD n :d", ":d", "1");
            checked.simulation().settle();

            assertThat(in(US_EAST_1).get("1")).isEqualTo(item("1", "n", "11"));
            assertThat(table().conflicts()).hasSize(1);
            assertThat(checked.simulation().history().events(HistoryEvent.VersionArrived.class))
                    .filteredOn(HistoryEvent.VersionArrived::conflict)
                    .extracting(HistoryEvent.VersionArrived::outcome)
                    .contains(ArrivalOutcome.IDENTICAL);
        }

        @Test
        void passTheSameConditionInBothRegions() { // LWW-19, scenario 4
            in(US_EAST_1).putIfAbsent("eve", "owner", "first");
            tick();
            in(EU_WEST_1).putIfAbsent("eve", "owner", "second");
            checked.simulation().settle();

            assertThat(in(US_EAST_1).get("eve")).isEqualTo(item("eve", "owner", "second"));
        }
    }

    @Nested
    class AVersionThatArrivesLate {

        @Test
        void isNoConflictWhenItsSuccessorWasWrittenOnTopOfIt() {
            Network network = checked.simulation().network();
            network.cutLink(US_EAST_1, AP_NORTHEAST_1);
            in(US_EAST_1).put("1", "name", "Ada");
            checked.simulation().settle();
            in(EU_WEST_1).put("1", "name", "Grace");
            checked.simulation().settle();
            network.heal();

            assertThat(in(AP_NORTHEAST_1).get("1")).isEqualTo(item("1", "name", "Grace"));
            assertThat(table().conflicts()).isEmpty();
        }

        @Test
        void doesNotBringADeletedItemBack() { // LWW-10, scenario 12
            Network network = checked.simulation().network();
            network.cutLink(US_EAST_1, AP_NORTHEAST_1);
            in(US_EAST_1).put("1", "name", "Ada");
            checked.simulation().settle();
            in(EU_WEST_1).delete("1");
            checked.simulation().settle();
            network.heal();

            assertThat(in(AP_NORTHEAST_1).get("1")).isEmpty();
        }

        @Test
        void doesNotConflictWithWhatWasWrittenOnTopOfTheWinner() {
            in(US_EAST_1).put("1", "name", "Ada");
            tick();
            in(EU_WEST_1).put("1", "name", "Grace");
            checked.simulation().settle();
            in(US_EAST_1).put("1", "name", "Hedy");
            checked.simulation().settle();

            assertThat(table().conflicts()).hasSize(1);
        }
    }

    @Nested
    class AWriteThatChangesNothing {

        @Test
        void isNoVersionAndLosesToAnEarlierChange() { // LWW-7, scenario 9
            in(US_EAST_1).put("1", "v", "1");
            checked.simulation().settle();
            in(EU_WEST_1).put("1", "v", "2");
            tick();
            assertThat(in(US_EAST_1).put("1", "v", "1").attributes()).isEqualTo(item("1", "v", "1"));
            checked.simulation().settle();

            assertThat(in(US_EAST_1).get("1")).isEqualTo(item("1", "v", "2"));
            assertThat(table().conflicts()).isEmpty();
        }

        @Test
        void isRecognisedWhenANumberIsOnlyWrittenDifferently() {
            in(US_EAST_1).put("1", "v", "1");
            in(US_EAST_1).update("1", "SET v = v + :zero", ":zero", "0");

            assertThat(table().item("1").inFlight()).hasSize(2);
        }
    }

    @Nested
    class ADelete {

        @Test
        void ofAnAbsentKeyTakesNoPartInConflictResolution() { // LWW-8, scenario 8
            in(EU_WEST_1).put("1", "v", "1");
            tick();
            assertThat(in(US_EAST_1).delete("1").hasAttributes()).isFalse();
            checked.simulation().settle();

            assertThat(in(US_EAST_1).get("1")).isEqualTo(item("1", "v", "1"));
        }

        @Test
        void laterThanAnUpdateWins() { // LWW-9, scenario 7
            in(US_EAST_1).put("1", "v", "1");
            checked.simulation().settle();
            in(EU_WEST_1).put("1", "v", "2");
            tick();
            in(US_EAST_1).delete("1");
            checked.simulation().settle();

            assertThat(in(EU_WEST_1).get("1")).isEmpty();
            assertThat(table().conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.winner().isDelete()).isTrue();
                assertThat(conflict.loser().item()).contains(item("1", "v", "2"));
            });
        }

        @Test
        void earlierThanAnUpdateLoses() { // scenario 6
            in(US_EAST_1).put("1", "v", "1");
            checked.simulation().settle();
            in(US_EAST_1).delete("1");
            tick();
            in(EU_WEST_1).update("1", "SET w = :w", ":w", "3");
            checked.simulation().settle();

            assertThat(in(US_EAST_1).get("1")).isEqualTo(item("1", "v", "1", "w", "3"));
        }

        @Test
        void thatArrivedLetsALateCounterLeaveAStub() { // scenario 10
            in(US_EAST_1).put("1", "name", "Ada");
            checked.simulation().settle();
            in(US_EAST_1).delete("1");
            checked.simulation().settle();
            in(EU_WEST_1).update("1", "ADD hits :one", ":one", "1");
            checked.simulation().settle();

            assertThat(in(US_EAST_1).get("1")).isEqualTo(item("1", "hits", "1"));
        }
    }

    @Nested
    class ClockSkew {

        @Test
        void letsASlowRegionLoseAConflictThatItShouldWin() { // LWW-3, scenario 14
            checked.simulation().clock().in(EU_WEST_1).setAhead(Duration.ofMillis(-500));
            in(US_EAST_1).put("1", "name", "Ada");
            tick();
            in(EU_WEST_1).put("1", "name", "Grace");
            checked.simulation().settle();

            assertThat(in(EU_WEST_1).get("1")).isEqualTo(item("1", "name", "Ada"));
        }

        @Test
        void doesNotKeepALocalWriteFromBeatingWhatItOverwrote() { // LWW-5
            checked.simulation().clock().in(EU_WEST_1).setAhead(Duration.ofMinutes(1));
            in(EU_WEST_1).put("1", "name", "Grace");
            checked.simulation().settle();
            in(US_EAST_1).put("1", "name", "Ada");
            checked.simulation().settle();

            assertThat(in(EU_WEST_1).get("1")).isEqualTo(item("1", "name", "Ada"));
            SimulatedItem item = table().item("1");
            assertThat(item.newest().orElseThrow().version().timestamp())
                    .isEqualTo(checked.simulation()
                            .history()
                            .start()
                            .plus(Duration.ofMinutes(1))
                            .plusNanos(1000));
        }

        @Test
        void growsWithDrift() {
            RegionalClock clock = checked.simulation().clock().in(EU_WEST_1);
            clock.setDrift(100);
            checked.simulation().clock().advance(Duration.ofSeconds(10));

            assertThat(clock.ahead()).isEqualTo(Duration.ofMillis(1));
            assertThat(clock.instant())
                    .isEqualTo(checked.simulation().clock().instant().plusMillis(1));
        }

        @Test
        void growsWithDriftForAsLongAsItTakes() {
            RegionalClock clock = checked.simulation().clock().in(EU_WEST_1);
            clock.set(Duration.ofHours(-1), 500_000);
            checked.simulation().clock().advance(Duration.ofDays(300));

            assertThat(clock.ahead()).isEqualTo(Duration.ofDays(150).minusHours(1));
        }

        @Test
        void hasBounds() {
            RegionalClock clock = checked.simulation().clock().in(EU_WEST_1);
            for (long drift : List.of(1_000_000L, -1_000_000L)) {
                assertThatThrownBy(() -> clock.set(Duration.ofSeconds(1), drift))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("A clock gains or loses less than 1000000 parts per million; found " + drift
                                + ". Example: 100, for 0.1 ms in each second.");
            }
            for (Duration ahead : List.of(Duration.ofHours(8761), Duration.ofHours(-8761))) {
                assertThatThrownBy(() -> clock.set(ahead, 1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("A clock is at most 365 days ahead or behind; found " + ahead
                                + ". Example: Duration.ofMillis(-500).");
            }
            assertThat(clock.ahead()).isZero();
        }
    }

    @Test
    void theItemsOfABatchWinAndLoseOnTheirOwn() { // LWW-26
        checked.simulation()
                .execute(
                        US_EAST_1,
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of("items", List.of(put("1", "Ada"), put("2", "Ada"))))
                                .build());
        tick();
        in(EU_WEST_1).put("2", "name", "Grace");
        checked.simulation().settle();

        assertThat(in(EU_WEST_1).get("1")).isEqualTo(item("1", "name", "Ada"));
        assertThat(in(US_EAST_1).get("2")).isEqualTo(item("2", "name", "Grace"));
        assertThat(table().conflicts()).hasSize(1);
    }

    private static WriteRequest put(String id, String name) {
        return WriteRequest.builder()
                .putRequest(put -> put.item(item(id, "name", name)))
                .build();
    }

    @Test
    void anUpdateWhoseConditionFailsLocallyIsNoVersion() { // LWW-16
        in(US_EAST_1).put("1", "v", "1");
        checked.simulation().settle();

        assertThatThrownBy(() -> in(EU_WEST_1).putIfAbsent("1", "v", "2"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(table().inFlight()).isEmpty();
    }
}
