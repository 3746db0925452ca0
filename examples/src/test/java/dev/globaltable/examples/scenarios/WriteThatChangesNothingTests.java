package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Scenario 9. The last put does not win, because it changed nothing where it was made. */
@GlobalTable(name = "switches", partitionKey = "feature")
class WriteThatChangesNothingTests {

    /** Which features of a product are on. */
    static final class Switches {

        private final DynamoDbClient dynamoDb;

        Switches(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void set(String feature, String position) {
            dynamoDb.putItem(put ->
                    put.tableName("switches").item(Map.of("feature", fromS(feature), "position", fromS(position))));
        }

        /** As {@link #set}, and keeps when that was. */
        void set(String feature, String position, Clock clock) {
            dynamoDb.putItem(put -> put.tableName("switches")
                    .item(Map.of(
                            "feature", fromS(feature),
                            "position", fromS(position),
                            "setAt", fromS(clock.instant().toString()))));
        }
    }

    private final Switches us = new Switches(US_EAST_1);
    private final Switches eu = new Switches(EU_WEST_1);

    /** LWW-7, STR-9. */
    @Test
    void anEarlierChangeInAnotherRegionWins(Simulation simulation, SimulatedClock clock, SimulatedTable switches) {
        us.set("search", "on");
        simulation.settle();

        eu.set("search", "off");
        clock.advance(Duration.ofMillis(1));
        us.set("search", "on");
        simulation.settle();

        assertThat(switches)
                .item("search")
                .hasConverged()
                .in(US_EAST_1)
                .isEqualTo(Map.of("feature", "search", "position", "off"));
        for (Region region : switches.regions()) {
            assertThat(changes(switches, region))
                    .containsExactly(
                            "INSERT {feature: search, position: on}",
                            "MODIFY {feature: search, position: on} -> {feature: search, position: off}");
        }
        assertThat(switches).conflicts().isEmpty();
    }

    /** The remedy: something in the item differs with every write. */
    @Test
    void theLastPutWinsWhenItAlsoSaysWhenItWasMade(
            Simulation simulation, SimulatedClock clock, SimulatedTable switches) {
        us.set("search", "on", clock);
        simulation.settle();

        eu.set("search", "off", clock);
        clock.advance(Duration.ofMillis(1));
        us.set("search", "on", clock);
        simulation.settle();

        assertThat(switches).item("search").hasConverged().in(EU_WEST_1).hasAttribute("position", "on");
    }
}
