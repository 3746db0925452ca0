package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class ReplicationTests {

    @Test
    void concurrentIncrementsOfTwoRegionsMeetAsOneConflict() {
        try (Simulation simulation = Simulation.builder()
                .globalTable(GlobalTableDefinition.named("profiles")
                        .partitionKey("userId")
                        .replicationDelay("800ms"))
                .start()) {
            simulation.execute(
                    US_EAST_1,
                    PutItemRequest.builder()
                            .tableName("profiles")
                            .item(Map.of("userId", AttributeValue.fromS("42"), "name", AttributeValue.fromS("Ada")))
                            .build());
            SimulatedItem item = simulation.table("profiles").item("42");
            assertThat(item.isStaleIn(EU_WEST_1)).isTrue();
            simulation.clock().advance(Duration.ofMillis(800));
            assertThat(item.hasConverged()).isTrue();
            simulation.execute(
                    US_EAST_1,
                    UpdateItemRequest.builder()
                            .tableName("profiles")
                            .key(Map.of("userId", AttributeValue.fromS("42")))
                            .updateExpression("ADD n :one")
                            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                            .build());
            simulation.clock().advance(Duration.ofMillis(5));
            simulation.execute(
                    EU_WEST_1,
                    UpdateItemRequest.builder()
                            .tableName("profiles")
                            .key(Map.of("userId", AttributeValue.fromS("42")))
                            .updateExpression("ADD n :one")
                            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                            .build());
            simulation.settle();
            assertThat(simulation.table("profiles").conflicts()).hasSize(1);
        }
    }
}
