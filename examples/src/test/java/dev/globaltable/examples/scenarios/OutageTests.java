package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.Network;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Scenarios 31 and 32. A Region is cut off: what it wrote arrives late or not at all, and its copy is old. */
@GlobalTable(name = "stock", partitionKey = "article")
class OutageTests {

    /** How many of each article are in the warehouse. */
    static final class Warehouse {

        private final DynamoDbClient dynamoDb;

        Warehouse(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void count(String article, int pieces) {
            dynamoDb.putItem(put -> put.tableName("stock")
                    .item(Map.of("article", fromS(article), "pieces", fromN(Integer.toString(pieces)))));
        }

        /** Says whether there were enough. */
        boolean sell(String article, int pieces) {
            try {
                dynamoDb.updateItem(update -> update.tableName("stock")
                        .key(Map.of("article", fromS(article)))
                        .updateExpression("SET pieces = pieces - :sold")
                        .conditionExpression("pieces >= :sold")
                        .expressionAttributeValues(Map.of(":sold", fromN(Integer.toString(pieces)))));
                return true;
            } catch (ConditionalCheckFailedException soldOut) {
                return false;
            }
        }
    }

    private final Warehouse us = new Warehouse(US_EAST_1);
    private final Warehouse eu = new Warehouse(EU_WEST_1);

    /** Scenario 31. */
    @Nested
    class LateArrivals {

        /** ISO-1, ISO-2, ISO-3: all calls succeed; late versions compete with the time at which they were written. */
        @Test
        void whatWasWrittenMeanwhileElsewhereStaysAndTheRestArrivesLate(
                Simulation simulation, SimulatedClock clock, Network network, SimulatedTable stock) {
            network.isolate(US_EAST_1);
            us.count("lamp", 5);
            us.count("chair", 8);
            clock.advance(Duration.ofHours(3));
            eu.count("lamp", 2);
            eu.count("table", 1);

            network.heal();
            simulation.settle();

            assertThat(stock).item("lamp").hasConverged().in(US_EAST_1).hasAttribute("pieces", 2);
            assertThat(stock).item("chair").hasConverged().in(EU_WEST_1).hasAttribute("pieces", 8);
            assertThat(stock).item("table").hasConverged().in(US_EAST_1).hasAttribute("pieces", 1);
            assertThat(changes(stock, US_EAST_1))
                    .containsExactlyInAnyOrder(
                            "INSERT {article: lamp, pieces: 5}",
                            "INSERT {article: chair, pieces: 8}",
                            "MODIFY {article: lamp, pieces: 5} -> {article: lamp, pieces: 2}",
                            "INSERT {article: table, pieces: 1}");
            assertThat(changes(stock, EU_WEST_1))
                    .containsExactlyInAnyOrder(
                            "INSERT {article: lamp, pieces: 2}",
                            "INSERT {article: table, pieces: 1}",
                            "INSERT {article: chair, pieces: 8}");
        }
    }

    /** Scenario 32. Virginia's customers were served from Ireland; now Virginia answers again. */
    @Nested
    class Failback {

        @BeforeEach
        void irelandSellsWhileVirginiaIsAway(Simulation simulation, Network network) {
            us.count("lamp", 5);
            simulation.settle();
            network.isolate(US_EAST_1);
            assertThat(eu.sell("lamp", 3)).isTrue();
        }

        /** LWW-19, LWW-22: the condition looks at a stock of which nothing has been sold yet. */
        @Test
        void comingBackTooEarlyVirginiaSellsWhatIsNotThere(
                Simulation simulation, SimulatedClock clock, Network network, SimulatedTable stock) {
            clock.advance(Duration.ofMinutes(5));
            assertThat(us.sell("lamp", 4)).isTrue();
            network.heal();
            simulation.settle();

            assertThat(stock).item("lamp").hasConverged().in(EU_WEST_1).hasAttribute("pieces", 1);
            assertThat(stock)
                    .conflicts()
                    .singleElement()
                    .wonBy(US_EAST_1)
                    .hasLostImage(Map.of("article", "lamp", "pieces", 2));
        }

        /** The remedy: traffic returns when all that was written meanwhile has arrived (ISO-7). */
        @Test
        void comingBackAfterTheBacklogVirginiaKnowsWhatWasSold(
                SimulatedClock clock, Network network, SimulatedTable stock) {
            clock.advance(Duration.ofMinutes(5));
            network.heal();
            assertThat(stock).convergesWithin(Duration.ofMinutes(1));

            assertThat(us.sell("lamp", 4)).isFalse();
            assertThat(us.sell("lamp", 2)).isTrue();
            assertThat(stock).conflicts().isEmpty();
        }
    }
}
