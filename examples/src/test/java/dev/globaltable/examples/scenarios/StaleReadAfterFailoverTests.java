package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Scenario 13. After a failover users do not see what they have just written. */
@GlobalTable(name = "notes", partitionKey = "note")
class StaleReadAfterFailoverTests {

    /** Notes, read with {@code ConsistentRead}. */
    static final class Notes {

        private final DynamoDbClient dynamoDb;

        Notes(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void write(String note, String text) {
            dynamoDb.putItem(put -> put.tableName("notes").item(Map.of("note", fromS(note), "text", fromS(text))));
        }

        Optional<String> read(String note) {
            return Optional.ofNullable(dynamoDb.getItem(get -> get.tableName("notes")
                                    .key(Map.of("note", fromS(note)))
                                    .consistentRead(true))
                            .item()
                            .get("text"))
                    .map(AttributeValue::s);
        }
    }

    private final Notes us = new Notes(US_EAST_1);
    private final Notes eu = new Notes(EU_WEST_1);

    @BeforeEach
    void bothRegionsKnowANote(Simulation simulation) {
        us.write("shopping", "Milk");
        simulation.settle();
    }

    /** LWW-22: a read is consistent with its own Region, and nothing in its answer says that this is not enough. */
    @Test
    void aConsistentReadAnswersWithThePastOrWithNothing(SimulatedTable notes) {
        us.write("shopping", "Milk, bread");
        us.write("travel", "Train to Galway");

        assertThat(eu.read("shopping")).hasValue("Milk");
        assertThat(eu.read("travel")).isEmpty();
        assertThat(notes).in(EU_WEST_1).item("shopping").isStale();
    }

    /** The remedy for a planned failover: users wait until everything has arrived (ISO-7). */
    @Test
    void nothingIsMissingOnceWritesWereStoppedAndHaveArrived(SimulatedTable notes) {
        us.write("shopping", "Milk, bread");
        us.write("travel", "Train to Galway");

        assertThat(notes).convergesWithin(Duration.ofSeconds(10));
        assertThat(eu.read("shopping")).hasValue("Milk, bread");
        assertThat(eu.read("travel")).hasValue("Train to Galway");
    }
}
