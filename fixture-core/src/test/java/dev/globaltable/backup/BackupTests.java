package dev.globaltable.backup;

import static dev.globaltable.backup.BackupEndpoint.MISSING;
import static dev.globaltable.backup.BackupEndpoint.assertInvalid;
import static dev.globaltable.backup.BackupEndpoint.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupInUseException;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupType;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Backups on demand: of one replica each, and longer-lived than it. */
class BackupTests {

    private static final Duration STATUS_DELAY = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String IN_USE = "There is another ongoing conflicting backup control plane operation on the"
            + " table. The backup is either being created, deleted or restored to a table.";

    @RegisterExtension
    final CheckedSimulation checked = BackupEndpoint.tables(STATUS_DELAY);

    private BackupEndpoint us;
    private BackupEndpoint eu;

    @BeforeEach
    void endpoints() {
        us = BackupEndpoint.in(checked.simulation(), US_EAST_1);
        eu = BackupEndpoint.in(checked.simulation(), EU_WEST_1);
    }

    private BackupDescription describe(String arn) {
        return us.client().describeBackup(describe -> describe.backupArn(arn)).backupDescription();
    }

    @Nested
    class Creating {

        @Test
        void answersAtOnceAndComesToBeAvailable() {
            us.put("42", "Ada");
            BackupDetails details = us.backUp("profiles", "before-migration");

            assertThat(details.backupArn())
                    .matches(
                            "arn:aws:dynamodb:us-east-1:123456789012:table/profiles/backup/01767225600000-[0-9a-f]{8}");
            assertThat(details.backupName()).isEqualTo("before-migration");
            assertThat(details.backupStatus()).isEqualTo(BackupStatus.CREATING);
            assertThat(details.backupType()).isEqualTo(BackupType.USER);
            assertThat(details.backupCreationDateTime()).isEqualTo(START);
            assertThat(details.backupExpiryDateTime()).isNull();
            assertThat(details.backupSizeBytes()).isEqualTo(11);
            us.pass();
            assertThat(describe(details.backupArn()).backupDetails().backupStatus())
                    .isEqualTo(BackupStatus.AVAILABLE);
            assertThat(checked.simulation().history().text())
                    .contains("0.000000 us-east-1 backup " + details.backupArn() + " CREATING")
                    .contains("10.000000 us-east-1 backup " + details.backupArn() + " AVAILABLE");
        }

        @Test
        void takesTheReplicaAsItIsAndNotWhatIsOnItsWay() { // BAK-1, BAK-3
            us.put("1", "Ada");
            checked.simulation().settle();
            us.put("2", "Grace");
            String arn = eu.backUp("profiles", "europe").backupArn();
            checked.simulation().clock().advance(STATUS_DELAY);
            eu.restore(arn, "restored");

            assertThat(eu.names("profiles")).isEqualTo(Map.of("1", "Ada", "2", "Grace"));
            assertThat(eu.names("restored")).isEqualTo(Map.of("1", "Ada"));
        }

        @Test
        void isForTheTableItselfAlone() { // BAK-1
            String arn = us.backedUp("profiles");

            assertRefused(
                    () -> eu.client().describeBackup(describe -> describe.backupArn(arn)),
                    BackupNotFoundException.class,
                    "Backup not found: " + arn);
            assertThat(eu.client().listBackups().backupSummaries()).isEmpty();
        }

        @Test
        void takesTheArnOfTheTableToo() {
            assertThat(us.backUp("arn:aws:dynamodb:us-east-1:123456789012:table/profiles", "by-arn")
                            .backupName())
                    .isEqualTo("by-arn");
        }

