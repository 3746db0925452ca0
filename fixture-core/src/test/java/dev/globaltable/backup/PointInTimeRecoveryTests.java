package dev.globaltable.backup;

import static dev.globaltable.backup.BackupEndpoint.assertInvalid;
import static dev.globaltable.backup.BackupEndpoint.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.InvalidRestoreTimeException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

class PointInTimeRecoveryTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String OUTSIDE = "An invalid restore time was specified. RestoreDateTime must be between"
            + " EarliestRestorableDateTime and LatestRestorableDateTime.";

    @RegisterExtension
    final CheckedSimulation checked = BackupEndpoint.tables(Duration.ZERO);

    private BackupEndpoint us;
    private BackupEndpoint eu;

    @BeforeEach
    void endpoints() {
        us = BackupEndpoint.in(checked.simulation(), US_EAST_1);
        eu = BackupEndpoint.in(checked.simulation(), EU_WEST_1);
    }

    private void advance(Duration time) {
        checked.simulation().clock().advance(time);
    }

    private PointInTimeRecoveryDescription turn(boolean on, Integer days) {
        return us.client()
                .updateContinuousBackups(update -> update.tableName("profiles")
                        .pointInTimeRecoverySpecification(recovery ->
                                recovery.pointInTimeRecoveryEnabled(on).recoveryPeriodInDays(days)))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
    }

    private static PointInTimeRecoveryDescription describe(BackupEndpoint endpoint) {
        return endpoint.client()
                .describeContinuousBackups(describe -> describe.tableName("profiles"))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
    }

    private TableDescription restore(Instant time, String table) {
        return us.client()
                .restoreTableToPointInTime(restore -> restore.sourceTableName("profiles")
                        .targetTableName(table)
                        .restoreDateTime(time))
                .tableDescription();
    }

    @Nested
    class TurningItOn {

        @Test
        void isDescribedAtOnce() { // BAK-5
            PointInTimeRecoveryDescription on = turn(true, null);

            assertThat(on).isEqualTo(describe(us));
            assertThat(on.pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
            assertThat(on.recoveryPeriodInDays()).isEqualTo(35);
            assertThat(on.earliestRestorableDateTime()).isEqualTo(START);
            assertThat(on.latestRestorableDateTime()).isEqualTo(START);
        }

        @Test
        void isForThisReplicaAlone() { // BAK-1
            turn(true, null);

            assertThat(describe(eu))
                    .isEqualTo(PointInTimeRecoveryDescription.builder()
                            .pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED)
                            .build());
        }

        @Test
        void opensAWindowThatEndsFiveMinutesAgo() { // BAK-5
            turn(true, 7);
            advance(Duration.ofHours(1));
            assertThat(describe(us).earliestRestorableDateTime()).isEqualTo(START);
            assertThat(describe(us).latestRestorableDateTime())
                    .isEqualTo(START.plus(Duration.ofHours(1)).minus(FIVE_MINUTES));

            advance(Duration.ofDays(8).minusHours(1));

            assertThat(describe(us).recoveryPeriodInDays()).isEqualTo(7);
            assertThat(describe(us).earliestRestorableDateTime()).isEqualTo(START.plus(Duration.ofDays(1)));
        }

        @Test
        void againStartsANewWindow() {
            turn(true, null);
            advance(Duration.ofDays(1));
            assertThat(turn(false, null).pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
            turn(true, null);

            assertThat(describe(us).earliestRestorableDateTime()).isEqualTo(START.plus(Duration.ofDays(1)));
        }

        @Test
        void forLongerDoesNotBringBackWhatAShorterPeriodForgot() {
            turn(true, 35);
            advance(Duration.ofDays(10));
            turn(true, 2);
            assertThat(describe(us).earliestRestorableDateTime()).isEqualTo(START.plus(Duration.ofDays(8)));
            turn(true, 35);

            assertThat(describe(us).earliestRestorableDateTime()).isEqualTo(START.plus(Duration.ofDays(8)));
        }

        @Test
        void isRefusedForOtherPeriodsAndTables() {
            assertInvalid(
                    () -> turn(true, 36),
                    "1 validation error detected: Value '36' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays'"
                            + " failed to satisfy constraint: Member must have value less than or equal to 35");
            assertInvalid(
                    () -> us.client().updateContinuousBackups(update -> update.tableName("profiles")),
                    "1 validation error detected: Value null at 'pointInTimeRecoverySpecification' failed to satisfy"
                            + " constraint: Member must not be null");
            assertInvalid(
                    () -> us.client()
                            .updateContinuousBackups(update -> update.tableName("profiles")
                                    .pointInTimeRecoverySpecification(recovery -> recovery.recoveryPeriodInDays(0))),
                    "2 validation errors detected: Value null at"
                            + " 'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled' failed to satisfy"
                            + " constraint: Member must not be null; Value '0' at"
                            + " 'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to satisfy constraint:"
                            + " Member must have value greater than or equal to 1");
            assertRefused(
                    () -> us.client()
                            .updateContinuousBackups(update -> update.tableName("missing")
                                    .pointInTimeRecoverySpecification(
                                            recovery -> recovery.pointInTimeRecoveryEnabled(true))),
                    TableNotFoundException.class,
                    "Table not found: missing");
        }
    }

    @Nested
    class Restoring {

        /** Ada from the start, Grace after a minute, Joan beside her after two, both deleted after three. */
        @BeforeEach
        void threeMinutes() {
            us.put("0", "Edith");
            turn(true, null);
            us.put("1", "Ada");
            advance(Duration.ofMinutes(1));
            us.put("1", "Grace");
            advance(Duration.ofMinutes(1));
            us.put("2", "Joan");
            advance(Duration.ofMinutes(1));
            us.client().deleteItem(delete -> delete.tableName("profiles").key(BackupEndpoint.item("id", "1")));
            us.client().deleteItem(delete -> delete.tableName("profiles").key(BackupEndpoint.item("id", "2")));
            advance(Duration.ofHours(1));
        }

        @Test
        void goesBackToAnySecondOfTheWindow() { // BAK-5
            restore(START, "start");
            restore(START.plusSeconds(59), "a-minute");
            restore(START.plusSeconds(60), "one-minute");
            restore(START.plusSeconds(150), "two-minutes");
            restore(START.plusSeconds(180), "three-minutes");

            assertThat(us.names("start")).isEqualTo(Map.of("0", "Edith", "1", "Ada"));
            assertThat(us.names("a-minute")).isEqualTo(Map.of("0", "Edith", "1", "Ada"));
            assertThat(us.names("one-minute")).isEqualTo(Map.of("0", "Edith", "1", "Grace"));
            assertThat(us.names("two-minutes")).isEqualTo(Map.of("0", "Edith", "1", "Grace", "2", "Joan"));
            assertThat(us.names("three-minutes")).isEqualTo(Map.of("0", "Edith"));
        }

        @Test
        void isAsExactAsASecond() {
            restore(START.plusSeconds(59).plusMillis(999), "restored");

            assertThat(us.names("restored")).isEqualTo(Map.of("0", "Edith", "1", "Ada"));
        }

        @Test
        void tellsWhereTheTableCameFrom() {
            TableDescription restoring = restore(START.plusSeconds(60), "restored");

            assertThat(restoring.restoreSummary().restoreDateTime()).isEqualTo(START.plusSeconds(60));
            assertThat(restoring.restoreSummary().restoreInProgress()).isTrue();
            assertThat(restoring.restoreSummary().sourceBackupArn()).isNull();
            assertThat(restoring.restoreSummary().sourceTableArn())
                    .isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/profiles");
            assertThat(us.describe("restored").restoreSummary().restoreInProgress())
                    .isFalse();
            assertThat(us.describe("restored").hasReplicas()).isFalse(); // BAK-2
        }

        @Test
        void takesTheLatestTime() {
            advance(Duration.ofMinutes(1));
            us.put("3", "Mary");
            advance(Duration.ofMinutes(4));
            TableDescription restoring = us.client()
                    .restoreTableToPointInTime(restore -> restore.sourceTableName("profiles")
                            .targetTableName("restored")
                            .useLatestRestorableTime(true))
                    .tableDescription();

            assertThat(restoring.restoreSummary().restoreDateTime())
                    .isEqualTo(describe(us).latestRestorableDateTime());
            assertThat(us.names("restored")).isEqualTo(Map.of("0", "Edith"));
        }

        @Test
        void inAnotherRegionTakesTheArnOfTheTable() { // BAK-2
            eu.client()
                    .restoreTableToPointInTime(
                            restore -> restore.sourceTableArn("arn:aws:dynamodb:us-east-1:123456789012:table/profiles")
                                    .targetTableName("restored")
                                    .restoreDateTime(START.plusSeconds(60)));

            assertThat(eu.names("restored")).isEqualTo(Map.of("0", "Edith", "1", "Grace"));
        }

        @Test
        void isOutOfTheQuestionOutsideOfTheWindow() { // BAK-5
            Instant now = START.plus(Duration.ofMinutes(63));

            assertRefused(() -> restore(START.minusSeconds(1), "restored"), InvalidRestoreTimeException.class, OUTSIDE);
            assertRefused(
                    () -> restore(now.minus(FIVE_MINUTES).plusSeconds(1), "restored"),
                    InvalidRestoreTimeException.class,
                    OUTSIDE);
            advance(Duration.ofDays(35));
            assertRefused(() -> restore(START.plusSeconds(60), "restored"), InvalidRestoreTimeException.class, OUTSIDE);
        }

        @Test
        void knowsReplicatedWritesFromWhenTheyArrived() { // BAK-3
            eu.put("9", "Mary");
            Instant written = checked.simulation().clock().instant();
            advance(Duration.ofMinutes(10));
            restore(written, "before");
            restore(written.plusSeconds(1), "after");

            assertThat(us.names("before")).doesNotContainKey("9");
            assertThat(us.names("after")).containsEntry("9", "Mary");
        }

        @Test
        void takesTheSettingsOfTheTableAsTheyAreNow() {
            us.client()
                    .updateTable(update ->
                            update.tableName("profiles").onDemandThroughput(units -> units.maxReadRequestUnits(100L)));
            restore(START, "restored");

            assertThat(us.describe("restored").onDemandThroughput().maxReadRequestUnits())
                    .isEqualTo(100);
        }
    }

    @Nested
    class IsRefused {

        @Test
        void whenItIsOff() {
            assertRefused(
                    () -> restore(START, "restored"),
                    PointInTimeRecoveryUnavailableException.class,
                    "Point in time recovery is not enabled for table 'profiles'");
        }

        @Test
        void whenTheTableIsMissingOrTheOtherIsThere() {
            assertRefused(
                    () -> us.client()
                            .restoreTableToPointInTime(restore -> restore.sourceTableName("missing")
                                    .targetTableName("restored")
                                    .useLatestRestorableTime(true)),
                    TableNotFoundException.class,
                    "Table not found: missing");
            turn(true, null);
            assertRefused(
                    () -> restore(START, "profiles"),
                    TableAlreadyExistsException.class,
                    "Table already exists: profiles");
        }

        @Test
        void whenTheSourceOrTheTimeIsNotClear() {
            String invalid = "One or more parameter values were invalid: ";
            assertInvalid(
                    () -> us.client()
                            .restoreTableToPointInTime(restore ->
                                    restore.targetTableName("restored").useLatestRestorableTime(true)),
                    invalid + "Either SourceTableName or SourceTableArn must be specified");
            assertInvalid(
                    () -> us.client()
                            .restoreTableToPointInTime(restore -> restore.sourceTableName("profiles")
                                    .sourceTableArn("arn:aws:dynamodb:us-east-1:123456789012:table/profiles")
                                    .targetTableName("restored")
                                    .useLatestRestorableTime(true)),
                    invalid + "SourceTableName and SourceTableArn cannot both be specified");
            assertInvalid(
                    () -> restore(null, "restored"),
                    invalid + "Either RestoreDateTime or UseLatestRestorableTime must be specified");
            assertInvalid(
                    () -> us.client()
                            .restoreTableToPointInTime(restore -> restore.sourceTableName("profiles")
                                    .targetTableName("restored")
                                    .restoreDateTime(START)
                                    .useLatestRestorableTime(true)),
                    invalid + "RestoreDateTime and UseLatestRestorableTime cannot both be specified");
            assertInvalid(
                    () -> us.client()
                            .restoreTableToPointInTime(restore -> restore.sourceTableArn("profiles")
                                    .targetTableName("restored")
                                    .useLatestRestorableTime(true)),
                    invalid + "Invalid SourceTableArn: profiles");
        }
    }
}
