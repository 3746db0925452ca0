package dev.globaltable.control;

import static dev.globaltable.control.Replicas.addition;
import static dev.globaltable.control.Replicas.removal;
import static dev.globaltable.control.Replicas.strong;
import static dev.globaltable.control.Replicas.update;
import static dev.globaltable.control.Replicas.withWitness;
import static dev.globaltable.control.Replicas.withoutWitness;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.CA_CENTRAL_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_2;
import static software.amazon.awssdk.regions.Region.US_WEST_1;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.SimulationBuilder;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableWitnessDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableWitnessGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.WitnessStatus;

/** Strongly consistent global tables that an application makes and dissolves: reference 4.1. */
class StrongTableTests {

    private static final String OF_STRONG = " for global tables with MultiRegionConsistency set to STRONG";
    private static final String COUNT = "Unsupported replica count" + OF_STRONG + ".";
    private static final String ONE_ONLY = "Deletion of only one table replica is not supported" + OF_STRONG + ".";
    private static final String IN_LOCAL_REGION = "Cannot add or delete the local region through ReplicaUpdates."
            + " Use CreateTable, DeleteTable, or UpdateTable as required.";

    @RegisterExtension
    final CheckedSimulation checked = ControlEndpoint.empty();

    private final Endpoint east1 = ControlEndpoint.in(checked, US_EAST_1);
    private final Endpoint east2 = ControlEndpoint.in(checked, US_EAST_2);
    private final Endpoint west2 = ControlEndpoint.in(checked, US_WEST_2);

    @BeforeEach
    void createOrders() {
        ControlEndpoint.create(east1, ControlEndpoint.orders());
    }

    private static TableDescription described(Endpoint endpoint) {
        return ControlEndpoint.described(endpoint, "orders");
    }

    private static boolean hasTable(Endpoint endpoint) {
        return endpoint.<ListTablesResponse>call(ListTablesRequest.builder().build())
                .tableNames()
                .contains("orders");
    }

    private void makeThreeReplicas() {
        east1.call(strong(addition(US_EAST_2), addition(US_WEST_2)));
    }

    private void makeTwoReplicasAndAWitness() {
        east1.call(strong(US_EAST_2, US_WEST_2));
    }

    private static GetItemResponse strongRead(Endpoint endpoint, String key) {
        return endpoint.call(GetItemRequest.builder()
                .tableName("orders")
                .key(item("pk", key))
                .consistentRead(true)
                .build());
    }

    @Nested
    class OneRequest {

        @Test
        void makesThreeReplicas() { // STRONG-1
            makeThreeReplicas();

            assertThat(Replicas.listed(east1)).containsExactly("us-east-2 ACTIVE", "us-west-2 ACTIVE");
            assertThat(Replicas.listed(west2)).containsExactly("us-east-1 ACTIVE", "us-east-2 ACTIVE");
            assertThat(described(east2).multiRegionConsistency()).isEqualTo(MultiRegionConsistency.STRONG);
            assertThat(described(east2).globalTableVersion()).isEqualTo("2019.11.21");
            assertThat(described(east2).hasGlobalTableWitnesses()).isFalse();
            west2.put("orders", item("pk", "1"));
            assertThat(strongRead(east1, "1").item()).isEqualTo(item("pk", "1"));
        }

        @Test
        void makesTwoReplicasAndAWitness() { // STRONG-1, STRONG-2
            makeTwoReplicasAndAWitness();

            assertThat(Replicas.listed(east1)).containsExactly("us-east-2 ACTIVE");
            assertThat(described(east2).globalTableWitnesses())
                    .containsExactly(GlobalTableWitnessDescription.builder()
                            .regionName("us-west-2")
                            .witnessStatus(WitnessStatus.ACTIVE)
                            .build());
            assertThat(hasTable(west2)).isFalse();
            checked.simulation().network().partition(US_EAST_1, US_EAST_2);
            east1.put("orders", item("pk", "1"));
            assertThat(strongRead(east2, "1").item()).isEqualTo(item("pk", "1"));
        }

        @Test
        void isAnsweredWithoutEntries() { // STRONG-9
            TableDescription answered = east1.<UpdateTableResponse>call(strong(US_EAST_2, US_WEST_2))
                    .tableDescription();

            assertThat(answered.tableStatusAsString()).isEqualTo("UPDATING");
            assertThat(answered.multiRegionConsistency()).isEqualTo(MultiRegionConsistency.STRONG);
            assertThat(answered.globalTableVersion()).isEqualTo("2019.11.21");
            assertThat(answered.replicas()).isEmpty();
            assertThat(answered.globalTableWitnesses()).isEmpty();
        }