        @Test
        void isRefusedWhenItIsNotClearOfWhat() {
            assertInvalid(
                    () -> us.client().createBackup(create -> create.backupName("no")),
                    "2 validation errors detected: Value null at 'tableName' failed to satisfy constraint: Member must"
                            + " not be null; Value 'no' at 'backupName' failed to satisfy constraint: Member must have"
                            + " length greater than or equal to 3");
            assertInvalid(
                    () -> us.backUp("profiles", "a b c"),
                    "1 validation error detected: Value 'a b c' at 'backupName' failed to satisfy constraint: Member"
                            + " must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
            assertRefused(
                    () -> us.backUp("missing", "backup"), TableNotFoundException.class, "Table not found: missing");
        }

        @Test
        void isRefusedWhileTheTableIsNotThereYetOrGoing() {
            us.client()
                    .createTable(create -> create.tableName("fresh")
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName("id")
                                    .attributeType("S")
                                    .build())
                            .keySchema(BackupEndpoint.key("id", KeyType.HASH)));
            assertRefused(
                    () -> us.backUp("fresh", "too-early"),
                    ContinuousBackupsUnavailableException.class,
                    "Backups are being enabled for the table: fresh. Please retry later");
            us.pass();
            us.client().deleteTable(delete -> delete.tableName("fresh"));
            assertRefused(
                    () -> us.backUp("fresh", "too-late"),
                    TableInUseException.class,
                    "A target table with the specified name is either being created or deleted.");
        }

        @Test
        void isRefusedWhileAnotherOneOfTheTableIsBeingCreated() {
            us.backUp("profiles", "first");

            assertRefused(() -> us.backUp("profiles", "second"), BackupInUseException.class, IN_USE);
            assertThat(eu.backUp("profiles", "elsewhere").backupStatus()).isEqualTo(BackupStatus.CREATING);
            us.pass();
            assertThat(us.backUp("profiles", "second").backupStatus()).isEqualTo(BackupStatus.CREATING);
        }
    }

    @Nested
    class Describing {

        @Test
        void tellsWhatTheTableWasThen() {
            us.createPeople();
            us.putPerson("1", "36", "London");
            us.pass();
            BackupDescription backup = describe(us.backedUp("people"));

            assertThat(backup.sourceTableDetails().tableName()).isEqualTo("people");
            assertThat(backup.sourceTableDetails().tableArn())
                    .isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/people");
            assertThat(backup.sourceTableDetails().tableId())
                    .isEqualTo(us.describe("people").tableId());
            assertThat(backup.sourceTableDetails().tableCreationDateTime()).isEqualTo(START);
            assertThat(backup.sourceTableDetails().keySchema())
                    .isEqualTo(us.describe("people").keySchema());
            assertThat(backup.sourceTableDetails().billingMode()).isEqualTo(BillingMode.PROVISIONED);
            assertThat(backup.sourceTableDetails().provisionedThroughput().readCapacityUnits())
                    .isEqualTo(7);
            assertThat(backup.sourceTableDetails().itemCount()).isEqualTo(1);
            assertThat(backup.sourceTableDetails().tableSizeBytes())
                    .isEqualTo(backup.backupDetails().backupSizeBytes())
                    .isEqualTo(21);
        }

        @Test
        void tellsTheFeaturesThatItHad() {
            us.createPeople();
            us.pass();
            BackupDescription backup = describe(us.backedUp("people"));

            assertThat(backup.sourceTableFeatureDetails().localSecondaryIndexes())
                    .singleElement()
                    .satisfies(index -> {
                        assertThat(index.indexName()).isEqualTo("by-age");
                        assertThat(index.keySchema()).isEqualTo(BackupEndpoint.BY_AGE.keySchema());
                        assertThat(index.projection()).isEqualTo(BackupEndpoint.BY_AGE.projection());
                    });
            assertThat(backup.sourceTableFeatureDetails().globalSecondaryIndexes())
                    .singleElement()
                    .satisfies(index -> {
                        assertThat(index.indexName()).isEqualTo("by-city");
                        assertThat(index.provisionedThroughput()).isEqualTo(BackupEndpoint.FIVE);
                    });
            assertThat(backup.sourceTableFeatureDetails().streamDescription().streamViewType())
                    .isEqualTo(StreamViewType.NEW_IMAGE);
            assertThat(backup.sourceTableFeatureDetails()
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.ENABLED);
            assertThat(backup.sourceTableFeatureDetails()
                            .timeToLiveDescription()
                            .attributeName())
                    .isEqualTo("expires");
            assertThat(backup.sourceTableFeatureDetails().sseDescription().status())
                    .isEqualTo(SSEStatus.ENABLED);
        }

