package dev.globaltable.backup;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;

/** What is shown of a table's continuous backups: every table has them, point-in-time recovery only when asked for. */
final class ContinuousBackups {

    private ContinuousBackups() {}

    /** @param recovery {@code null} when point-in-time recovery is off */
    static ContinuousBackupsDescription describe(@Nullable RecoveryLog recovery) {
        PointInTimeRecoveryDescription.Builder description = PointInTimeRecoveryDescription.builder()
                .pointInTimeRecoveryStatus(
                        recovery == null ? PointInTimeRecoveryStatus.DISABLED : PointInTimeRecoveryStatus.ENABLED);
        if (recovery != null) {
            description
                    .recoveryPeriodInDays(recovery.days())
                    .earliestRestorableDateTime(BackupContext.instant(recovery.earliestMicros()))
                    .latestRestorableDateTime(BackupContext.instant(recovery.latestMicros()));
        }
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                .pointInTimeRecoveryDescription(description.build())
                .build();
    }
}
