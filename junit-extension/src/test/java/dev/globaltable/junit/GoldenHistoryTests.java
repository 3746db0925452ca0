package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.Simulation;
import dev.globaltable.history.History;
import dev.globaltable.timeline.TextTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The same seed and the same calls give this text on every machine and every JDK. */
@GlobalTable(
        name = "profiles",
        partitionKey = "userId",
        regions = {"us-east-1", "eu-west-1", "ap-southeast-2"},
        replicationDelay = "far",
        seed = 4711)
class GoldenHistoryTests {

    @Test
    void theHistoryOfASeededRunIsTheOneInTheFile(
            @InRegion("us-east-1") DynamoDbClient us,
            @InRegion("eu-west-1") DynamoDbClient eu,
            @InRegion("ap-southeast-2") DynamoDbClient ap,
            Simulation simulation) {
        Profiles.put(us, "42", "Ada");
        simulation.clock().advance(Duration.ofMillis(5));
        Profiles.put(eu, "42", "Grace");
        simulation.clock().in(Region.AP_SOUTHEAST_2).setAhead(Duration.ofMillis(-20));
        simulation.network().isolate(Region.AP_SOUTHEAST_2);
        simulation.clock().advance(Duration.ofSeconds(2));
        us.updateItem(request -> request.tableName("profiles")
                .key(Map.of("userId", AttributeValue.fromS("42")))
                .updateExpression("ADD visits :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
        assertThatThrownBy(() -> ap.deleteItem(request -> request.tableName("profiles")
                        .key(Map.of("userId", AttributeValue.fromS("43")))
                        .conditionExpression("attribute_exists(userId)")))
                .isInstanceOf(ConditionalCheckFailedException.class);
        ap.scan(request -> request.tableName("profiles"));
        simulation.network().heal();
        simulation.settle();
        ap.deleteItem(request -> request.tableName("profiles").key(Map.of("userId", AttributeValue.fromS("42"))));
        simulation.settle();

        History history = simulation.history();
        assertThat(history.text()).isEqualTo(resource("golden.history.txt"));
        assertThat(TextTimeline.of(history)).isEqualTo(resource("golden.timeline.txt"));
    }

    private static String resource(String name) {
        try (InputStream text = GoldenHistoryTests.class.getResourceAsStream(name)) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