        @Test
        void isRefusedForWhatIsNoBackup() {
            assertRefused(() -> describe(MISSING), BackupNotFoundException.class, "Backup not found: " + MISSING);
            assertInvalid(
                    () -> describe("backup"),
                    "1 validation error detected: Value 'backup' at 'backupArn' failed to satisfy constraint: Member"
                            + " must have length greater than or equal to 37");
            assertInvalid(
                    () -> us.client().describeBackup(describe -> {}),
                    "1 validation error detected: Value null at 'backupArn' failed to satisfy constraint: Member must"
                            + " not be null");
        }
    }

    @Nested
    class Listing {

        private List<String> names(ListBackupsRequest request) {
            return us.client().listBackups(request).backupSummaries().stream()
                    .map(BackupSummary::backupName)
                    .toList();
        }

        private List<String> names(Consumer<ListBackupsRequest.Builder> request) {
            return names(ListBackupsRequest.builder().applyMutation(request).build());
        }

        @BeforeEach
        void threeBackupsOfTwoTables() {
            us.createPeople();
            us.pass();
            us.backUp("profiles", "one");
            us.pass();
            us.backUp("people", "two");
            us.pass();
            us.backUp("profiles", "three");
            us.pass();
        }

        @Test
        void givesThemInTheOrderOfTheirCreation() {
            assertThat(names(list -> {})).containsExactly("one", "two", "three");
            BackupSummary first = us.client().listBackups().backupSummaries().get(0);
            assertThat(first.tableName()).isEqualTo("profiles");
            assertThat(first.tableId()).isEqualTo(us.describe("profiles").tableId());
            assertThat(first.tableArn()).isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/profiles");
            assertThat(first.backupStatus()).isEqualTo(BackupStatus.AVAILABLE);
            assertThat(first.backupType()).isEqualTo(BackupType.USER);
            assertThat(first.backupSizeBytes()).isZero();
            assertThat(first.backupCreationDateTime()).isEqualTo(START.plusSeconds(20));
        }

        @Test
        void givesThoseOfOneTable() {
            assertThat(names(list -> list.tableName("profiles"))).containsExactly("one", "three");
            assertThat(names(list -> list.tableName("arn:aws:dynamodb:us-east-1:123456789012:table/people")))
                    .containsExactly("two");
            assertThat(names(list -> list.tableName("missing"))).isEmpty();
        }

        @Test
        void givesThoseOfATimeWithoutItsEnd() {
            assertThat(names(list -> list.timeRangeLowerBound(START.plusSeconds(30))))
                    .containsExactly("two", "three");
            assertThat(names(list -> list.timeRangeUpperBound(START.plusSeconds(30))))
                    .containsExactly("one");
        }

        @Test
        void givesThoseOfAType() {
            assertThat(names(list -> list.backupType(BackupTypeFilter.SYSTEM))).isEmpty();
            assertThat(names(list -> list.backupType(BackupTypeFilter.AWS_BACKUP)))
                    .isEmpty();
            assertThat(names(list -> list.backupType(BackupTypeFilter.ALL))).hasSize(3);
        }

        @Test
        void goesPageByPage() {
            List<String> seen = new ArrayList<>();
            ListBackupsRequest next = ListBackupsRequest.builder().limit(2).build();
            ListBackupsResponse page;
            do {
                page = us.client().listBackups(next);
                page.backupSummaries().forEach(backup -> seen.add(backup.backupName()));
                next = next.toBuilder()
                        .exclusiveStartBackupArn(page.lastEvaluatedBackupArn())
                        .build();
            } while (page.lastEvaluatedBackupArn() != null);

            assertThat(seen).containsExactly("one", "two", "three");
            assertInvalid(
                    () -> us.client().listBackups(list -> list.limit(101)),
                    "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have"
                            + " value less than or equal to 100");
        }

        @Test
        void givesThoseOfDeletedTables() {
            us.client().deleteTable(delete -> delete.tableName("people"));
            us.pass();

            assertThat(names(list -> list.tableName("people"))).containsExactly("two");
        }
    }

    @Nested
    class Deleting {