        @Test
        void leavesStreamsAsTheyAre() { // STRONG-8
            east1.call(UpdateTableRequest.builder()
                    .tableName("orders")
                    .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY))
                    .build());
            makeThreeReplicas();

            assertThat(described(east1).streamSpecification().streamViewType()).isEqualTo(StreamViewType.KEYS_ONLY);
            assertThat(described(east2).latestStreamArn()).isNull();
        }

        @Test
        void letsAUsersTableBeWhereTheWitnessIs() { // STRONG-2
            ControlEndpoint.create(west2, ControlEndpoint.orders());
            makeTwoReplicasAndAWitness();
            west2.put("orders", item("pk", "own"));
            checked.simulation().settle();

            assertThat(described(west2).globalTableVersion()).isNull();
            assertThat(strongRead(east1, "own").hasItem()).isFalse();
        }
    }

    @Nested
    class ARequest {

        @Test
        void needsThreeRegions() { // STRONG-4
            east1.refuses(strong(addition(US_EAST_2)), COUNT);
            east1.refuses(strong(addition(US_EAST_2), addition(US_WEST_2), addition(EU_WEST_1)), COUNT);
            east1.refuses(withWitness(strong(addition(US_EAST_2), addition(US_WEST_2)), EU_WEST_1), COUNT);
        }

        @Test
        void needsRegionsThatOfferIt() { // STRONG-3, STRONG-4
            east1.refuses(
                    strong(addition(US_EAST_2), addition(US_WEST_1)),
                    "Unsupported Region(s) specified" + OF_STRONG + ": [us-west-1].");
            east1.refuses(
                    strong(US_EAST_2, US_WEST_1), "Unsupported Region(s) specified" + OF_STRONG + ": [us-west-1].");
            east1.call(strong(US_WEST_2, EU_WEST_1));
            assertThat(Replicas.listed(east1)).containsExactly("us-west-2 ACTIVE");
        }

        @Test
        void withAWitnessSaysThatItIsStrong() { // STRONG-4
            String message = "MultiRegionConsistency must be set as STRONG when GlobalTableWitnessUpdates parameter is"
                    + " present.";

            east1.refuses(withWitness(update(addition(US_EAST_2)), US_WEST_2), message);
            east1.refuses(
                    withWitness(update(addition(US_EAST_2)), US_WEST_2).toBuilder()
                            .multiRegionConsistency(MultiRegionConsistency.EVENTUAL)
                            .build(),
                    message);
        }

        @Test
        void putsTheWitnessIntoARegionOfItsOwn() { // STRONG-4
            east1.refuses(
                    strong(US_EAST_2, US_EAST_1),
                    "Cannot add a witness in the same region as an existing replica when creating a global table with"
                            + " MultiRegionConsistency set to STRONG.");
            east1.refuses(strong(US_EAST_2, US_EAST_2), "Cannot target multiple regions with the same action");
        }

        @Test
        void isAboutReplicasAlone() { // STRONG-4
            UpdateTableRequest request = strong(US_EAST_2, US_WEST_2);

            east1.refuses(
                    request.toBuilder().billingMode(BillingMode.PAY_PER_REQUEST).build(),
                    "Requests that modify replicas or witnesses must not also modify other fields");
            east1.refuses(
                    UpdateTableRequest.builder()
                            .tableName("orders")
                            .multiRegionConsistency(MultiRegionConsistency.STRONG)
                            .deletionProtectionEnabled(true)
                            .build(),
                    "Requests that modify replicas or witnesses must not also modify other fields");
        }

        @Test
        void asksForMoreThanTheModeOrAWitness() { // STRONG-4
            String message = "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady,"
                    + " ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput,"
                    + " WarmThroughput or TableClass is required";
            UpdateTableRequest nothing =
                    UpdateTableRequest.builder().tableName("orders").build();

            east1.refuses(
                    nothing.toBuilder()
                            .multiRegionConsistency(MultiRegionConsistency.STRONG)
                            .build(),
                    message);
            east1.refuses(withWitness(nothing, US_WEST_2), message);
            makeTwoReplicasAndAWitness();
            east1.refuses(withoutWitness(nothing, US_WEST_2), message);
        }

        @Test
        void hasOneActionForOneWitness() {
            UpdateTableRequest request = strong(addition(US_EAST_2));

            east1.refuses(
                    request.toBuilder()
                            .globalTableWitnessUpdates(
                                    GlobalTableWitnessGroupUpdate.builder().build())
                            .build(),
                    "There are no actions specified in the Replica Update Action of the request.");
            east1.refuses(
                    request.toBuilder()
                            .globalTableWitnessUpdates(GlobalTableWitnessGroupUpdate.builder()
                                    .create(added -> added.regionName("us-west-2"))
                                    .delete(removed -> removed.regionName("us-west-2"))
                                    .build())
                            .build(),
                    "Update table operation with more than one type of replica actions not allowed");
            east1.refuses(
                    request.toBuilder().globalTableWitnessUpdates(List.of()).build(),
                    "1 validation error detected: Value '[]' at 'globalTableWitnessUpdates' failed to satisfy"
                            + " constraint: Member must have length greater than or equal to 1");
            east1.refuses(
                    request.toBuilder()
                            .globalTableWitnessUpdates(GlobalTableWitnessGroupUpdate.builder()
                                    .create(added -> {})
                                    .build())
                            .build(),
                    "1 validation error detected: Value null at"
                            + " 'globalTableWitnessUpdates.1.member.create.regionName' failed to satisfy constraint:"
                            + " Member must not be null");
            east1.refuses(
                    request.toBuilder().multiRegionConsistency("FIRM").build(),
                    "1 validation error detected: Value 'FIRM' at 'multiRegionConsistency' failed to satisfy"
                            + " constraint: Member must satisfy enum value set: [EVENTUAL, STRONG]");
        }

        @Test
        void namesOtherRegionsThanItsOwn() { // CUR-13
            east1.refuses(strong(addition(US_EAST_1), addition(US_EAST_2)), IN_LOCAL_REGION);
        }

        @Test
        void isHeldToTheRulesOfReplicas() { // CUR-9, CUR-14, CUR-16
            ControlEndpoint.create(east2, ControlEndpoint.orders());
            east1.refuses(
                    strong(addition(US_WEST_2), addition(US_EAST_2)),
                    "Failed to create a the new replica of table with name: 'orders' because one or more replicas"
                            + " already existed as tables.");
            checked.simulation().faults().disableRegion(US_WEST_2);
            east1.refuses(
                    strong(addition(US_WEST_2), addition(EU_WEST_1)),
                    "Failed to access the region: \u2018us-west-2\u2019. User is missing the permissions since the"
                            + " region is disabled.");
            east1.call(UpdateTableRequest.builder()
                    .tableName("orders")
                    .billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))
                    .build());
            east1.refuses(
                    strong(addition(EU_WEST_1), addition("eu-west-2")),
                    "Table write capacity should either be Pay-Per-Request or AutoScaled.");
        }
    }

    @Nested
    class ATableThatCannotBeConverted {

        @Test
        void hasItems() { // STRONG-7
            east1.put("orders", item("pk", "1"));

            east1.refuses(strong(US_EAST_2, US_WEST_2), "Table must be empty" + OF_STRONG + ": orders");
        }

        @Test
        void hasTimeToLive() { // STRONG-7
            east1.call(UpdateTimeToLiveRequest.builder()
                    .tableName("orders")
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("ends"))
                    .build());

            east1.refuses(strong(US_EAST_2, US_WEST_2), "Time to live is not supported" + OF_STRONG + ".");
        }

        @Test
        void hasALocalIndex() { // STRONG-7
            Endpoint eu = ControlEndpoint.in(checked, EU_WEST_1);
            eu.call(ControlEndpoint.orders()
                    .keySchema(ControlEndpoint.key("pk", KeyType.HASH), ControlEndpoint.key("at", KeyType.RANGE))
                    .attributeDefinitions(
                            ControlEndpoint.attribute("pk", ScalarAttributeType.S),
                            ControlEndpoint.attribute("at", ScalarAttributeType.S),
                            ControlEndpoint.attribute("total", ScalarAttributeType.S))
                    .localSecondaryIndexes(LocalSecondaryIndex.builder()
                            .indexName("by-total")
                            .keySchema(
                                    ControlEndpoint.key("pk", KeyType.HASH),
                                    ControlEndpoint.key("total", KeyType.RANGE))
                            .projection(projection -> projection.projectionType(ProjectionType.ALL))
                            .build())
                    .build());

            eu.refuses(strong(US_EAST_2, US_WEST_2), "Local secondary indexes are not supported" + OF_STRONG + ".");
        }

        @Test
        void isAGlobalTableAlready() { // STRONG-1, STRONG-5
            String message = "MultiRegionConsistency parameter is unsupported on existing global table";
            east1.call(update(addition(US_EAST_2)));
            UpdateTableRequest eventual = update(addition(US_WEST_2)).toBuilder()
                    .multiRegionConsistency(MultiRegionConsistency.EVENTUAL)
                    .build();

            east1.refuses(strong(addition(US_WEST_2)), message);
            east1.refuses(strong(addition(US_WEST_2), addition(EU_WEST_1)), message);
            east1.refuses(eventual, message);
        }
    }

    @Test
    void theModeCanSayThatATableIsEventuallyConsistent() {
        east1.call(update(addition(US_EAST_2)).toBuilder()
                .multiRegionConsistency(MultiRegionConsistency.EVENTUAL)
                .build());

        assertThat(Replicas.listed(east1)).containsExactly("us-east-2 ACTIVE");
        assertThat(described(east1).multiRegionConsistency()).isNull(); // CUR-26
    }

    @Nested
    class ItsMembership {

        @Test
        void isFrozen() { // STRONG-5
            makeThreeReplicas();

            west2.refuses(
                    update(addition(EU_WEST_1)),
                    "Cannot add replicas to a global table with strong MultiRegionConsistency");
            west2.refuses(
                    strong(EU_WEST_1, CA_CENTRAL_1),
                    "MultiRegionConsistency parameter is unsupported on existing global table");
            west2.refuses(
                    strong(removal(US_EAST_2), removal(US_EAST_1)),
                    "Only Replica Create actions are supported when MultiRegionConsistency parameter is provided.");
        }

        @Test
        void losesNoReplicaAlone() { // STRONG-5
            makeThreeReplicas();

            east1.refuses(update(removal(US_EAST_2)), ONE_ONLY);
            east1.refuses(ControlEndpoint.delete("orders"), ONE_ONLY);
            west2.refuses(ControlEndpoint.delete("orders"), ONE_ONLY);
        }

        @Test
        void losesNoReplicaWithoutItsWitness() { // STRONG-5
            makeTwoReplicasAndAWitness();

            east1.refuses(update(removal(US_EAST_2)), "Update table delete operation does not include all witnesses.");
            east1.refuses(ControlEndpoint.delete("orders"), ONE_ONLY);
        }
    }

    @Nested
    class Dissolving {

        @Test
        void leavesOneOfThreeReplicas() { // STRONG-6
            makeThreeReplicas();
            west2.put("orders", item("pk", "1"));
            east1.call(update(removal(US_WEST_2), removal(US_EAST_2)));

            assertRegional(east1);
            assertThat(hasTable(east2)).isFalse();
            assertThat(hasTable(west2)).isFalse();
            assertThat(east1.get("orders", item("pk", "1"))).isEqualTo(item("pk", "1"));
        }

        @Test
        void takesTheWitnessWithTheReplica() { // STRONG-6
            makeTwoReplicasAndAWitness();
            east1.call(withoutWitness(update(removal(US_EAST_2)), US_WEST_2));

            assertRegional(east1);
            assertThat(described(east1).hasGlobalTableWitnesses()).isFalse();
            assertThat(hasTable(east2)).isFalse();
        }

        @Test
        void leavesATableLikeAnyOther() { // STRONG-6
            makeThreeReplicas();
            east1.call(update(removal(US_WEST_2), removal(US_EAST_2)));

            checked.simulation().network().isolate(US_EAST_1);
            east1.put("orders", item("pk", "1"));
            checked.simulation().network().heal();
            east1.call(update(addition(EU_WEST_1)));
            assertThat(described(east1).multiRegionConsistency()).isNull();
            assertThat(checked.simulation().table("orders").definition().consistency())
                    .isEqualTo(MultiRegionConsistency.EVENTUAL);
            assertThat(ControlEndpoint.in(checked, EU_WEST_1).get("orders", item("pk", "1")))
                    .isEqualTo(item("pk", "1"));
        }

        @Test
        void canBeFollowedByAnotherStrongTableOrByNone() { // STRONG-6
            makeThreeReplicas();
            east1.call(update(removal(US_WEST_2), removal(US_EAST_2)));
            makeTwoReplicasAndAWitness();
            assertThat(described(east2).multiRegionConsistency()).isEqualTo(MultiRegionConsistency.STRONG);

            east1.call(withoutWitness(update(removal(US_EAST_2)), US_WEST_2));
            east1.call(ControlEndpoint.delete("orders"));
            assertThat(hasTable(east1)).isFalse();
        }

        @Test
        void namesMembersOnly() { // CUR-13, CUR-15
            makeTwoReplicasAndAWitness();
            String message = "Update global table operation failed because one or more replicas were not part of the"
                    + " global table. Please retry the request without these replicas: ";

            east1.refuses(update(removal(US_EAST_2), removal(US_WEST_2)), message + "[us-west-2].");
            east1.refuses(withoutWitness(update(removal(US_EAST_2)), EU_WEST_1), message + "[eu-west-1].");
            east1.refuses(update(removal(US_EAST_1), removal(US_EAST_2)), IN_LOCAL_REGION);
        }

        @Test
        void ofAnEventuallyConsistentTableIsDoneOneByOne() { // CUR-11
            east1.call(update(addition(US_EAST_2)));
            east1.call(update(addition(US_WEST_2)));

            east1.refuses(
                    update(removal(US_WEST_2), removal(US_EAST_2)),
                    "Update table operation with more than one create or delete replica actions not allowed");
        }

        @Test
        void honoursDeletionProtection() { // CUR-34
            makeThreeReplicas();
            west2.call(UpdateTableRequest.builder()
                    .tableName("orders")
                    .deletionProtectionEnabled(true)
                    .build());

            east1.refuses(
                    update(removal(US_EAST_2), removal(US_WEST_2)),
                    "Cannot delete table orders in region us-west-2 because it has deletion protection enabled. Disable"
                            + " deletion protection first.");
        }

        @Test
        void waitsADayForTheSourceOfAReplicaThatStays() { // CUR-33
            makeThreeReplicas();
            UpdateTableRequest request = update(removal(US_EAST_1), removal(US_EAST_2));

            west2.refuses(
                    request,
                    "Replica cannot be deleted because it has acted as a source region for new replica(s) being added to"
                            + " the table in the last 24 hours.");
            checked.simulation().clock().advance(Duration.ofHours(24));
            west2.call(request);
            assertRegional(west2);
        }

        private void assertRegional(Endpoint endpoint) { // CUR-22
            TableDescription table = described(endpoint);
            assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
            assertThat(table.multiRegionConsistency()).isNull();
            assertThat(table.globalTableVersion()).isNull();
            assertThat(table.hasReplicas()).isFalse();
        }
    }

    @Nested
    class WithAnAcknowledgementDelay {

        @RegisterExtension
        final CheckedSimulation delayed = CheckedSimulation.of(
                (SimulationBuilder builder) -> builder.acknowledgementDelay(Duration.ofMillis(70)));

        @Test
        void writesInTwoRegionsConflict() { // STRONG-13, STRONG-15
            Endpoint first = ControlEndpoint.in(delayed, US_EAST_1);
            ControlEndpoint.create(first, ControlEndpoint.orders());
            first.call(strong(US_EAST_2, US_WEST_2));
            first.put("orders", item("pk", "1"));
            PutItemRequest put = PutItemRequest.builder()
                    .tableName("orders")
                    .item(item("pk", "1"))
                    .build();

            ControlEndpoint.in(delayed, US_EAST_2)
                    .refuses(
                            put,
                            ReplicatedWriteConflictException.class,
                            "One or more items in this request are being modified by a request in another Region.");
            delayed.simulation().clock().advance(Duration.ofMillis(70));
            ControlEndpoint.in(delayed, US_EAST_2).call(put);
        }
    }

    @Nested
    class WithStrictRegionSets {

        @RegisterExtension
        final CheckedSimulation strict = CheckedSimulation.of(SimulationBuilder::strictRegionSets);

        private final Endpoint endpoint = ControlEndpoint.in(strict, US_EAST_1);

        @BeforeEach
        void createOrders() {
            ControlEndpoint.create(endpoint, ControlEndpoint.orders());
        }

        @Test
        void regionsOfOneContinentAreNeeded() { // STRONG-3
            endpoint.refuses(
                    strong(US_WEST_2, EU_WEST_1), "Unsupported Region(s) specified" + OF_STRONG + ": [eu-west-1].");
            endpoint.call(strong(US_WEST_2, US_EAST_2));
        }
    }
}
