package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Scenario 19. A transaction checks an item that another Region has changed, and finds it as it was. */
@GlobalTable(name = "hotel", partitionKey = "id")
class StaleGuardTests {

    /** Bookings of rooms, as long as a room is not closed. */
    static final class Hotel {

        private final DynamoDbClient dynamoDb;

        Hotel(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void open(String room) {
            put(room, "open");
        }

        void close(String room) {
            put(room, "closed");
        }

        private void put(String room, String phase) {
            dynamoDb.putItem(put -> put.tableName("hotel").item(Map.of("id", fromS(room), "phase", fromS(phase))));
        }

        /** Says whether the room was booked. */
        boolean book(String room, String guest) {
            TransactWriteItem guard = TransactWriteItem.builder()
                    .conditionCheck(check -> check.tableName("hotel")
                            .key(Map.of("id", fromS(room)))
                            .conditionExpression("phase = :open")
                            .expressionAttributeValues(Map.of(":open", fromS("open"))))
                    .build();
            TransactWriteItem booking = TransactWriteItem.builder()
                    .put(put ->
                            put.tableName("hotel").item(Map.of("id", fromS(room + "#booking"), "guest", fromS(guest))))
                    .build();
            try {
                dynamoDb.transactWriteItems(transaction -> transaction.transactItems(guard, booking));
                return true;
            } catch (TransactionCanceledException closed) {
                return false;
            }
        }
    }

    private final Hotel us = new Hotel(US_EAST_1);
    private final Hotel eu = new Hotel(EU_WEST_1);

    @BeforeEach
    void theRoomIsOpen(Simulation simulation) {
        us.open("room-7");
        simulation.settle();
    }

    /** LWW-19, LWW-24: no item is written twice, so there is not even a conflict to be seen. */
    @Test
    void aClosedRoomIsBooked(Simulation simulation, SimulatedClock clock, SimulatedTable hotel) {
        us.close("room-7");
        clock.advance(Duration.ofMillis(1));
        assertThat(eu.book("room-7", "eve")).isTrue();
        simulation.settle();

        assertThat(hotel).hasConverged();
        assertThat(hotel).in(US_EAST_1).item("room-7").hasAttribute("phase", "closed");
        assertThat(hotel).in(US_EAST_1).item("room-7#booking").hasAttribute("guest", "eve");
        assertThat(hotel).conflicts().isEmpty();
    }

    /** The remedy: the check runs in the Region that writes what it checks. */
    @Test
    void theBookingIsRefusedWhereTheRoomWasClosed(Simulation simulation, SimulatedClock clock, SimulatedTable hotel) {
        Hotel calledFromEurope = new Hotel(US_EAST_1);

        us.close("room-7");
        clock.advance(Duration.ofMillis(1));
        assertThat(calledFromEurope.book("room-7", "eve")).isFalse();
        simulation.settle();

        assertThat(hotel).item("room-7").hasConverged().in(EU_WEST_1).hasAttribute("phase", "closed");
        assertThat(hotel).in(EU_WEST_1).item("room-7#booking").isAbsent();
    }
}
