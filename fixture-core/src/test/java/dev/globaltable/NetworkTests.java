package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static software.amazon.awssdk.regions.Region.AP_NORTHEAST_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;

class NetworkTests {

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(Caller.ITEMS
            .regions(US_EAST_1, EU_WEST_1, AP_NORTHEAST_1)
            .replicationDelay(ReplicationDelay.fixed(Duration.ofSeconds(1))));

    private Caller in(Region region) {
        return new Caller(checked.simulation(), region);
    }

    private Network network() {
        return checked.simulation().network();
    }

    private SimulatedItem item1() {
        return checked.simulation().table("items").item("1");
    }

    @Nested
    class AnIsolatedRegion {

        @Test
        void keepsTakingWritesAsItsPeersDo() { // ISO-1
            network().isolate(EU_WEST_1);
            in(EU_WEST_1).put("1", "name", "Grace");
            in(US_EAST_1).put("2", "name", "Ada");
            checked.simulation().settle();

            assertThat(in(EU_WEST_1).get("1")).isNotEmpty();
            assertThat(in(AP_NORTHEAST_1).get("2")).isNotEmpty();
            assertThat(in(EU_WEST_1).get("2")).isEmpty();
            assertThat(in(US_EAST_1).get("1")).isEmpty();
        }

        @Test
        void catchesUpBothWaysAsSoonAsItIsHealed() { // ISO-2
            network().isolate(EU_WEST_1);
            in(EU_WEST_1).put("1", "name", "Grace");
            in(US_EAST_1).put("2", "name", "Ada");
            checked.simulation().clock().advance(Duration.ofDays(3));
            network().heal();

            assertThat(in(US_EAST_1).get("1")).isEqualTo(item("1", "name", "Grace"));
            assertThat(in(EU_WEST_1).get("2")).isEqualTo(item("2", "name", "Ada"));
        }

        @Test
        void bringsLateVersionsThatCompeteWithTheirOriginalTimestamp() { // ISO-3, scenario 31
            network().isolate(US_EAST_1);
            in(US_EAST_1).put("x", "v", "1");
            in(US_EAST_1).put("y", "v", "1");
            checked.simulation().clock().advance(Duration.ofSeconds(30));
            in(EU_WEST_1).put("x", "v", "2");
            network().heal();
            checked.simulation().settle();

            assertThat(in(US_EAST_1).get("x")).isEqualTo(item("x", "v", "2"));
            assertThat(in(EU_WEST_1).get("y")).isEqualTo(item("y", "v", "1"));
        }

        @Test
        void receivesWhatIsNotYetDueAtItsOwnTimeAfterHealing() {
            network().isolate(EU_WEST_1);
            in(US_EAST_1).put("1", "v", "1");
            checked.simulation().clock().advance(Duration.ofMillis(400));
            network().heal(EU_WEST_1);

            assertThat(item1().in(EU_WEST_1)).isEmpty();
            checked.simulation().clock().advance(Duration.ofMillis(600));
            assertThat(item1().in(EU_WEST_1)).isPresent();
        }
    }

    @Nested
    class APartition {

        @Test
        void separatesTwoSidesAndLeavesEachSideWhole() {
            network().partition(List.of(US_EAST_1, AP_NORTHEAST_1), List.of(EU_WEST_1));
            in(US_EAST_1).put("1", "v", "1");
            checked.simulation().settle();

            assertThat(item1().in(AP_NORTHEAST_1)).isPresent();
            assertThat(item1().in(EU_WEST_1)).isEmpty();
        }

