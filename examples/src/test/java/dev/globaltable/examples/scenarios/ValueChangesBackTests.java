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

/** Scenario 14. A value that was written and read changes under the eyes of its writer. */
@GlobalTable(name = "rooms", partitionKey = "room", replicationDelay = "1s")
class ValueChangesBackTests {

    /** How warm each room is to be. */
    static final class Thermostat {

        private final DynamoDbClient dynamoDb;

        Thermostat(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void set(String room, int degrees) {
            dynamoDb.putItem(put -> put.tableName("rooms")
                    .item(Map.of("room", fromS(room), "degrees", fromN(Integer.toString(degrees)))));
        }

        int degrees(String room) {
            return Integer.parseInt(dynamoDb.getItem(get -> get.tableName("rooms")
                            .key(Map.of("room", fromS(room)))
                            .consistentRead(true))
                    .item()
                    .get("degrees")
                    .n());
        }
    }

    private final Thermostat us = new Thermostat(US_EAST_1);
    private final Thermostat eu = new Thermostat(EU_WEST_1);

    /** LWW-23. */
    @Test
    void aWriterSeesAnotherValueWithoutHavingWrittenIt(SimulatedClock clock) {
        us.set("kitchen", 19);
        clock.advance(Duration.ofMillis(1));
        eu.set("kitchen", 21);

        assertThat(us.degrees("kitchen")).isEqualTo(19);
        clock.advance(Duration.ofSeconds(1));
        assertThat(us.degrees("kitchen")).isEqualTo(21);
    }

    /** LWW-3: what counts is the clock of the Region, not which write was really later. */
    @Test
    void theLaterWriteIsUndoneInARegionWhoseClockIsSlow(
            Simulation simulation, SimulatedClock clock, SimulatedTable rooms) {
        clock.in(EU_WEST_1).setAhead(Duration.ofMillis(-500));

        us.set("kitchen", 19);
        clock.advance(Duration.ofMillis(1));
        eu.set("kitchen", 21);
        assertThat(eu.degrees("kitchen")).isEqualTo(21);
        simulation.settle();

        assertThat(eu.degrees("kitchen")).isEqualTo(19);
        assertThat(rooms).item("kitchen").hasConverged();
        assertThat(changes(rooms, EU_WEST_1))
                .containsExactly(
                        "INSERT {degrees: 21, room: kitchen}",
                        "MODIFY {degrees: 21, room: kitchen} -> {degrees: 19, room: kitchen}");
        assertThat(changes(rooms, US_EAST_1)).containsExactly("INSERT {degrees: 19, room: kitchen}");
    }

    /** The remedy: one Region takes the writes; then there is one clock, and one order. */
    @Test
    void theLaterWriteStaysWhereOneRegionTakesBoth(Simulation simulation, SimulatedClock clock) {
        clock.in(EU_WEST_1).setAhead(Duration.ofMillis(-500));
        Thermostat calledFromEurope = new Thermostat(US_EAST_1);

        us.set("kitchen", 19);
        clock.advance(Duration.ofMillis(1));
        calledFromEurope.set("kitchen", 21);
        simulation.settle();

        assertThat(us.degrees("kitchen")).isEqualTo(21);
        assertThat(eu.degrees("kitchen")).isEqualTo(21);
    }
}
