package dev.globaltable.backup;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupType;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupResponse;

/** {@code DeleteBackup}: at once. The backup of a deleted table goes when its time has come, not before. */
final class DeleteBackup implements Operation<DeleteBackupRequest> {

    private final BackupContext context;

    DeleteBackup(BackupContext context) {
        this.context = context;
    }

    @Override
    public DeleteBackupResponse.Builder execute(DeleteBackupRequest request) {
        BackupContext.backupArn(new Constraints(), request.backupArn()).check();
        Backup backup = context.backupHere(request.backupArn());
        if (backup.type() == BackupType.SYSTEM) {
            throw ServiceErrors.validation("Backups of type SYSTEM cannot be deleted: " + backup.arn());
        }
        if (backup.isInUse()) {
            throw ServiceErrors.backupInUse(BackupContext.BACKUP_IN_USE);
        }
        context.backups().setStatus(backup, BackupStatus.DELETED);
        return DeleteBackupResponse.builder().backupDescription(BackupDescriptions.description(backup));
    }
}
