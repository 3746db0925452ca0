package dev.globaltable.legacy;

import static dev.globaltable.legacy.LegacyTables.creation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.Simulation;
import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableGlobalSecondaryIndexSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableStatus;
import software.amazon.awssdk.services.dynamodb.model.IndexNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndexSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.ReplicaNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReplicaSettingsDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** {@code DescribeGlobalTableSettings} and {@code UpdateGlobalTableSettings} of an emulated global table (LEG-12). */
class GlobalTableSettingsTests {

    private static final String INVALID = "One or more parameter values were invalid";

    @RegisterExtension
    final CheckedSimulation checked =
            CheckedSimulation.of(builder -> LegacyTables.emulating(builder).tableStatusDelay(Duration.ofSeconds(1)));

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);
    private final Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);
    private final Endpoint west = new Endpoint(checked::simulation, US_WEST_2);

    /** Lets what has begun come to its end. */
    private void pass() {
        checked.simulation().clock().advance(Duration.ofSeconds(1));
    }

    private void create(CreateTableRequest table) {
        us.call(table);
        eu.call(table);
        pass();
        us.call(creation(US_EAST_1, EU_WEST_1));
        pass();
    }

    private static ProvisionedThroughput units(long reads, long writes) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(reads)
                .writeCapacityUnits(writes)
                .build();
    }

    /** Ten reads and five writes a second. */
    private static CreateTableRequest.Builder provisioned() {
        return LegacyTables.table().billingMode(BillingMode.PROVISIONED).provisionedThroughput(units(10, 5));
    }

    /** The same with an index of the same capacity. */
    private static CreateTableRequest indexed(CreateTableRequest.Builder table) {
        CreateTableRequest plain = table.build();
        return plain.toBuilder()
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("byKey")
                        .keySchema(plain.keySchema())
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .provisionedThroughput(plain.provisionedThroughput())
                        .build())
                .build();
    }

    private static UpdateGlobalTableSettingsRequest update(
            Consumer<UpdateGlobalTableSettingsRequest.Builder> settings) {
        return UpdateGlobalTableSettingsRequest.builder()
                .globalTableName("orders")
                .applyMutation(settings)
                .build();
    }

    private static UpdateGlobalTableSettingsRequest updateIn(
            Region region, Consumer<ReplicaSettingsUpdate.Builder> settings) {
        return update(update -> update.replicaSettingsUpdate(in(region, settings)));
    }

    private static ReplicaSettingsUpdate in(Region region, Consumer<ReplicaSettingsUpdate.Builder> settings) {
        return ReplicaSettingsUpdate.builder()
                .regionName(region.id())
                .applyMutation(settings)
                .build();
    }

    private static ReplicaGlobalSecondaryIndexSettingsUpdate indexReads(String index, long units) {
        return ReplicaGlobalSecondaryIndexSettingsUpdate.builder()
                .indexName(index)
                .provisionedReadCapacityUnits(units)
                .build();
    }

    private static GlobalTableGlobalSecondaryIndexSettingsUpdate indexWrites(String index, long units) {
        return GlobalTableGlobalSecondaryIndexSettingsUpdate.builder()
                .indexName(index)
                .provisionedWriteCapacityUnits(units)
                .build();
    }

    private List<ReplicaSettingsDescription> call(UpdateGlobalTableSettingsRequest request) {
        return us.<UpdateGlobalTableSettingsResponse>call(request).replicaSettings();
    }

    private List<ReplicaSettingsDescription> described() {
        // From a Region without a replica: the global table is in no Region.
        return west.<DescribeGlobalTableSettingsResponse>call(DescribeGlobalTableSettingsRequest.builder()
                        .globalTableName("orders")
                        .build())
                .replicaSettings();
    }

    private static TableDescription table(Endpoint endpoint) {
        return endpoint.<DescribeTableResponse>call(
                        DescribeTableRequest.builder().tableName("orders").build())
                .table();
    }

    private static ReplicaSettingsDescription settings(Region region, ReplicaStatus status, long reads, long writes) {
        return ReplicaSettingsDescription.builder()
                .regionName(region.id())
                .replicaStatus(status)
                .replicaProvisionedReadCapacityUnits(reads)
                .replicaProvisionedReadCapacityAutoScalingSettings(scaling -> scaling.autoScalingDisabled(true))
                .replicaProvisionedWriteCapacityUnits(writes)
                .replicaProvisionedWriteCapacityAutoScalingSettings(scaling -> scaling.autoScalingDisabled(true))
                .build();
    }

    private static List<String> units(List<ReplicaSettingsDescription> settings) {
        return settings.stream()
                .map(replica -> replica.regionName() + " " + replica.replicaProvisionedReadCapacityUnits() + " "
                        + replica.replicaProvisionedWriteCapacityUnits())
                .toList();
    }

    @Nested
    class Provisioned {

        @BeforeEach
        void createGlobalTable() {
            create(provisioned().build());
        }

        @Test
        void settingsAreDescribedForEachReplica() {
            // As in the example of the AWS CLI
            assertThat(described())
                    .containsExactly(
                            settings(US_EAST_1, ReplicaStatus.ACTIVE, 10, 5),
                            settings(EU_WEST_1, ReplicaStatus.ACTIVE, 10, 5));
        }

        @Test
        void writeCapacityIsThatOfAllReplicas() {
            // As in the example of the AWS CLI: the answer still tells the old capacity
            assertThat(call(update(update -> update.globalTableProvisionedWriteCapacityUnits(15L))))
                    .containsExactly(
                            settings(US_EAST_1, ReplicaStatus.UPDATING, 10, 5),
                            settings(EU_WEST_1, ReplicaStatus.UPDATING, 10, 5));
            assertThat(LegacyTables.described(us).globalTableStatus()).isEqualTo(GlobalTableStatus.UPDATING);
            assertThat(table(eu).tableStatus()).isEqualTo(TableStatus.UPDATING);
            pass();

            assertThat(described())
                    .containsExactly(
                            settings(US_EAST_1, ReplicaStatus.ACTIVE, 10, 15),
                            settings(EU_WEST_1, ReplicaStatus.ACTIVE, 10, 15));
            assertThat(LegacyTables.described(us).globalTableStatus()).isEqualTo(GlobalTableStatus.ACTIVE);
            assertThat(table(eu).provisionedThroughput().writeCapacityUnits()).isEqualTo(15);
            assertThat(table(eu).provisionedThroughput().lastIncreaseDateTime()).isNotNull();
        }

        @Test
        void readCapacityIsThatOfOneReplica() {
            List<ReplicaSettingsDescription> answer =
                    call(updateIn(EU_WEST_1, replica -> replica.replicaProvisionedReadCapacityUnits(20L)));
            assertThat(answer)
                    .extracting(ReplicaSettingsDescription::replicaStatus)
                    .containsExactly(ReplicaStatus.ACTIVE, ReplicaStatus.UPDATING);
            pass();

            assertThat(units(described())).containsExactly("us-east-1 10 5", "eu-west-1 20 5");
        }

        @Test
        void bothCanBeGivenAtOnce() {
            call(update(update -> update.globalTableProvisionedWriteCapacityUnits(6L)
                    .replicaSettingsUpdate(
                            in(EU_WEST_1, replica -> replica.replicaProvisionedReadCapacityUnits(20L)))));
            pass();

            assertThat(units(described())).containsExactly("us-east-1 10 6", "eu-west-1 20 6");
        }

        @Test
        void whatIsSoAlreadyIsNoChange() {
            assertThat(call(update(update -> update.globalTableProvisionedWriteCapacityUnits(5L))))
                    .extracting(ReplicaSettingsDescription::replicaStatus)
                    .containsOnly(ReplicaStatus.ACTIVE);
            assertThat(LegacyTables.described(us).globalTableStatus()).isEqualTo(GlobalTableStatus.ACTIVE);
        }

        @Test
        void allReplicasBecomeOnDemand() {
            call(update(update -> update.globalTableBillingMode(BillingMode.PAY_PER_REQUEST)));
            pass();

            assertThat(described())
                    .allSatisfy(replica -> {
                        assertThat(replica.replicaBillingModeSummary().billingMode())
                                .isEqualTo(BillingMode.PAY_PER_REQUEST);
                        assertThat(replica.replicaProvisionedWriteCapacityUnits())
                                .isZero();
                    })
                    .hasSize(2);
        }

        @Test
        void theTableClassIsThatOfOneReplica() {
            call(updateIn(EU_WEST_1, replica -> replica.replicaTableClass(TableClass.STANDARD_INFREQUENT_ACCESS)));
            pass();

            assertThat(described().get(0).replicaTableClassSummary()).isNull();
            assertThat(described().get(1).replicaTableClassSummary().tableClass())
                    .isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
        }

        @Test
        void theTableClassThatAReplicaHasIsNoChange() {
            assertThat(call(updateIn(EU_WEST_1, replica -> replica.replicaTableClass(TableClass.STANDARD))))
                    .extracting(ReplicaSettingsDescription::replicaStatus)
                    .containsOnly(ReplicaStatus.ACTIVE);
        }

        @Test
        void aReplicaThatIsUpdatedByItselfShowsIt() {
            eu.call(UpdateTableRequest.builder()
                    .tableName("orders")
                    .provisionedThroughput(units(11, 6))
                    .build());

            assertThat(described())
                    .extracting(ReplicaSettingsDescription::replicaStatus)
                    .containsExactly(ReplicaStatus.ACTIVE, ReplicaStatus.UPDATING);
            us.refuses(
                    update(update -> update.globalTableProvisionedWriteCapacityUnits(7L)),
                    ResourceInUseException.class,
                    "Attempt to change a resource which is still in use: Table IOPS are currently being updated. Table:"
                            + " orders");
            assertThat(table(us).tableStatus())
                    .as("no replica is changed unless all can be")
                    .isEqualTo(TableStatus.ACTIVE);
            pass();
            assertThat(units(described())).containsExactly("us-east-1 10 5", "eu-west-1 11 6");
        }

        @Test
        void aChangeWaitsForTheOneBefore() {
            UpdateGlobalTableSettingsRequest more =
                    update(update -> update.globalTableProvisionedWriteCapacityUnits(15L));
            call(more);

            us.refuses(
                    more,
                    ResourceInUseException.class,
                    "Attempt to change a resource which is still in use: Global table orders is UPDATING");
            us.refuses(
                    LegacyTables.update(LegacyTables.removal(EU_WEST_1)),
                    INVALID + ": Global table orders is UPDATING");
        }

        @Test
        void decreasesAreCountedInEachRegion() {
            for (long writes = 4; writes >= 1; writes--) {
                long wanted = writes;
                call(update(update -> update.globalTableProvisionedWriteCapacityUnits(wanted)));
                pass();
            }
            us.refuses(
                    updateIn(EU_WEST_1, replica -> replica.replicaProvisionedReadCapacityUnits(9L)),
                    LimitExceededException.class,
                    "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day."
                            + " After the first 4 decreases, each subsequent decrease in the same UTC day can be"
                            + " performed at most once every 3600 seconds. Number of decreases today: 4. Last decrease"
                            + " at Thursday, January 1, 2026 at 12:00:05 AM Coordinated Universal Time. Next decrease"
                            + " can be made at Thursday, January 1, 2026 at 1:00:05 AM Coordinated Universal Time");
        }

        @Test
        void theHistoryTellsEachStatus() {
            call(updateIn(EU_WEST_1, replica -> replica.replicaProvisionedReadCapacityUnits(20L)));
            pass();

            assertThat(checked.simulation().history().events(HistoryEvent.ReplicaStatusChanged.class))
                    .extracting(change -> change.region() + " " + change.status())
                    .endsWith("eu-west-1 UPDATING", "eu-west-1 ACTIVE");
            assertThat(checked.simulation().history().events(HistoryEvent.GlobalTableStatusChanged.class))
                    .extracting(HistoryEvent.GlobalTableStatusChanged::status)
                    .endsWith("UPDATING", "ACTIVE");
        }

        @Test
        void autoScalingOfWritesCanBeTurnedOff() {
            // No history tells of auto scaling that a test turns on: a simulation beside the one that is replayed
            try (Simulation simulation =
                    LegacyTables.emulating(Simulation.builder()).start()) {
                Endpoint there = new Endpoint(() -> simulation, EU_WEST_1);
                there.call(indexed(provisioned()));
                simulation.settle();
                there.call(creation(EU_WEST_1));
                simulation.settle();
                simulation.autoScaleWrites(EU_WEST_1, "orders");
                assertThat(disabled(there)).containsExactly(false, false);

                there.call(update(update -> update.globalTableProvisionedWriteCapacityAutoScalingSettingsUpdate(
                        scaling -> scaling.autoScalingDisabled(true))));
                assertThat(disabled(there)).containsExactly(true, false);

                there.call(update(update -> update.globalTableGlobalSecondaryIndexSettingsUpdate(
                        GlobalTableGlobalSecondaryIndexSettingsUpdate.builder()
                                .indexName("byKey")
                                .provisionedWriteCapacityAutoScalingSettingsUpdate(
                                        scaling -> scaling.autoScalingDisabled(true))
                                .build())));
                assertThat(disabled(there)).containsExactly(true, true);
            }
        }

        /** Whether the writes of the table, and of its index, are not scaled. */
        private static List<Boolean> disabled(Endpoint endpoint) {
            ReplicaSettingsDescription replica = endpoint.<DescribeGlobalTableSettingsResponse>call(
                            DescribeGlobalTableSettingsRequest.builder()
                                    .globalTableName("orders")
                                    .build())
                    .replicaSettings()
                    .get(0);
            return List.of(
                    replica.replicaProvisionedWriteCapacityAutoScalingSettings().autoScalingDisabled(),
                    replica.replicaGlobalSecondaryIndexSettings()
                            .get(0)
                            .provisionedWriteCapacityAutoScalingSettings()
                            .autoScalingDisabled());
        }

        @Test
        void autoScalingIsNotSimulated() {
            assertNotSimulated(
                    update(update -> update.globalTableProvisionedWriteCapacityAutoScalingSettingsUpdate(
                            scaling -> scaling.maximumUnits(100L))),
                    "GlobalTableProvisionedWriteCapacityAutoScalingSettingsUpdate");
            assertNotSimulated(
                    updateIn(
                            US_EAST_1,
                            replica -> replica.replicaProvisionedReadCapacityAutoScalingSettingsUpdate(
                                    scaling -> scaling.minimumUnits(1L))),
                    "ReplicaSettingsUpdate.ReplicaProvisionedReadCapacityAutoScalingSettingsUpdate");
            assertNotSimulated(
                    update(update ->
                            update.globalTableGlobalSecondaryIndexSettingsUpdate(indexWrites("byKey", 1).toBuilder()
                                    .provisionedWriteCapacityAutoScalingSettingsUpdate(
                                            scaling -> scaling.autoScalingDisabled(false))
                                    .build())),
                    "GlobalTableGlobalSecondaryIndexSettingsUpdate.ProvisionedWriteCapacityAutoScalingSettingsUpdate");
            assertNotSimulated(
                    updateIn(
                            US_EAST_1,
                            replica ->
                                    replica.replicaGlobalSecondaryIndexSettingsUpdate(indexReads("byKey", 1).toBuilder()
                                            .provisionedReadCapacityAutoScalingSettingsUpdate(
                                                    scaling -> scaling.minimumUnits(1L))
                                            .build())),
                    "ReplicaSettingsUpdate.ReplicaGlobalSecondaryIndexSettingsUpdate"
                            + ".ProvisionedReadCapacityAutoScalingSettingsUpdate");
        }

        private void assertNotSimulated(UpdateGlobalTableSettingsRequest request, String parameter) {
            assertThatExceptionOfType(NotSimulatedException.class)
                    .isThrownBy(() -> us.call(request))
                    .withMessage("The fixture simulates UpdateGlobalTableSettings but not its parameter " + parameter
                            + ". Leave the parameter out in the test.");
        }

        @Test
        void aReplicaCanGoMeanwhile() {
            call(updateIn(EU_WEST_1, replica -> replica.replicaProvisionedReadCapacityUnits(20L)));
            us.call(DeleteTableRequest.builder().tableName("orders").build());
            pass();

            assertThat(units(described())).containsExactly("eu-west-1 20 5");
        }
    }

    @Nested
    class OnDemand {

        @BeforeEach
        void createGlobalTable() {
            create(indexed(LegacyTables.table()));
        }

        @Test
        void isDescribed() {
            assertThat(described())
                    .allSatisfy(replica -> {
                        assertThat(replica.replicaBillingModeSummary().billingMode())
                                .isEqualTo(BillingMode.PAY_PER_REQUEST);
                        assertThat(replica.replicaProvisionedReadCapacityUnits())
                                .isZero();
                        assertThat(replica.replicaGlobalSecondaryIndexSettings())
                                .hasSize(1);
                        assertThat(replica.replicaGlobalSecondaryIndexSettings()
                                        .get(0)
                                        .indexName())
                                .isEqualTo("byKey");
                        assertThat(replica.replicaGlobalSecondaryIndexSettings()
                                        .get(0)
                                        .provisionedReadCapacityUnits())
                                .isNull();
                    })
                    .hasSize(2);
        }

        /** All that a replica needs to have provisioned capacity. */
        private ReplicaSettingsUpdate reads(Region region) {
            return in(
                    region,
                    replica -> replica.replicaProvisionedReadCapacityUnits(10L)
                            .replicaGlobalSecondaryIndexSettingsUpdate(indexReads("byKey", 2)));
        }

        @Test
        void becomesProvisionedWhereCapacityIsAskedFor() {
            // LEG-12: PROVISIONED where no billing mode is said
            call(update(update -> update.globalTableProvisionedWriteCapacityUnits(5L)
                    .globalTableGlobalSecondaryIndexSettingsUpdate(indexWrites("byKey", 3))
                    .replicaSettingsUpdate(reads(US_EAST_1), reads(EU_WEST_1))));
            pass();

            assertThat(units(described())).containsExactly("us-east-1 10 5", "eu-west-1 10 5");
            assertThat(table(eu).billingModeSummary().billingMode()).isEqualTo(BillingMode.PROVISIONED);
            assertThat(table(eu)
                            .globalSecondaryIndexes()
                            .get(0)
                            .provisionedThroughput()
                            .writeCapacityUnits())
                    .isEqualTo(3);
        }

        @Test
        void needsAllCapacityForThat() {
            us.refuses(
                    update(update -> update.globalTableProvisionedWriteCapacityUnits(5L)
                            .replicaSettingsUpdate(reads(US_EAST_1))),
                    INVALID + ": ReplicaProvisionedReadCapacityUnits must be specified for region eu-west-1 when"
                            + " BillingMode is PROVISIONED");
            us.refuses(
                    update(update -> update.globalTableBillingMode(BillingMode.PROVISIONED)
                            .replicaSettingsUpdate(reads(US_EAST_1), reads(EU_WEST_1))),
                    INVALID + ": GlobalTableProvisionedWriteCapacityUnits must be specified for region us-east-1 when"
                            + " BillingMode is PROVISIONED");
            us.refuses(
                    update(update -> update.globalTableProvisionedWriteCapacityUnits(5L)
                            .replicaSettingsUpdate(reads(US_EAST_1), reads(EU_WEST_1))),
                    INVALID + ": ProvisionedThroughput must be specified for index: byKey");
            assertThat(table(us).tableStatus()).isEqualTo(TableStatus.ACTIVE);
        }

        @Test
        void hasNoCapacityOfItsOwn() {
            us.refuses(
                    update(update -> update.globalTableBillingMode(BillingMode.PAY_PER_REQUEST)
                            .globalTableProvisionedWriteCapacityUnits(5L)),
                    INVALID + ": ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST");
        }

        @Test
        void keepsItsBillingWhereNothingIsSaidOfCapacity() {
            call(updateIn(EU_WEST_1, replica -> replica.replicaTableClass(TableClass.STANDARD_INFREQUENT_ACCESS)));
            pass();

            assertThat(described().get(1).replicaBillingModeSummary().billingMode())
                    .isEqualTo(BillingMode.PAY_PER_REQUEST);
        }
    }

    @Nested
    class Indexes {

        @BeforeEach
        void createGlobalTable() {
            create(indexed(provisioned()));
        }

        private List<String> indexUnits() {
            return described().stream()
                    .flatMap(replica -> replica.replicaGlobalSecondaryIndexSettings().stream())
                    .map(index -> index.indexName() + " " + index.provisionedReadCapacityUnits() + " "
                            + index.provisionedWriteCapacityUnits())
                    .toList();
        }

        @Test
        void haveWriteCapacityInCommonAndReadCapacityOfTheirOwn() {
            List<ReplicaSettingsDescription> answer =
                    call(update(update -> update.globalTableGlobalSecondaryIndexSettingsUpdate(indexWrites("byKey", 8))
                            .replicaSettingsUpdate(in(
                                    EU_WEST_1,
                                    replica -> replica.replicaGlobalSecondaryIndexSettingsUpdate(
                                            indexReads("byKey", 12))))));
            assertThat(answer)
                    .allSatisfy(replica -> assertThat(replica.replicaGlobalSecondaryIndexSettings()
                                    .get(0)
                                    .indexStatus())
                            .isEqualTo(IndexStatus.UPDATING));
            pass();

            assertThat(indexUnits()).containsExactly("byKey 10 8", "byKey 12 8");
            assertThat(units(described())).containsExactly("us-east-1 10 5", "eu-west-1 10 5");
            assertThat(described()
                            .get(0)
                            .replicaGlobalSecondaryIndexSettings()
                            .get(0)
                            .indexStatus())
                    .isEqualTo(IndexStatus.ACTIVE);
        }

        @Test
        void thatAreNotThereAreRefused() {
            us.refuses(
                    update(update -> update.globalTableGlobalSecondaryIndexSettingsUpdate(indexWrites("missing", 8))),
                    IndexNotFoundException.class,
                    "The operation tried to access a nonexistent index.");
            us.refuses(
                    updateIn(
                            EU_WEST_1,
                            replica -> replica.replicaGlobalSecondaryIndexSettingsUpdate(indexReads("missing", 8))),
                    IndexNotFoundException.class,
                    "The operation tried to access a nonexistent index.");
        }
    }

    @Nested
    class Refused {

        @BeforeEach
        void createGlobalTable() {
            create(provisioned().build());
        }

        @Test
        void isWhatIsNotThere() {
            us.refuses(
                    update(update -> update.globalTableName("missing").globalTableProvisionedWriteCapacityUnits(1L)),
                    GlobalTableNotFoundException.class,
                    "Global table with name: 'missing' does not exist.");
            us.refuses(
                    updateIn(US_WEST_2, replica -> replica.replicaProvisionedReadCapacityUnits(1L)),
                    ReplicaNotFoundException.class,
                    "The specified replica is no longer part of the global table.");
        }

        @Test
        void isARequestForNothing() {
            us.refuses(update(update -> {}), INVALID);
        }

        @Test
        void isWhatTheModelDoesNotAllow() {
            us.refuses(
                    update(update -> update.globalTableBillingMode("FREE")
                            .globalTableProvisionedWriteCapacityUnits(0L)
                            .globalTableGlobalSecondaryIndexSettingsUpdate(indexWrites("no", 1))
                            .replicaSettingsUpdate(ReplicaSettingsUpdate.builder()
                                    .replicaProvisionedReadCapacityUnits(0L)
                                    .replicaTableClass("GOLD")
                                    .replicaGlobalSecondaryIndexSettingsUpdate(List.of())
                                    .build())),
                    "7 validation errors detected: Value 'FREE' at 'globalTableBillingMode' failed to satisfy"
                            + " constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; Value"
                            + " '0' at 'globalTableProvisionedWriteCapacityUnits' failed to satisfy constraint: Member"
                            + " must have value greater than or equal to 1; Value 'no' at"
                            + " 'globalTableGlobalSecondaryIndexSettingsUpdate.1.member.indexName' failed to satisfy"
                            + " constraint: Member must have length greater than or equal to 3; Value null at"
                            + " 'replicaSettingsUpdate.1.member.regionName' failed to satisfy constraint: Member must"
                            + " not be null; Value '0' at"
                            + " 'replicaSettingsUpdate.1.member.replicaProvisionedReadCapacityUnits' failed to satisfy"
                            + " constraint: Member must have value greater than or equal to 1; Value '[]' at"
                            + " 'replicaSettingsUpdate.1.member.replicaGlobalSecondaryIndexSettingsUpdate' failed to"
                            + " satisfy constraint: Member must have length greater than or equal to 1; Value 'GOLD' at"
                            + " 'replicaSettingsUpdate.1.member.replicaTableClass' failed to satisfy constraint: Member"
                            + " must satisfy enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]");
        }

        @Test
        void isARegionThatIsNamedTwice() {
            us.refuses(
                    update(update -> update.replicaSettingsUpdate(
                            in(EU_WEST_1, replica -> replica.replicaProvisionedReadCapacityUnits(1L)),
                            in(EU_WEST_1, replica -> replica.replicaProvisionedReadCapacityUnits(2L)))),
                    INVALID + ": Settings of one region can be given once");
        }

        @Test
        void isATableClassBesideCapacity() {
            // As UpdateTable does
            us.refuses(
                    updateIn(
                            EU_WEST_1,
                            replica -> replica.replicaProvisionedReadCapacityUnits(20L)
                                    .replicaTableClass(TableClass.STANDARD_INFREQUENT_ACCESS)),
                    INVALID + ": TableClass modification must be the only operation in the request");
        }
    }
}