        @Test
        void isDoneAtOnce() {
            String arn = us.backedUp("profiles");

            BackupDescription deleted =
                    us.client().deleteBackup(delete -> delete.backupArn(arn)).backupDescription();

            assertThat(deleted.backupDetails().backupStatus()).isEqualTo(BackupStatus.DELETED);
            assertThat(deleted.sourceTableDetails().tableName()).isEqualTo("profiles");
            assertRefused(() -> describe(arn), BackupNotFoundException.class, "Backup not found: " + arn);
            assertThat(us.client().listBackups().backupSummaries()).isEmpty();
            assertThat(checked.simulation().history().text()).contains(" backup " + arn + " DELETED");
        }

        @Test
        void isRefusedWhileTheBackupIsInUse() {
            String arn = us.backUp("profiles", "backup").backupArn();
            assertRefused(
                    () -> us.client().deleteBackup(delete -> delete.backupArn(arn)),
                    BackupInUseException.class,
                    IN_USE);
            us.pass();
            us.client().restoreTableFromBackup(restore -> restore.backupArn(arn).targetTableName("restored"));
            assertRefused(
                    () -> us.client().deleteBackup(delete -> delete.backupArn(arn)),
                    BackupInUseException.class,
                    IN_USE);
            us.pass();
            us.client().deleteBackup(delete -> delete.backupArn(arn));
        }

        @Test
        void isRefusedForWhatIsNoBackup() {
            assertRefused(
                    () -> us.client().deleteBackup(delete -> delete.backupArn(MISSING)),
                    BackupNotFoundException.class,
                    "Backup not found: " + MISSING);
        }
    }

    @Nested
    class OfADeletedTable {

        private void deletePeople(boolean recoverable) {
            us.createPeople();
            us.putPerson("1", "36", "London");
            us.pass();
            us.client()
                    .updateContinuousBackups(update -> update.tableName("people")
                            .pointInTimeRecoverySpecification(
                                    recovery -> recovery.pointInTimeRecoveryEnabled(recoverable)));
            us.client().deleteTable(delete -> delete.tableName("people"));
            us.pass();
        }

        private List<BackupSummary> systemBackups() {
            return us.client()
                    .listBackups(list -> list.backupType(BackupTypeFilter.SYSTEM))
                    .backupSummaries();
        }

        @Test
        void isMadeByItselfWhenItHadPointInTimeRecovery() {
            deletePeople(true);

            BackupSummary backup = systemBackups().get(0);
            assertThat(backup.backupName()).isEqualTo("people$DeletedTableBackup");
            assertThat(backup.backupType()).isEqualTo(BackupType.SYSTEM);
            assertThat(backup.backupStatus()).isEqualTo(BackupStatus.AVAILABLE);
            assertThat(backup.backupExpiryDateTime())
                    .isEqualTo(backup.backupCreationDateTime().plus(Duration.ofDays(35)));
            us.restore(backup.backupArn(), "people");
            assertThat(us.describe("people").itemCount()).isEqualTo(1);
        }

        @Test
        void isMadeForAReplicaThatLeavesItsGlobalTableToo() { // BAK-1
            us.put("42", "Ada");
            checked.simulation().settle();
            eu.client()
                    .updateContinuousBackups(update -> update.tableName("profiles")
                            .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
            eu.client().deleteTable(delete -> delete.tableName("profiles"));
            eu.pass();
            eu.pass();

            assertThat(systemBackups()).isEmpty();
            String backup = eu.client()
                    .listBackups(list -> list.backupType(BackupTypeFilter.SYSTEM))
                    .backupSummaries()
                    .get(0)
                    .backupArn();
            eu.restore(backup, "restored");
            assertThat(eu.names("restored")).isEqualTo(Map.of("42", "Ada"));
        }

        @Test
        void isNotMadeWithoutIt() {
            deletePeople(false);

            assertThat(systemBackups()).isEmpty();
        }

        @Test
        void isKeptForThirtyFiveDaysAndCannotBeDeleted() {
            deletePeople(true);
            String arn = systemBackups().get(0).backupArn();
            assertInvalid(
                    () -> us.client().deleteBackup(delete -> delete.backupArn(arn)),
                    "Backups of type SYSTEM cannot be deleted: " + arn);

            checked.simulation().clock().advance(Duration.ofDays(35));

            assertThat(systemBackups()).isEmpty();
        }
    }
}