        @Test
        void thatNamesARegionWithoutReplicaSeparatesNobody() {
            assertThatThrownBy(() -> network().partition(List.of(US_EAST_1), List.of(EU_WEST_1, Region.SA_EAST_1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("No global table of this simulation has a replica in sa-east-1;");
            assertThat(network().isOpen(US_EAST_1, EU_WEST_1)).isTrue();
        }

        @Test
        void isMendedBetweenTwoSidesAlone() {
            network().isolate(EU_WEST_1);
            network().partition(US_EAST_1, AP_NORTHEAST_1);
            network().heal(List.of(US_EAST_1), List.of(EU_WEST_1, AP_NORTHEAST_1));

            assertThat(network().isOpen(US_EAST_1, EU_WEST_1)).isTrue();
            assertThat(network().isOpen(AP_NORTHEAST_1, US_EAST_1)).isTrue();
            assertThat(network().isOpen(AP_NORTHEAST_1, EU_WEST_1)).isFalse();
        }

        @Test
        void canBeOfOneDirectionOnly() {
            network().cutLink(US_EAST_1, EU_WEST_1);
            in(US_EAST_1).put("1", "v", "1");
            in(EU_WEST_1).put("2", "v", "1");
            checked.simulation().settle();

            assertThat(item1().in(EU_WEST_1)).isEmpty();
            assertThat(in(US_EAST_1).get("2")).isNotEmpty();
        }

        @Test
        void isMendedInOneDirectionOnly() {
            network().partition(US_EAST_1, EU_WEST_1);
            network().healLink(US_EAST_1, EU_WEST_1);

            assertThat(network().isOpen(US_EAST_1, EU_WEST_1)).isTrue();
            assertThat(network().isOpen(EU_WEST_1, US_EAST_1)).isFalse();
        }

        @Test
        void isMendedBetweenTwoRegionsAlone() {
            network().isolate(EU_WEST_1);
            network().heal(US_EAST_1, EU_WEST_1);

            assertThat(network().isOpen(US_EAST_1, EU_WEST_1)).isTrue();
            assertThat(network().isOpen(EU_WEST_1, US_EAST_1)).isTrue();
            assertThat(network().isOpen(AP_NORTHEAST_1, EU_WEST_1)).isFalse();
        }
    }

    @Nested
    class PausedReplication {

        @Test
        void stopsBothDirectionsOfOneRegionUntilItIsResumed() { // FIS-1, FIS-4
            network().pauseReplication(EU_WEST_1);
            in(US_EAST_1).put("1", "v", "1");
            in(EU_WEST_1).put("2", "v", "1");
            checked.simulation().settle();
            assertThat(item1().in(EU_WEST_1)).isEmpty();
            assertThat(item1().in(AP_NORTHEAST_1)).isPresent();

            network().resumeReplication(EU_WEST_1);
            assertThat(item1().in(EU_WEST_1)).isPresent();
            assertThat(in(US_EAST_1).get("2")).isNotEmpty();
        }

        @Test
        void isNotResumedByHealing() {
            network().pauseLink(US_EAST_1, EU_WEST_1);
            network().heal();
            assertThat(network().isOpen(US_EAST_1, EU_WEST_1)).isFalse();

            network().resumeLink(US_EAST_1, EU_WEST_1);
            assertThat(network().isOpen(US_EAST_1, EU_WEST_1)).isTrue();
        }
    }

    @Nested
    class MessagesInFlight {

        @Test
        void areListedWithOriginDestinationAndDueTime() {
            Instant start = checked.simulation().clock().instant();
            in(US_EAST_1).put("1", "v", "1");

            assertThat(network().inFlight())
                    .extracting(
                            ReplicationMessage::from,
                            ReplicationMessage::to,
                            message -> message.due().orElseThrow())
                    .containsExactly(
                            tuple(US_EAST_1, EU_WEST_1, start.plusSeconds(1)),
                            tuple(US_EAST_1, AP_NORTHEAST_1, start.plusSeconds(1)));
            assertThat(network().inFlight(US_EAST_1, EU_WEST_1)).hasSize(1);
            assertThat(network().inFlight(EU_WEST_1, US_EAST_1)).isEmpty();
        }

        @Test
        void areDeliveredOneByOneInTheOrderOfTheirTime() {
            network().setDelay(US_EAST_1, AP_NORTHEAST_1, ReplicationDelay.fixed(Duration.ofMillis(10)));
            in(US_EAST_1).put("1", "v", "1");

            assertThat(network().deliverNext().orElseThrow().to()).isEqualTo(AP_NORTHEAST_1);
            assertThat(item1().in(EU_WEST_1)).isEmpty();
            assertThat(network().deliverNext().orElseThrow().to()).isEqualTo(EU_WEST_1);
            assertThat(network().deliverNext()).isEmpty();
            assertThat(checked.simulation().clock().instant())
                    .isEqualTo(checked.simulation().history().start().plusSeconds(1));
        }

        @Test
        void canBeDeliveredBeforeTheirTime() {
            in(US_EAST_1).put("1", "v", "1");
            network().deliver(network().inFlight(US_EAST_1, EU_WEST_1).get(0));

            assertThat(item1().in(EU_WEST_1)).isPresent();
            assertThat(checked.simulation().clock().instant())
                    .isEqualTo(checked.simulation().history().start());
        }

        @Test
        void ofOneItemArriveInTheirOrderWhateverDelayIsDrawn() { // LWW-13
            in(US_EAST_1).put("1", "v", "1");
            network().setDelay(US_EAST_1, EU_WEST_1, ReplicationDelay.instant());
            in(US_EAST_1).put("1", "v", "2");

            assertThat(item1().in(EU_WEST_1)).isEmpty();
            checked.simulation().clock().advance(Duration.ofSeconds(1));
            assertThat(item1().in(EU_WEST_1)).contains(item("1", "v", "2"));
        }

        @Test
        void ofDifferentItemsOvertakeEachOther() { // LWW-13, LWW-24
            in(US_EAST_1).put("1", "v", "1");
            network().setDelay(US_EAST_1, EU_WEST_1, ReplicationDelay.instant());
            in(US_EAST_1).put("2", "v", "1");

            assertThat(in(EU_WEST_1).get("2")).isNotEmpty();
            assertThat(in(EU_WEST_1).get("1")).isEmpty();
        }

        @Test
        void ofOneItemAreNotDeliveredOutOfOrderByMistake() {
            in(US_EAST_1).put("1", "v", "1");
            in(US_EAST_1).put("1", "v", "2");
            ReplicationMessage second = network().inFlight(US_EAST_1, EU_WEST_1).get(1);

            assertThatThrownBy(() -> network().deliver(second))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Cannot deliver message 3 (items/1, us-east-1 -> eu-west-1): message 1 (items/1,"
                            + " us-east-1 -> eu-west-1) was sent earlier for the same item, and one item's versions"
                            + " arrive in order on a link. Deliver that one first, or use deliverOutOfOrder.");
        }

        @Test
        void canBeDeliveredOutOfOrderOnPurposeAndStillConverge() { // LWW-15
            in(US_EAST_1).put("1", "v", "1");
            in(US_EAST_1).put("1", "v", "2");
            List<ReplicationMessage> messages = network().inFlight(US_EAST_1, EU_WEST_1);
            network().deliverOutOfOrder(messages.get(1));
            network().deliver(messages.get(0));

            assertThat(item1().in(EU_WEST_1)).contains(item("1", "v", "2"));
            assertThat(item1().conflicts()).isEmpty();
        }

        @Test
        void areNotDeliveredOverAClosedLink() {
            in(US_EAST_1).put("1", "v", "1");
            network().isolate(EU_WEST_1);
            ReplicationMessage message =
                    network().inFlight(US_EAST_1, EU_WEST_1).get(0);

            assertThatThrownBy(() -> network().deliver(message))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Cannot deliver message 1 (items/1, us-east-1 -> eu-west-1): the link is cut or paused."
                            + " Heal or resume it first.");
        }

        @Test
        void areDeliveredOnce() {
            in(US_EAST_1).put("1", "v", "1");
            ReplicationMessage message =
                    network().inFlight(US_EAST_1, EU_WEST_1).get(0);
            network().deliver(message);

            assertThatThrownBy(() -> network().deliver(message))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Not in flight: message 1 (items/1, us-east-1 -> eu-west-1). It arrived already, or"
                            + " belongs to another simulation.");
        }
    }

    @Nested
    class ManualReplication {

        @Test
        void movesNothingUntilTheTestSaysSo() {
            network().setDelay(US_EAST_1, EU_WEST_1, ReplicationDelay.manual());
            in(US_EAST_1).put("1", "v", "1");
            checked.simulation().clock().advance(Duration.ofDays(1));
            assertThat(item1().in(EU_WEST_1)).isEmpty();

            checked.simulation().settle();
            assertThat(item1().in(EU_WEST_1)).isPresent();
        }
    }

    @Nested
    class Misuse {

        @Test
        void aRegionWithoutAReplicaIsNamedWithThoseThatHaveOne() {
            assertThatThrownBy(() -> network().isolate(Region.SA_EAST_1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("No global table of this simulation has a replica in sa-east-1; there are replicas in"
                            + " [us-east-1, eu-west-1, ap-northeast-1].");
        }

        @Test
        void aLinkFromARegionToItselfIsRefused() {
            assertThatThrownBy(() -> network().cutLink(EU_WEST_1, EU_WEST_1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A link joins two different Regions; found eu-west-1 twice. Name two Regions.");
        }
    }
}
