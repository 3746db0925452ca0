package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.AP_NORTHEAST_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.Network;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Scenario 12. A delete overtakes the put that it deletes. Nothing goes wrong here; it only looks as if it would. */
@GlobalTable(
        name = "messages",
        partitionKey = "message",
        regions = {"us-east-1", "eu-west-1", "ap-northeast-1"})
class DeleteBeforePutTests {

    /** Messages of a chat, and those who look after it. */
    static final class Chat {

        private final DynamoDbClient dynamoDb;

        Chat(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void post(String message, String text) {
            dynamoDb.putItem(
                    put -> put.tableName("messages").item(Map.of("message", fromS(message), "text", fromS(text))));
        }

        void takeDown(String message) {
            dynamoDb.deleteItem(delete -> delete.tableName("messages").key(Map.of("message", fromS(message))));
        }
    }

    /** LWW-10, LWW-14: each Region sends its own writes, so those of two Regions can overtake each other. */
    @Test
    void aMessageThatWasTakenDownNeverShowsInTokyo(
            Simulation simulation, SimulatedClock clock, Network network, SimulatedTable messages) {
        network.setDelay(US_EAST_1, AP_NORTHEAST_1, ReplicationDelay.fixed(Duration.ofMinutes(1)));

        new Chat(US_EAST_1).post("m-1", "Buy lamps!");
        clock.advance(Duration.ofSeconds(1));
        new Chat(EU_WEST_1).takeDown("m-1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(messages).in(AP_NORTHEAST_1).item("m-1").isAbsent();
        simulation.settle();

        assertThat(messages).item("m-1").hasConverged().in(AP_NORTHEAST_1).isAbsent();
        assertThat(changes(messages, US_EAST_1))
                .containsExactly("INSERT {message: m-1, text: Buy lamps!}", "REMOVE {message: m-1, text: Buy lamps!}");
        assertThat(changes(messages, EU_WEST_1)).isEqualTo(changes(messages, US_EAST_1));
        assertThat(changes(messages, AP_NORTHEAST_1)).isEmpty();
    }
}
