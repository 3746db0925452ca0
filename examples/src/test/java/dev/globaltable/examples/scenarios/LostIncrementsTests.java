package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Scenario 1. Two Regions count on the same item, and one of the counts is lost. */
@GlobalTable(name = "visits", partitionKey = "page")
class LostIncrementsTests {

    /** Counts how often a page was visited. */
    static final class VisitCounter {

        private final DynamoDbClient dynamoDb;

        VisitCounter(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        /** Says how many visits there are now. */
        long add(String page, long visits) {
            return Long.parseLong(dynamoDb.updateItem(update -> update.tableName("visits")
                            .key(Map.of("page", fromS(page)))
                            .updateExpression("ADD visits :visits")
                            .expressionAttributeValues(Map.of(":visits", fromN(Long.toString(visits))))
                            .returnValues(ReturnValue.UPDATED_NEW))
                    .attributes()
                    .get("visits")
                    .n());
        }
    }

    private final VisitCounter us = new VisitCounter(US_EAST_1);
    private final VisitCounter eu = new VisitCounter(EU_WEST_1);

    /** LWW-1, LWW-6, LWW-21; the streams: STR-2, STR-4. */
    @Test
    void bothCallersAreToldOfASuccessAndOneCountIsLost(
            Simulation simulation, SimulatedClock clock, SimulatedTable visits) {
        us.add("home", 10);
        simulation.settle();

        assertThat(us.add("home", 1)).isEqualTo(11);
        clock.advance(Duration.ofMillis(1));
        assertThat(eu.add("home", 5)).isEqualTo(15);
        simulation.settle();

        assertThat(visits).item("home").hasConverged().in(US_EAST_1).isEqualTo(Map.of("page", "home", "visits", 15));
        assertThat(changes(visits, US_EAST_1))
                .containsExactly(
                        "INSERT {page: home, visits: 10}",
                        "MODIFY {page: home, visits: 10} -> {page: home, visits: 11}",
                        "MODIFY {page: home, visits: 11} -> {page: home, visits: 15}");
        assertThat(changes(visits, EU_WEST_1))
                .containsExactly(
                        "INSERT {page: home, visits: 10}",
                        "MODIFY {page: home, visits: 10} -> {page: home, visits: 15}");
    }

    /** LWW-17: what arrives looks like what is there already, so no stream tells of it. */
    @Test
    void equalCountsLeaveNoTraceOfTheLossInAnyStream(
            Simulation simulation, SimulatedClock clock, SimulatedTable visits) {
        us.add("home", 10);
        simulation.settle();

        assertThat(us.add("home", 1)).isEqualTo(11);
        clock.advance(Duration.ofMillis(1));
        assertThat(eu.add("home", 1)).isEqualTo(11);
        simulation.settle();

        assertThat(visits).item("home").hasConverged().in(US_EAST_1).isEqualTo(Map.of("page", "home", "visits", 11));
        for (Region region : visits.regions()) {
            assertThat(changes(visits, region))
                    .containsExactly(
                            "INSERT {page: home, visits: 10}",
                            "MODIFY {page: home, visits: 10} -> {page: home, visits: 11}");
        }
    }

    /** The remedy: one Region takes all writes of the item ("write to one Region"). */
    @Test
    void nothingIsLostWhereOneRegionCounts(Simulation simulation, SimulatedClock clock, SimulatedTable visits) {
        VisitCounter calledFromEurope = new VisitCounter(US_EAST_1);
        us.add("home", 10);
        simulation.settle();

        assertThat(us.add("home", 1)).isEqualTo(11);
        clock.advance(Duration.ofMillis(1));
        assertThat(calledFromEurope.add("home", 5)).isEqualTo(16);
        simulation.settle();

        assertThat(visits).item("home").hasConverged().in(EU_WEST_1).isEqualTo(Map.of("page", "home", "visits", 16));
        assertThat(visits).conflicts().isEmpty();
    }
}
