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
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Scenario 7. A clean-up deletes what another Region has just changed. */
@GlobalTable(name = "tickets", partitionKey = "ticket")
class DeletedUnseenTests {

    /** Support tickets. Closed ones are cleaned up, unless somebody opens them again. */
    static final class Tickets {

        private final DynamoDbClient dynamoDb;

        Tickets(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void close(String ticket) {
            put(ticket, "closed");
        }

        void reopen(String ticket) {
            put(ticket, "open");
        }

        private void put(String ticket, String phase) {
            dynamoDb.putItem(
                    put -> put.tableName("tickets").item(Map.of("ticket", fromS(ticket), "phase", fromS(phase))));
        }

        /** Says whether the ticket is gone; not if it is open. */
        boolean cleanUp(String ticket) {
            try {
                dynamoDb.deleteItem(delete -> delete.tableName("tickets")
                        .key(Map.of("ticket", fromS(ticket)))
                        .conditionExpression("phase = :closed")
                        .expressionAttributeValues(Map.of(":closed", fromS("closed"))));
                return true;
            } catch (ConditionalCheckFailedException openAgain) {
                return false;
            }
        }
    }

    private final Tickets us = new Tickets(US_EAST_1);
    private final Tickets eu = new Tickets(EU_WEST_1);

    @BeforeEach
    void bothRegionsKnowAClosedTicket(Simulation simulation) {
        eu.close("T-1");
        simulation.settle();
    }

    /** LWW-9, LWW-19: Virginia deletes its older copy, and its delete is the last write. */
    @Test
    void aTicketThatWasOpenedAgainIsDeleted(Simulation simulation, SimulatedClock clock, SimulatedTable tickets) {
        eu.reopen("T-1");
        clock.advance(Duration.ofMillis(1));
        assertThat(us.cleanUp("T-1")).isTrue();
        simulation.settle();

        assertThat(tickets).item("T-1").hasConverged().in(EU_WEST_1).isAbsent();
        assertThat(changes(tickets, EU_WEST_1))
                .containsExactly(
                        "INSERT {phase: closed, ticket: T-1}",
                        "MODIFY {phase: closed, ticket: T-1} -> {phase: open, ticket: T-1}",
                        "REMOVE {phase: open, ticket: T-1}");
        assertThat(changes(tickets, US_EAST_1))
                .containsExactly("INSERT {phase: closed, ticket: T-1}", "REMOVE {phase: closed, ticket: T-1}");
    }

    /** The remedy: the clean-up of a ticket runs in the Region that writes it, where its condition sees the truth. */
    @Test
    void itStaysWhereTheCleanUpRunsInTheRegionThatWrites(
            Simulation simulation, SimulatedClock clock, SimulatedTable tickets) {
        Tickets calledFromVirginia = new Tickets(EU_WEST_1);

        eu.reopen("T-1");
        clock.advance(Duration.ofMillis(1));
        assertThat(calledFromVirginia.cleanUp("T-1")).isFalse();
        simulation.settle();

        assertThat(tickets)
                .item("T-1")
                .hasConverged()
                .in(US_EAST_1)
                .isEqualTo(Map.of("ticket", "T-1", "phase", "open"));
    }
}
