package dev.globaltable.assertj;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** A simulation with a table {@code profiles} in two Regions, 800 ms apart. */
final class Profiles implements AutoCloseable {

    static final Region US = Region.US_EAST_1;
    static final Region EU = Region.EU_WEST_1;

    final Simulation simulation = Simulation.builder()
            .globalTable(GlobalTableDefinition.named("profiles")
                    .partitionKey("userId")
                    .regions(US, EU)
                    .replicationDelay("800ms"))
            .seed(4711)
            .start();
    final SimulatedTable table = simulation.table("profiles");

    void put(Region region, String userId, String name) {
        simulation.execute(
                region,
                PutItemRequest.builder()
                        .tableName("profiles")
                        .item(Map.of("userId", AttributeValue.fromS(userId), "name", AttributeValue.fromS(name)))
                        .build());
    }

    void delete(Region region, String userId) {
        simulation.execute(
                region,
                DeleteItemRequest.builder()
                        .tableName("profiles")
                        .key(Map.of("userId", AttributeValue.fromS(userId)))
                        .build());
    }

    void advanceMillis(long millis) {
        simulation.clock().advance(Duration.ofMillis(millis));
    }

    /** Europe's write is later and wins. */
    void conflict() {
        put(US, "42", "Ada");
        advanceMillis(5);
        put(EU, "42", "Grace");
        simulation.settle();
    }

    @Override
    public void close() {
        simulation.close();
    }
}
