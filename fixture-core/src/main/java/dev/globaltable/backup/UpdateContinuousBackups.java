package dev.globaltable.backup;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoverySpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;

/** {@code UpdateContinuousBackups}: turns point-in-time recovery of this Region's replica on and off (BAK-1). */
final class UpdateContinuousBackups implements Operation<UpdateContinuousBackupsRequest> {

    private static final String MEMBER = "pointInTimeRecoverySpecification";

    private final BackupContext context;

    UpdateContinuousBackups(BackupContext context) {
        this.context = context;
    }

    @Override
    public UpdateContinuousBackupsResponse.Builder execute(UpdateContinuousBackupsRequest request) {
        PointInTimeRecoverySpecification asked = request.pointInTimeRecoverySpecification();
        Constraints constraints =
                new Constraints().tableNameOrArn(request.tableName()).present(MEMBER, asked != null);
        if (asked != null) {
            constraints
                    .present(MEMBER + ".pointInTimeRecoveryEnabled", asked.pointInTimeRecoveryEnabled() != null)
                    .between(MEMBER + ".recoveryPeriodInDays", asked.recoveryPeriodInDays(), 1, RecoveryLog.DAYS_MAX);
        }
        constraints.check();
        ReplicaTable table = context.tableToBackUp(request.tableName());
        if (asked != null && asked.pointInTimeRecoveryEnabled()) {
            Integer days = asked.recoveryPeriodInDays();
            context.backups().startRecovery(table, days == null ? RecoveryLog.DAYS_MAX : days);
        } else {
            context.backups().stopRecovery(table);
        }
        return UpdateContinuousBackupsResponse.builder()
                .continuousBackupsDescription(
                        ContinuousBackups.describe(context.backups().recoveryOf(table)));
    }
}
