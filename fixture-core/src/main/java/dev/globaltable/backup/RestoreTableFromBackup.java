package dev.globaltable.backup;

import static dev.globaltable.error.ServiceErrors.backupInUse;
import static dev.globaltable.error.ServiceErrors.backupNotFound;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupResponse;

/** {@code RestoreTableFromBackup}, from a backup of this Region or of another one. */
final class RestoreTableFromBackup implements Operation<RestoreTableFromBackupRequest> {

    private final BackupContext context;
    private final TableRestore restore;

    RestoreTableFromBackup(BackupContext context) {
        this.context = context;
        this.restore = new TableRestore(context);
    }

    @Override
    public RestoreTableFromBackupResponse.Builder execute(RestoreTableFromBackupRequest request) {
        Overrides overrides = Overrides.of(request);
        Constraints constraints = new Constraints();
        constraints.name("targetTableName", constraints.required("targetTableName", request.targetTableName()));
        BackupContext.backupArn(constraints, request.backupArn());
        overrides.check(constraints);
        constraints.check();
        Backup backup = context.backups().find(request.backupArn());
        if (backup == null) {
            throw backupNotFound("Backup not found: " + request.backupArn());
        }
        if (backup.status() == BackupStatus.CREATING) {
            throw backupInUse(BackupContext.BACKUP_IN_USE);
        }
        restore.requireFree(request.targetTableName());
        RestoreSummary.Builder summary = RestoreSummary.builder()
                .sourceBackupArn(backup.arn())
                .restoreDateTime(BackupContext.instant(backup.createdMicros()));
        RestoreTableFromBackupResponse.Builder response = RestoreTableFromBackupResponse.builder()
                .tableDescription(restore.restore(
                        request.targetTableName(), backup.table(), overrides, summary, backup::endRestore));
        backup.beginRestore();
        return response;
    }
}
