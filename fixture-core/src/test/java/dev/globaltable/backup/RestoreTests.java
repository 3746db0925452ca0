package dev.globaltable.backup;

import static dev.globaltable.backup.BackupEndpoint.BY_AGE;
import static dev.globaltable.backup.BackupEndpoint.BY_CITY;
import static dev.globaltable.backup.BackupEndpoint.MISSING;
import static dev.globaltable.backup.BackupEndpoint.assertInvalid;
import static dev.globaltable.backup.BackupEndpoint.assertRefused;
import static dev.globaltable.backup.BackupEndpoint.throughput;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupInUseException;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;

/** {@code RestoreTableFromBackup}: what the new table shares with the old one, and what not. */
class RestoreTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @RegisterExtension
    final CheckedSimulation checked = BackupEndpoint.tables(Duration.ofSeconds(10));

    private BackupEndpoint us;
    private BackupEndpoint eu;

    @BeforeEach
    void endpoints() {
        us = BackupEndpoint.in(checked.simulation(), US_EAST_1);
        eu = BackupEndpoint.in(checked.simulation(), EU_WEST_1);
    }

    @Nested
    class ATable {

        @Test
        void isThereWhenItIsActive() {
            us.put("42", "Ada");
            checked.simulation().settle();
            String backup = us.backedUp("profiles");
            TableDescription restoring = us.client()
                    .restoreTableFromBackup(restore -> restore.backupArn(backup).targetTableName("restored"))
                    .tableDescription();

            assertThat(restoring.tableStatus()).isEqualTo(TableStatus.CREATING);
            assertThat(restoring.itemCount()).isZero();
            assertThat(restoring.tableArn()).isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/restored");
            assertThat(restoring.restoreSummary().restoreInProgress()).isTrue();
            assertThat(restoring.restoreSummary().sourceBackupArn()).isEqualTo(backup);
            assertThat(restoring.restoreSummary().sourceTableArn())
                    .isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/profiles");
            assertThat(restoring.restoreSummary().restoreDateTime()).isEqualTo(START.plusSeconds(1));
            assertRefused(() -> us.names("restored"), ResourceNotFoundException.class, "Requested resource not found");
            us.pass();
            assertThat(us.describe("restored").tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(us.describe("restored").restoreSummary().restoreInProgress())
                    .isFalse();
            assertThat(us.names("restored")).isEqualTo(Map.of("42", "Ada"));
        }

        @Test
        void isNeverPartOfAGlobalTable() { // BAK-2
            us.put("42", "Ada");
            checked.simulation().settle();
            us.restore(us.backedUp("profiles"), "restored");

            assertThat(us.describe("restored").hasReplicas()).isFalse();
            assertThat(eu.client().listTables().tableNames()).containsExactly("profiles");
            us.client()
                    .putItem(put -> put.tableName("restored").item(BackupEndpoint.item("id", "42", "name", "Grace")));
            checked.simulation().settle();
            assertThat(us.names("profiles")).isEqualTo(Map.of("42", "Ada"));
        }

        @Test
        void isNotChangedByWhatHappensToItsSource() { // BAK-2
            us.put("42", "Ada");
            String backup = us.backedUp("profiles");
            us.put("42", "Grace");
            us.put("43", "Joan");
            us.restore(backup, "restored");

            assertThat(us.names("restored")).isEqualTo(Map.of("42", "Ada"));
        }

        @Test
        void canBeRestoredInAnotherRegion() { // BAK-2
            us.put("42", "Ada");
            eu.restore(us.backedUp("profiles"), "restored");

            assertThat(eu.names("restored")).isEqualTo(Map.of("42", "Ada"));
            assertThat(us.client().listTables().tableNames()).containsExactly("profiles");
        }

        @Test
        void hasTheKeysIndexesThroughputAndEncryptionOfItsSource() {
            us.createPeople();
            us.putPerson("1", "36", "London");
            us.pass();
            us.restore(us.backedUp("people"), "restored");
            TableDescription source = us.describe("people");
            TableDescription restored = us.describe("restored");

            assertThat(restored.attributeDefinitions()).isEqualTo(source.attributeDefinitions());
            assertThat(restored.keySchema()).isEqualTo(source.keySchema());
            assertThat(restored.provisionedThroughput()).isEqualTo(source.provisionedThroughput());
            assertThat(restored.sseDescription()).isEqualTo(source.sseDescription());
            assertThat(restored.localSecondaryIndexes())
                    .extracting(LocalSecondaryIndexDescription::indexName)
                    .containsExactly("by-age");
            assertThat(restored.globalSecondaryIndexes().get(0).provisionedThroughput())
                    .isEqualTo(source.globalSecondaryIndexes().get(0).provisionedThroughput());
            assertThat(us.client()
                            .query(query -> query.tableName("restored")
                                    .indexName("by-city")
                                    .keyConditionExpression("city = :c")
                                    .expressionAttributeValues(Map.of(":c", AttributeValue.fromS("London"))))
                            .count())
                    .isEqualTo(1);
        }

        @Test
        void hasNeitherStreamNorTimeToLiveNorTagsNorRecoveryOfItsSource() { // BAK-2
            us.createPeople();
            us.pass();
            us.client()
                    .updateContinuousBackups(update -> update.tableName("people")
                            .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
            us.client().updateTable(update -> update.tableName("people").deletionProtectionEnabled(true));
            us.pass();
            us.restore(us.backedUp("people"), "restored");
            TableDescription restored = us.describe("restored");

            assertThat(restored.streamSpecification()).isNull();
            assertThat(restored.latestStreamArn()).isNull();
            assertThat(restored.tableClassSummary()).isNull();
            assertThat(restored.deletionProtectionEnabled()).isFalse();
            assertThat(us.client()
                            .listTagsOfResource(list -> list.resourceArn(restored.tableArn()))
                            .tags())
                    .isEmpty();
            assertThat(us.client()
                            .describeTimeToLive(describe -> describe.tableName("restored"))
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.DISABLED);
            assertThat(us.client()
                            .describeContinuousBackups(describe -> describe.tableName("restored"))
                            .continuousBackupsDescription()
                            .pointInTimeRecoveryDescription()
                            .pointInTimeRecoveryStatus())
                    .isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        }
    }

    @Nested
    class Overriding {

        private String backup;

        @BeforeEach
        void people() {
            us.createPeople();
            us.putPerson("1", "36", "London");
            us.pass();
            backup = us.backedUp("people");
        }

        private TableDescription restore(Consumer<RestoreTableFromBackupRequest.Builder> overrides) {
            us.client()
                    .restoreTableFromBackup(restore ->
                            overrides.accept(restore.backupArn(backup).targetTableName("restored")));
            us.pass();
            return us.describe("restored");
        }

        @Test
        void leavesIndexesOut() {
            TableDescription restored =
                    restore(restore -> restore.globalSecondaryIndexOverride(new GlobalSecondaryIndex[0])
                            .localSecondaryIndexOverride(new LocalSecondaryIndex[0]));

            assertThat(restored.hasGlobalSecondaryIndexes()).isFalse();
            assertThat(restored.hasLocalSecondaryIndexes()).isFalse();
            assertThat(restored.attributeDefinitions())
                    .extracting(AttributeDefinition::attributeName)
                    .containsExactly("id", "at");
            assertThat(restored.itemCount()).isEqualTo(1);
        }

        @Test
        void givesIndexesAnotherThroughput() {
            TableDescription restored = restore(restore -> restore.globalSecondaryIndexOverride(BY_CITY.toBuilder()
                            .provisionedThroughput(throughput(2))
                            .build())
                    .localSecondaryIndexOverride(BY_AGE));

            assertThat(restored.localSecondaryIndexes()).hasSize(1);
            assertThat(restored.globalSecondaryIndexes())
                    .singleElement()
                    .extracting(GlobalSecondaryIndexDescription::provisionedThroughput)
                    .extracting(units -> units.readCapacityUnits())
                    .isEqualTo(2L);
        }

        @Test
        void takesNoIndexThatTheSourceHasNot() {
            assertInvalid(
                    () -> restore(restore -> restore.globalSecondaryIndexOverride(
                            BY_CITY.toBuilder().indexName("by-town").build())),
                    "One or more parameter values were invalid: The indexes of GlobalSecondaryIndexOverride do not"
                            + " match the existing secondary indexes");
            assertInvalid(
                    () -> restore(restore -> restore.localSecondaryIndexOverride(
                            BY_AGE.toBuilder().indexName("by-years").build())),
                    "One or more parameter values were invalid: The indexes of LocalSecondaryIndexOverride do not"
                            + " match the existing secondary indexes");
        }

        @Test
        void changesTheThroughput() {
            assertThat(restore(restore -> restore.provisionedThroughputOverride(throughput(3)))
                            .provisionedThroughput()
                            .writeCapacityUnits())
                    .isEqualTo(3);
        }

        @Test
        void changesTheBillingMode() {
            TableDescription restored = restore(restore -> restore.billingModeOverride(BillingMode.PAY_PER_REQUEST)
                    .onDemandThroughputOverride(units -> units.maxReadRequestUnits(100L)));

            assertThat(restored.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
            assertThat(restored.provisionedThroughput().readCapacityUnits()).isZero();
            assertThat(restored.onDemandThroughput().maxReadRequestUnits()).isEqualTo(100);
            assertThat(restored.globalSecondaryIndexes()
                            .get(0)
                            .provisionedThroughput()
                            .readCapacityUnits())
                    .isZero();
        }

        @Test
        void changesTheEncryption() {
            assertThat(restore(restore -> restore.sseSpecificationOverride(sse -> sse.enabled(false)))
                            .sseDescription())
                    .isNull();
        }

        @Test
        void isRefusedWhereCreateTableWouldBe() {
            assertInvalid(
                    () -> restore(restore -> restore.billingModeOverride(BillingMode.PAY_PER_REQUEST)
                            .provisionedThroughputOverride(throughput(3))),
                    "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be"
                            + " specified when BillingMode is PAY_PER_REQUEST");
            assertInvalid(
                    () -> restore(restore ->
                            restore.billingModeOverride("FREE").provisionedThroughputOverride(throughput(0))),
                    "3 validation errors detected: Value 'FREE' at 'billingModeOverride' failed to satisfy constraint:"
                            + " Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; Value '0' at"
                            + " 'provisionedThroughputOverride.readCapacityUnits' failed to satisfy constraint: Member"
                            + " must have value greater than or equal to 1; Value '0' at"
                            + " 'provisionedThroughputOverride.writeCapacityUnits' failed to satisfy constraint: Member"
                            + " must have value greater than or equal to 1");
        }

        @Test
        void toProvisionedNeedsThroughput() {
            us.put("42", "Ada");
            backup = us.backedUp("profiles");

            assertInvalid(
                    () -> restore(restore -> restore.billingModeOverride(BillingMode.PROVISIONED)),
                    "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be"
                            + " specified when BillingMode is PROVISIONED");
            assertThat(restore(restore -> restore.billingModeOverride(BillingMode.PROVISIONED)
                                    .provisionedThroughputOverride(throughput(3)))
                            .provisionedThroughput()
                            .readCapacityUnits())
                    .isEqualTo(3);
        }
    }

    @Nested
    class WithVectorIndexes {

        private static final VectorIndex BY_MOOD = VectorIndex.builder()
                .indexName("by-mood")
                .vectorAttribute(attribute -> attribute.attributeName("mood"))
                .dimensions(2L)
                .distanceFunction("EUCLIDEAN")
                .projection(projection -> projection.projectionType("ALL"))
                .build();

        private String backup;

        @BeforeEach
        void songs() {
            us.client()
                    .createTable(create -> create.tableName("songs")
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName("id")
                                    .attributeType("S")
                                    .build())
                            .keySchema(BackupEndpoint.key("id", KeyType.HASH))
                            .vectorIndexes(BY_MOOD)
                            .billingMode(BillingMode.PAY_PER_REQUEST));
            us.pass();
            us.client()
                    .putItem(put -> put.tableName("songs")
                            .item(Map.of(
                                    "id",
                                    AttributeValue.fromS("1"),
                                    "mood",
                                    AttributeValue.fromL(
                                            List.of(AttributeValue.fromN("1"), AttributeValue.fromN("2"))))));
            backup = us.backedUp("songs");
        }

        @Test
        void aTableHasThemAgain() {
            us.restore(backup, "restored");

            assertThat(us.client()
                            .describeBackup(describe -> describe.backupArn(backup))
                            .backupDescription()
                            .sourceTableFeatureDetails()
                            .vectorIndexes()
                            .get(0)
                            .indexName())
                    .isEqualTo("by-mood");
            assertThat(us.describe("restored").vectorIndexes().get(0).itemCount())
                    .isEqualTo(1);
        }

        @Test
        void theyCanBeLeftOut() {
            us.client()
                    .restoreTableFromBackup(restore -> restore.backupArn(backup)
                            .targetTableName("restored")
                            .vectorIndexOverride(new VectorIndex[0]));
            us.pass();

            assertThat(us.describe("restored").hasVectorIndexes()).isFalse();
        }
    }

    @Nested
    class IsRefused {

        private void restore(String backup, String table) {
            us.client()
                    .restoreTableFromBackup(restore -> restore.backupArn(backup).targetTableName(table));
        }

        @Test
        void whenThereIsNoSuchBackup() {
            assertRefused(
                    () -> restore(MISSING, "restored"), BackupNotFoundException.class, "Backup not found: " + MISSING);
        }

        @Test
        void whenTheTableExists() {
            String backup = us.backedUp("profiles");

            assertRefused(
                    () -> restore(backup, "profiles"),
                    TableAlreadyExistsException.class,
                    "Table already exists: profiles");
        }

        @Test
        void whileTheTableIsBeingCreatedOrDeleted() {
            String backup = us.backedUp("profiles");
            restore(backup, "restored");
            String inUse = "A target table with the specified name is either being created or deleted.";

            assertRefused(() -> restore(backup, "restored"), TableInUseException.class, inUse);
            us.pass();
            us.client().deleteTable(delete -> delete.tableName("restored"));
            assertRefused(() -> restore(backup, "restored"), TableInUseException.class, inUse);
        }

        @Test
        void whileTheBackupIsBeingCreated() {
            String backup = us.backUp("profiles", "backup").backupArn();

            assertRefused(
                    () -> restore(backup, "restored"),
                    BackupInUseException.class,
                    "There is another ongoing conflicting backup control plane operation on the table. The backup is"
                            + " either being created, deleted or restored to a table.");
        }

        @Test
        void whenItSaysNotWhatToRestore() {
            assertInvalid(
                    () -> us.client().restoreTableFromBackup(restore -> restore.targetTableName("no")),
                    "2 validation errors detected: Value 'no' at 'targetTableName' failed to satisfy constraint: Member"
                            + " must have length greater than or equal to 3; Value null at 'backupArn' failed to satisfy"
                            + " constraint: Member must not be null");
            assertThat(us.client().listTables().tableNames()).containsExactly("profiles");
        }
    }
}
