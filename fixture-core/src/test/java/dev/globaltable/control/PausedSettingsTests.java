package dev.globaltable.control;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Network;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** Settings that replicas share do not cross while replication is paused, and arrive afterwards (FIS-2, FIS-4). */
class PausedSettingsTests {

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(
            GlobalTableDefinition.named("orders").partitionKey("pk").regions(US_EAST_1, EU_WEST_1, AP_SOUTH_1));

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);
    private final Endpoint eu = ControlEndpoint.in(checked, EU_WEST_1);
    private final Endpoint ap = ControlEndpoint.in(checked, AP_SOUTH_1);

    private Network network() {
        return checked.simulation().network();
    }

    private static UpdateTableRequest.Builder update() {
        return UpdateTableRequest.builder().tableName("orders");
    }

    private static UpdateTableRequest bound(long writes) {
        return update().onDemandThroughput(bounds -> bounds.maxWriteRequestUnits(writes))
                .build();
    }

    private static Long bound(Endpoint endpoint) {
        return ControlEndpoint.described(endpoint, "orders").onDemandThroughput() == null
                ? null
                : ControlEndpoint.described(endpoint, "orders")
                        .onDemandThroughput()
                        .maxWriteRequestUnits();
    }

    private static UpdateTableRequest addIndex(String name, String key) {
        return update().attributeDefinitions(ControlEndpoint.attribute(key, ScalarAttributeType.S))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(CreateGlobalSecondaryIndexAction.builder()
                                .indexName(name)
                                .keySchema(ControlEndpoint.key(key, KeyType.HASH))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                .build())
                        .build())
                .build();
    }

    private static UpdateTableRequest removeIndex(String name) {
        return update().globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .delete(index -> index.indexName(name))
                        .build())
                .build();
    }

    private static List<String> indexes(Endpoint endpoint) {
        return ControlEndpoint.described(endpoint, "orders").globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .toList();
    }

    private static UpdateTimeToLiveRequest expire(boolean enabled) {
        return UpdateTimeToLiveRequest.builder()
                .tableName("orders")
                .timeToLiveSpecification(ttl -> ttl.enabled(enabled).attributeName("ends"))
                .build();
    }

    private static String timeToLive(Endpoint endpoint) {
        return endpoint.<DescribeTimeToLiveResponse>call(
                        DescribeTimeToLiveRequest.builder().tableName("orders").build())
                .timeToLiveDescription()
                .timeToLiveStatusAsString();
    }

    @Nested
    class WhileReplicationIsPaused {

        @Test
        void othersHearOfAChangeButNotThePausedReplica() {
            network().pauseReplication(EU_WEST_1);
            us.call(bound(40));

            assertThat(bound(ap)).isEqualTo(40L);
            assertThat(bound(eu)).isNull();
            network().resumeReplication(EU_WEST_1);
            assertThat(bound(eu)).isEqualTo(40L);
        }

        @Test
        void changesOfThePausedReplicaStayThere() {
            network().pauseReplication(EU_WEST_1);
            eu.call(bound(40));

            assertThat(bound(eu)).isEqualTo(40L);
            assertThat(bound(us)).isNull();
            network().resumeReplication(EU_WEST_1);
            assertThat(bound(us)).isEqualTo(40L);
            assertThat(bound(ap)).isEqualTo(40L);
        }

        @Test
        void severalChangesArriveInTheirOrder() {
            network().pauseReplication(EU_WEST_1);
            us.call(bound(40));
            us.call(bound(50));
            us.call(addIndex("by-customer", "customer"));
            us.call(removeIndex("by-customer"));
            us.call(addIndex("by-total", "total"));
            network().resumeReplication(EU_WEST_1);

            assertThat(bound(eu)).isEqualTo(50L);
            assertThat(indexes(eu)).containsExactly("by-total");
        }

        @Test
        void anIndexIsFilledWhenItArrives() {
            us.put("orders", item("pk", "1", "customer", "c"));
            checked.simulation().settle();
            network().pauseReplication(EU_WEST_1);
            us.call(addIndex("by-customer", "customer"));
            assertThat(indexes(eu)).isEmpty();
            network().resumeReplication(EU_WEST_1);

            assertThat(eu.<ScanResponse>call(ScanRequest.builder()
                                    .tableName("orders")
                                    .indexName("by-customer")
                                    .build())
                            .items())
                    .containsExactly(item("pk", "1", "customer", "c"));
        }

        @Test
        void anIndexThatBothSidesAddIsThereOnce() {
            network().pauseReplication(EU_WEST_1);
            us.call(addIndex("by-customer", "customer"));
            eu.call(addIndex("by-customer", "customer"));
            eu.call(addIndex("by-total", "total"));
            network().resumeReplication(EU_WEST_1);

            assertThat(indexes(eu)).containsExactly("by-customer", "by-total");
            assertThat(indexes(us)).containsExactly("by-customer", "by-total");
            assertThat(indexes(ap)).containsExactly("by-customer", "by-total");
        }

        @Test
        void anIndexThatBothSidesRemoveIsGone() {
            us.call(addIndex("by-customer", "customer"));
            network().pauseReplication(EU_WEST_1);
            us.call(removeIndex("by-customer"));
            eu.call(removeIndex("by-customer"));
            network().resumeReplication(EU_WEST_1);

            assertThat(indexes(us)).isEmpty();
            assertThat(indexes(eu)).isEmpty();
        }

        @Test
        void timeToLiveDoesNotCross() {
            network().pauseReplication(EU_WEST_1);
            us.call(expire(true));

            assertThat(timeToLive(ap)).isEqualTo("ENABLED");
            assertThat(timeToLive(eu)).isEqualTo("DISABLED");
            network().resumeReplication(EU_WEST_1);
            assertThat(timeToLive(eu)).isEqualTo("ENABLED");
            eu.put("orders", item("pk", "1", "ends", 1_767_225_590));
            assertThat(checked.simulation().expireItems(EU_WEST_1, "orders")).isEqualTo(1);
        }

        @Test
        void theLaterTimeToLiveHoldsInTheEnd() {
            us.call(expire(true));
            checked.simulation().clock().advance(Duration.ofHours(1));
            network().pauseReplication(EU_WEST_1);
            us.call(expire(false));
            checked.simulation().clock().advance(Duration.ofHours(1));
            us.call(expire(true));
            checked.simulation().clock().advance(Duration.ofHours(1));
            eu.call(expire(false));
            network().resumeReplication(EU_WEST_1);

            assertThat(List.of(timeToLive(us), timeToLive(eu), timeToLive(ap))).containsOnly("DISABLED");
        }
    }

    @Test
    void aPolicyThatDeniesReplicationHoldsUpSettings() { // FIS-2, ISO-6
        checked.simulation().faults().denyReplication(EU_WEST_1, "orders");
        us.call(bound(40));
        assertThat(bound(eu)).isNull();
        checked.simulation().faults().allowReplication(EU_WEST_1, "orders");

        assertThat(bound(eu)).isEqualTo(40L);
    }

    @Test
    void aReplicaThatLeftMeanwhileIsNotTold() { // ISO-4
        checked.simulation().faults().denyReplication(EU_WEST_1, "orders");
        us.call(bound(40));
        checked.simulation().clock().advance(Duration.ofHours(21));
        checked.simulation().faults().allowReplication(EU_WEST_1, "orders");
        network().pauseLink(US_EAST_1, AP_SOUTH_1);
        network().resumeLink(US_EAST_1, AP_SOUTH_1);

        assertThat(bound(eu)).isNull();
    }
}
