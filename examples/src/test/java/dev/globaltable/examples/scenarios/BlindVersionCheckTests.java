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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Scenario 5. Optimistic locking by a version number lets one Region overwrite another unseen. */
@GlobalTable(name = "pages", partitionKey = "page")
class BlindVersionCheckTests {

    /** The pages of a wiki; whoever saves one says which version was edited. */
    static final class Wiki {

        private final DynamoDbClient dynamoDb;

        Wiki(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void create(String page, String text) {
            dynamoDb.putItem(put -> put.tableName("pages")
                    .item(Map.of("page", fromS(page), "text", fromS(text), "version", fromN("1"))));
        }

        /** Says whether the page was saved; not if somebody else has saved it since. */
        boolean save(String page, int editedVersion, String text) {
            try {
                dynamoDb.updateItem(update -> update.tableName("pages")
                        .key(Map.of("page", fromS(page)))
                        .updateExpression("SET #text = :text, version = version + :one")
                        .conditionExpression("version = :edited")
                        .expressionAttributeNames(Map.of("#text", "text"))
                        .expressionAttributeValues(Map.of(
                                ":text", fromS(text),
                                ":one", fromN("1"),
                                ":edited", fromN(Integer.toString(editedVersion)))));
                return true;
            } catch (ConditionalCheckFailedException savedByAnother) {
                return false;
            }
        }
    }

    private final Wiki us = new Wiki(US_EAST_1);
    private final Wiki eu = new Wiki(EU_WEST_1);

    @BeforeEach
    void bothRegionsKnowThePage(Simulation simulation) {
        us.create("start", "Hello");
        simulation.settle();
    }

    /** LWW-19, LWW-20; the streams: STR-4. */
    @Test
    void bothRegionsMakeVersion2AndTheNextSaveIsBlind(
            Simulation simulation, SimulatedClock clock, SimulatedTable pages) {
        assertThat(us.save("start", 1, "Hello from Virginia")).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(eu.save("start", 1, "Hello from Ireland")).isTrue();
        simulation.settle();

        assertThat(pages)
                .item("start")
                .hasConverged()
                .in(US_EAST_1)
                .isEqualTo(Map.of("page", "start", "text", "Hello from Ireland", "version", 2));

        // Virginia's editor goes on from the version 2 that is still on the screen, which is not the one in the table.
        assertThat(us.save("start", 2, "Hello from Virginia!")).isTrue();
        simulation.settle();

        assertThat(pages)
                .item("start")
                .hasConverged()
                .in(EU_WEST_1)
                .isEqualTo(Map.of("page", "start", "text", "Hello from Virginia!", "version", 3));
        assertThat(changes(pages, US_EAST_1))
                .containsExactly(
                        "INSERT {page: start, text: Hello, version: 1}",
                        "MODIFY {page: start, text: Hello, version: 1}"
                                + " -> {page: start, text: Hello from Virginia, version: 2}",
                        "MODIFY {page: start, text: Hello from Virginia, version: 2}"
                                + " -> {page: start, text: Hello from Ireland, version: 2}",
                        "MODIFY {page: start, text: Hello from Ireland, version: 2}"
                                + " -> {page: start, text: Hello from Virginia!, version: 3}");
        assertThat(changes(pages, EU_WEST_1))
                .containsExactly(
                        "INSERT {page: start, text: Hello, version: 1}",
                        "MODIFY {page: start, text: Hello, version: 1}"
                                + " -> {page: start, text: Hello from Ireland, version: 2}",
                        "MODIFY {page: start, text: Hello from Ireland, version: 2}"
                                + " -> {page: start, text: Hello from Virginia!, version: 3}");
    }

    /** The remedy: a version number is checked where all its writes are made. */
    @Test
    void theSecondEditorIsRefusedWhereOneRegionTakesTheWrites(
            Simulation simulation, SimulatedClock clock, SimulatedTable pages) {
        Wiki calledFromEurope = new Wiki(US_EAST_1);

        assertThat(us.save("start", 1, "Hello from Virginia")).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(calledFromEurope.save("start", 1, "Hello from Ireland")).isFalse();
        simulation.settle();

        assertThat(pages)
                .item("start")
                .hasConverged()
                .in(EU_WEST_1)
                .isEqualTo(Map.of("page", "start", "text", "Hello from Virginia", "version", 2));
    }
}
