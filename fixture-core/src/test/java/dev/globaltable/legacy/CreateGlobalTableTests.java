package dev.globaltable.legacy;

import static dev.globaltable.legacy.LegacyTables.createTables;
import static dev.globaltable.legacy.LegacyTables.creation;
import static dev.globaltable.legacy.LegacyTables.described;
import static dev.globaltable.legacy.LegacyTables.put;
import static dev.globaltable.legacy.LegacyTables.regions;
import static dev.globaltable.legacy.LegacyTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.GlobalTable;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.Replica;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** {@code CreateGlobalTable}, and what is seen of global tables of version 2017.11.29. */
class CreateGlobalTableTests {

    private static final String INVALID = "One or more parameter values were invalid: ";

    @RegisterExtension
    final CheckedSimulation checked = LegacyTables.emulated();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);
    private final Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);

    private static TableDescription table(Endpoint endpoint) {
        return endpoint.<DescribeTableResponse>call(
                        DescribeTableRequest.builder().tableName("orders").build())
                .table();
    }

    @Nested
    class WhatIsMade {

        @Test
        void isDescribedWithAllItsRegionsAndAnArnOfNone() {
            // LEG-7
            GlobalTableDescription created = LegacyTables.create(checked, US_EAST_1, EU_WEST_1);

            assertThat(created.globalTableStatus()).isEqualTo(GlobalTableStatus.CREATING);
            assertThat(described(us))
                    .isEqualTo(created.toBuilder()
                            .globalTableStatus(GlobalTableStatus.ACTIVE)
                            .build());
            assertThat(described(eu)).isEqualTo(described(us));
            assertThat(described(new Endpoint(checked::simulation, US_WEST_2))).isEqualTo(described(us));
            assertThat(created.globalTableName()).isEqualTo("orders");
            assertThat(created.globalTableArn()).isEqualTo("arn:aws:dynamodb::123456789012:global-table/orders");
            assertThat(created.creationDateTime()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(regions(created)).containsExactly("us-east-1", "eu-west-1");
        }

        @Test
        void isNotToBeSeenInItsTables() {
            // LEG-3, reference 3.4: the probe is DescribeGlobalTable
            createTables(checked, US_EAST_1, EU_WEST_1);
            TableDescription before = table(us);
            us.call(creation(US_EAST_1, EU_WEST_1));

            assertThat(table(us)).isEqualTo(before);
            assertThat(before.globalTableVersion()).isNull();
            assertThat(before.hasReplicas()).isFalse();
        }

        @Test
        void canHaveASingleRegion() {
            // LEG-5, REP-1
            LegacyTables.create(checked, US_EAST_1);
            us.call(put("pk", "1"));

            assertThat(us.get("orders", Endpoint.item("pk", "1"))).containsKey("aws:rep:updatetime");
            assertThat(checked.simulation().table("orders").regions()).containsExactly(US_EAST_1);
        }

        @Test
        void canBeMadeFromAnyRegionWhereTheVersionIsOffered() {
            createTables(checked, US_EAST_1, EU_WEST_1);

            new Endpoint(checked::simulation, US_WEST_2).call(creation(US_EAST_1, EU_WEST_1));

            assertThat(described(us).globalTableStatus()).isEqualTo(GlobalTableStatus.ACTIVE);
        }

        @Test
        void replicatesFromTheAnswerOn() {
            LegacyTables.create(checked, US_EAST_1, EU_WEST_1);
            us.call(put("pk", "1"));
            checked.simulation().settle();

            assertThat(eu.get("orders", Endpoint.item("pk", "1"))).isNotEmpty();
        }

        @Test
        void isCalledByTheVersionInItsDefinition() {
            LegacyTables.create(checked, US_EAST_1, EU_WEST_1);

            assertThat(checked.simulation().table("orders").definition().version())
                    .hasToString("2017.11.29");
        }
    }

    @Nested
    class InVirtualTime {

        @RegisterExtension
        final CheckedSimulation slow = CheckedSimulation.of(
                builder -> LegacyTables.emulating(builder).tableStatusDelay(Duration.ofSeconds(10)));

        @Test
        void itIsBeingCreatedForAWhile() {
            createTables(slow, US_EAST_1, EU_WEST_1);
            slow.simulation().clock().advance(Duration.ofSeconds(10));
            Endpoint endpoint = new Endpoint(slow::simulation, US_EAST_1);
            endpoint.call(creation(US_EAST_1, EU_WEST_1));
            slow.simulation().clock().advance(Duration.ofSeconds(9));

            assertThat(described(endpoint).globalTableStatus()).isEqualTo(GlobalTableStatus.CREATING);
            slow.simulation().clock().advance(Duration.ofSeconds(1));

            assertThat(described(endpoint).globalTableStatus()).isEqualTo(GlobalTableStatus.ACTIVE);
        }

        @Test
        void theHistoryTellsEachState() {
            LegacyTables.create(checked, US_EAST_1, EU_WEST_1);

            assertThat(checked.simulation().history().events(HistoryEvent.GlobalTableStatusChanged.class))
                    .extracting(HistoryEvent.GlobalTableStatusChanged::status)
                    .containsExactly("CREATING", "ACTIVE");
            assertThat(checked.simulation().history().events(HistoryEvent.ReplicaStatusChanged.class))
                    .extracting(change -> change.region() + " " + change.status())
                    .containsExactly(
                            "us-east-1 CREATING", "eu-west-1 CREATING", "us-east-1 ACTIVE", "eu-west-1 ACTIVE");
            assertThat(checked.simulation().history().text()).contains(" global table orders CREATING\n");
        }
    }

    @Nested
    class ItIsRefused {

        private void refuses(Class<? extends DynamoDbException> type, String message, Region... regions) {
            us.refuses(creation(regions), type, message);
        }

        /** With a table in Ireland that is different in one way from the one in Virginia. */
        private void refusesOther(Consumer<CreateTableRequest.Builder> difference, String message) {
            createTables(checked, US_EAST_1);
            CreateTableRequest.Builder other = LegacyTables.table();
            difference.accept(other);
            eu.call(other.build());

            us.refuses(creation(US_EAST_1, EU_WEST_1), INVALID + message);
        }

        @Test
        void whenItIsThereAlready() {
            // LEG-6
            LegacyTables.create(checked, US_EAST_1);
            createTables(checked, EU_WEST_1);

            refuses(GlobalTableAlreadyExistsException.class, "The specified global table already exists.", EU_WEST_1);
        }

        @Test
        void whenARegionHasNoTable() {
            // LEG-6
            createTables(checked, US_EAST_1);

            refuses(TableNotFoundException.class, "Table not found: orders", US_EAST_1, EU_WEST_1);
        }

        @Test
        void inARegionWhereTheVersionWasNeverOffered() {
            // LEG-2
            String regions = "us-east-1, us-east-2, us-west-1, us-west-2, eu-west-1, eu-west-2, eu-central-1,"
                    + " ap-southeast-1, ap-southeast-2, ap-northeast-1, ap-northeast-2";
            String message = "Region ap-south-1 is not supported. Global tables version 2017.11.29 (Legacy) are only"
                    + " supported in the following regions: [" + regions + "]";

            us.refuses(creation(US_EAST_1, AP_SOUTH_1), message);
            new Endpoint(checked::simulation, AP_SOUTH_1).refuses(creation(US_EAST_1), message);
        }

        @Test
        void whenTheGroupIsNone() {
            CreateGlobalTableRequest.Builder request =
                    CreateGlobalTableRequest.builder().globalTableName("orders");

            us.refuses(
                    request.build(),
                    "1 validation error detected: Value null at 'replicationGroup' failed to satisfy constraint: Member"
                            + " must not be null");
            us.refuses(request.replicationGroup(new Replica[0]).build(), "Global table must have atleast one replica");
            us.refuses(
                    request.replicationGroup(Replica.builder().build()).build(),
                    INVALID + "A replica has no RegionName");
            us.refuses(creation(US_EAST_1, US_EAST_1), INVALID + "A Region holds one replica of a global table");
        }

        @Test
        void whenATableIsNotEmpty() {
            // LEG-5
            createTables(checked, US_EAST_1, EU_WEST_1);
            eu.call(put("pk", "1"));

            us.refuses(creation(US_EAST_1, EU_WEST_1), INVALID + "Table orders in region eu-west-1 must be empty");
        }

        @Test
        void whenKeysDiffer() {
            // LEG-5
            refusesOther(
                    table -> table.attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("pk")
                            .attributeType(ScalarAttributeType.N)
                            .build()),
                    "Tables orders in regions us-east-1 and eu-west-1 must have the same key schema");
        }

        @Test
        void whenAStreamIsMissing() {
            // LEG-5
            refusesOther(
                    table -> table.streamSpecification(stream -> stream.streamEnabled(false)),
                    "Table orders in region eu-west-1 must have a stream with the view type NEW_AND_OLD_IMAGES");
        }

        @Test
        void whenAStreamShowsLess() {
            // LEG-5
            refusesOther(
                    table -> table.streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)),
                    "Table orders in region eu-west-1 must have a stream with the view type NEW_AND_OLD_IMAGES");
        }

        @Test
        void whenIndexesDiffer() {
            // LEG-5
            refusesOther(
                    table -> table.attributeDefinitions(attribute("pk"), attribute("g"))
                            .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                    .indexName("by-g")
                                    .keySchema(key("g", KeyType.HASH))
                                    .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                    .build()),
                    "Tables orders in regions us-east-1 and eu-west-1 must have the same global secondary indexes");
        }

        @Test
        void whenLocalIndexesDiffer() {
            // LEG-5
            us.call(withLocalIndex("by-a"));
            eu.call(withLocalIndex("by-b"));

            us.refuses(
                    creation(US_EAST_1, EU_WEST_1),
                    INVALID + "Tables orders in regions us-east-1 and eu-west-1 must have the same local secondary"
                            + " indexes");
        }

        private CreateTableRequest withLocalIndex(String name) {
            return LegacyTables.table()
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                    .attributeDefinitions(attribute("pk"), attribute("sk"), attribute("a"))
                    .localSecondaryIndexes(LocalSecondaryIndex.builder()
                            .indexName(name)
                            .keySchema(key("pk", KeyType.HASH), key("a", KeyType.RANGE))
                            .projection(projection -> projection.projectionType(ProjectionType.ALL))
                            .build())
                    .build();
        }

        @Test
        void whenATableHasAKeyOfTheAccountsOwn() {
            // LEG-5
            refusesOther(
                    table -> table.sseSpecification(
                            sse -> sse.enabled(true).sseType("KMS").kmsMasterKeyId("alias/mine")),
                    "Table orders in region eu-west-1 must not be encrypted with a customer managed key");
        }

        @Test
        void whenATableHasAPolicy() {
            // LEG-5
            createTables(checked, US_EAST_1, EU_WEST_1);
            String arn = table(eu).tableArn();
            eu.call(PutResourcePolicyRequest.builder()
                    .resourceArn(arn)
                    .policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                            + "\"Action\":\"dynamodb:PutItem\",\"Resource\":\"" + arn + "\"}]}")
                    .build());

            us.refuses(
                    creation(US_EAST_1, EU_WEST_1),
                    INVALID + "Table orders in region eu-west-1 must not have a resource policy");
        }

        @Test
        void whenATableIsAReplicaOfTheCurrentVersion() {
            createTables(checked, US_EAST_1);
            us.call(UpdateTableRequest.builder()
                    .tableName("orders")
                    .replicaUpdates(ReplicationGroupUpdate.builder()
                            .create(replica -> replica.regionName("eu-west-1"))
                            .build())
                    .build());

            us.refuses(
                    creation(US_EAST_1, EU_WEST_1),
                    INVALID + "Table orders in region us-east-1 must not be a replica of a global table of version"
                            + " 2019.11.21 (Current)");
            createTables(checked, US_WEST_2);
            assertThatThrownBy(() -> us.call(creation(US_WEST_2)))
                    .isInstanceOf(NotSimulatedException.class)
                    .hasMessageContaining("GlobalTableName of a global table of version 2019.11.21 elsewhere");
        }

        @Test
        void inARegionThatIsDisabled() {
            createTables(checked, US_EAST_1, EU_WEST_1);
            checked.simulation().faults().disableRegion(EU_WEST_1);

            us.refuses(
                    creation(US_EAST_1, EU_WEST_1),
                    "Failed to access the region: \u2018eu-west-1\u2019. User is missing the permissions since the region"
                            + " is disabled.");
        }

        private AttributeDefinition attribute(String name) {
            return AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(ScalarAttributeType.S)
                    .build();
        }

        private KeySchemaElement key(String name, KeyType type) {
            return KeySchemaElement.builder().attributeName(name).keyType(type).build();
        }
    }

    @Nested
    class AnyOtherTable {

        @Test
        void isNotFound() {
            // LEG-3
            createTables(checked, US_EAST_1);

            us.refuses(
                    LegacyTables.description(),
                    GlobalTableNotFoundException.class,
                    "Global table not found: Global table with name: 'orders' does not exist.");
        }

        @Test
        void isNotListed() {
            // LEG-3
            createTables(checked, US_EAST_1);
            us.call(UpdateTableRequest.builder()
                    .tableName("orders")
                    .replicaUpdates(ReplicationGroupUpdate.builder()
                            .create(replica -> replica.regionName("eu-west-1"))
                            .build())
                    .build());

            assertThat(us.<ListGlobalTablesResponse>call(
                                    ListGlobalTablesRequest.builder().build())
                            .globalTables())
                    .isEmpty();
        }
    }

    @Nested
    class TheList {

        private void make(String name, Region... regions) {
            for (Region region : regions) {
                new Endpoint(checked::simulation, region)
                        .call(LegacyTables.table().tableName(name).build());
            }
            us.call(creation(name, regions));
        }

        private ListGlobalTablesResponse list(Consumer<ListGlobalTablesRequest.Builder> request) {
            ListGlobalTablesRequest.Builder builder = ListGlobalTablesRequest.builder();
            request.accept(builder);
            return eu.call(builder.build());
        }

        private List<String> names(Consumer<ListGlobalTablesRequest.Builder> request) {
            return list(request).globalTables().stream()
                    .map(GlobalTable::globalTableName)
                    .toList();
        }

        @Test
        void showsNamesAndRegionsInOrderOfTheNames() {
            // LEG-11
            make("b-table", US_EAST_1, EU_WEST_1);
            make("a-table", US_WEST_2);

            ListGlobalTablesResponse listed = list(request -> {});

            assertThat(listed.globalTables())
                    .extracting(GlobalTable::globalTableName)
                    .containsExactly("a-table", "b-table");
            assertThat(listed.globalTables().get(1).replicationGroup())
                    .extracting(Replica::regionName)
                    .containsExactly("us-east-1", "eu-west-1");
            assertThat(listed.lastEvaluatedGlobalTableName()).isNull();
        }

        @Test
        void isCutAtTheLimitAndGoesOnAfterTheStart() {
            // LEG-11
            make("a-table", US_EAST_1);
            make("b-table", US_EAST_1);
            make("c-table", US_EAST_1);

            ListGlobalTablesResponse first = list(request -> request.limit(2));

            assertThat(first.globalTables()).hasSize(2);
            assertThat(first.lastEvaluatedGlobalTableName()).isEqualTo("b-table");
            assertThat(names(request -> request.exclusiveStartGlobalTableName("b-table")))
                    .containsExactly("c-table");
            assertThat(list(request -> request.limit(3)).lastEvaluatedGlobalTableName())
                    .isNull();
        }

        @Test
        void canBeOfTheTablesWithAReplicaInARegion() {
            // LEG-11
            make("a-table", US_EAST_1, EU_WEST_1);
            make("b-table", US_EAST_1);

            assertThat(names(request -> request.regionName("eu-west-1"))).containsExactly("a-table");
            assertThat(names(request -> request.regionName("ap-south-1"))).isEmpty();
        }

        @Test
        void failsForARegionThatIsNone() {
            // LEG-3
            assertThatThrownBy(() -> list(request -> request.regionName("mars-north-1")))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            failed -> assertThat(failed.statusCode()).isEqualTo(500));
        }

        @Test
        void hasALimitOfOneAtLeast() {
            // LEG-11
            eu.refuses(
                    ListGlobalTablesRequest.builder().limit(0).build(),
                    "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have"
                            + " value greater than or equal to 1");
        }
    }

    @Nested
    class AReplica {

        @Test
        void keepsItsStream() {
            // CUR-8 holds of version 2017.11.29 too
            LegacyTables.create(checked, US_EAST_1, EU_WEST_1);

            us.refuses(
                    UpdateTableRequest.builder()
                            .tableName("orders")
                            .streamSpecification(stream -> stream.streamEnabled(false))
                            .build(),
                    INVALID + "Disabling Stream is not allowed for a Global Table replica.");
        }

        @Test
        void getsNoReplicasOfTheCurrentVersion() {
            LegacyTables.create(checked, US_EAST_1, EU_WEST_1);

            for (Region region : List.of(US_WEST_2, EU_WEST_1)) {
                us.refuses(
                        UpdateTableRequest.builder()
                                .tableName("orders")
                                .replicaUpdates(ReplicationGroupUpdate.builder()
                                        .create(replica -> replica.regionName(region.id()))
                                        .build())
                                .build(),
                        "ReplicaUpdates are not supported on a global table of version 2017.11.29 (Legacy), to which table"
                                + " orders belongs. Use UpdateGlobalTable");
            }
        }

        @Test
        void hasItsOwnSettings() {
            // reference 3.4
            LegacyTables.create(checked, US_EAST_1, EU_WEST_1);
            us.call(UpdateTableRequest.builder()
                    .tableName("orders")
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("g")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                            .create(index -> index.indexName("by-g")
                                    .keySchema(KeySchemaElement.builder()
                                            .attributeName("g")
                                            .keyType(KeyType.HASH)
                                            .build())
                                    .projection(projection -> projection.projectionType(ProjectionType.ALL)))
                            .build())
                    .build());

            assertThat(table(us).globalSecondaryIndexes()).hasSize(1);
            assertThat(table(eu).hasGlobalSecondaryIndexes()).isFalse();
        }

        @Test
        void canBeDeletedAtOnceWithoutTheOthers() {
            // as AWS says of version 2017.11.29: replication to the Region ends, and its copy goes; CUR-33 does not
            // hold
            LegacyTables.create(checked, US_EAST_1, EU_WEST_1);
            eu.call(put("pk", "1"));

            us.call(DeleteTableRequest.builder().tableName("orders").build());

            assertThat(regions(described(eu))).containsExactly("eu-west-1");
            eu.call(put("pk", "2"));
            assertThat(checked.simulation().network().inFlight()).isEmpty();
            eu.call(DeleteTableRequest.builder().tableName("orders").build());
            eu.refuses(
                    LegacyTables.description(),
                    GlobalTableNotFoundException.class,
                    "Global table not found: Global table with name: 'orders' does not exist.");
        }
    }
}
