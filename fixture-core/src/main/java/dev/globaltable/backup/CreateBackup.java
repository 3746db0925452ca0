package dev.globaltable.backup;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupType;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;

/** {@code CreateBackup}: what the replica holds at this instant (BAK-1, BAK-3). */
final class CreateBackup implements Operation<CreateBackupRequest> {

    private final BackupContext context;

    CreateBackup(BackupContext context) {
        this.context = context;
    }

    @Override
    public CreateBackupResponse.Builder execute(CreateBackupRequest request) {
        Constraints constraints = new Constraints().tableNameOrArn(request.tableName());
        constraints
                .name("backupName", constraints.required("backupName", request.backupName()))
                .check();
        ReplicaTable table = context.tableToBackUp(request.tableName());
        if (isBeingBackedUp(table)) {
            throw ServiceErrors.backupInUse(BackupContext.BACKUP_IN_USE);
        }
        Backup backup = context.backups()
                .create(
                        TableSnapshot.of(table, context.control().timeToLive(table)),
                        request.backupName(),
                        BackupType.USER);
        context.lifecycle().later(() -> context.backups().setStatus(backup, BackupStatus.AVAILABLE));
        return CreateBackupResponse.builder().backupDetails(BackupDescriptions.details(backup));
    }

    private boolean isBeingBackedUp(ReplicaTable table) {
        return context.backups().all().stream()
                .anyMatch(backup -> backup.status() == BackupStatus.CREATING
                        && backup.table().definition().equals(table.definition()));
    }
}
