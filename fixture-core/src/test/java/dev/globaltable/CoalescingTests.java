package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.history.HistoryEvent.VersionArrived;
import dev.globaltable.operation.StreamReader;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;

/** LWW-12 and scenario 28: the replicator may merge what follows each other closely. */
class CoalescingTests {

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(
            Caller.ITEMS.regions(US_EAST_1, EU_WEST_1).replicationDelay("1s").coalesceWindow(Duration.ofMillis(100)));

    private Simulation simulation() {
        return checked.simulation();
    }

    private void countTo(int last, Duration between) {
        for (int n = 1; n <= last; n++) {
            new Caller(simulation(), US_EAST_1).put("1", "n", "" + n);
            simulation().clock().advance(between);
        }
    }

    private int records(Region region) {
        return new StreamReader(simulation(), region).records("items").size();
    }

    @Test
    void tenQuickChangesAreTenRecordsAtTheOriginAndFewerElsewhere() {
        countTo(10, Duration.ofMillis(30));
        simulation().settle();

        assertThat(records(US_EAST_1)).isEqualTo(10);
        assertThat(records(EU_WEST_1)).isEqualTo(3);
        assertThat(new Caller(simulation(), EU_WEST_1).get("1")).isEqualTo(item("1", "n", "10"));
    }

    @Test
    void changesFurtherApartTravelEachForThemselves() {
        countTo(3, Duration.ofMillis(100));
        simulation().settle();

        assertThat(records(EU_WEST_1)).isEqualTo(3);
    }

    @Test
    void aVersionThatHasArrivedIsNotMergedAnyMore() {
        simulation().network().setDelay(US_EAST_1, EU_WEST_1, ReplicationDelay.instant());
        countTo(3, Duration.ofMillis(10));

        assertThat(records(EU_WEST_1)).isEqualTo(3);
    }

    @Test
    void onlyChangesOfOneItemAreMerged() {
        new Caller(simulation(), US_EAST_1).put("1");
        new Caller(simulation(), US_EAST_1).put("2");
        simulation().settle();

        assertThat(simulation().history().events(VersionArrived.class)).hasSize(2);
    }

    @Test
    void theLastImageWinsOverAnotherRegionsAsIfAllHadTravelled() {
        countTo(2, Duration.ofMillis(10));
        new Caller(simulation(), EU_WEST_1).put("1", "n", "99");
        simulation().settle();

        assertThat(new Caller(simulation(), US_EAST_1).get("1")).isEqualTo(item("1", "n", "99"));
        assertThat(simulation().history().text())
                .contains("0.010000 us-east-1 -> eu-west-1 message 1 items/1 coalesced into message 2");
    }

    @Test
    void aWindowIsNotNegative() {
        assertThatThrownBy(() -> Caller.ITEMS.coalesceWindow(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A window in which changes are merged is not negative; found PT-0.001S. Give a positive"
                        + " duration, or none at all.");
    }
}
