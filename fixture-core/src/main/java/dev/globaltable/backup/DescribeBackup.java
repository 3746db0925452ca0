package dev.globaltable.backup;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;

/** {@code DescribeBackup}. */
final class DescribeBackup implements Operation<DescribeBackupRequest> {

    private final BackupContext context;

    DescribeBackup(BackupContext context) {
        this.context = context;
    }

    @Override
    public DescribeBackupResponse.Builder execute(DescribeBackupRequest request) {
        BackupContext.backupArn(new Constraints(), request.backupArn()).check();
        return DescribeBackupResponse.builder()
                .backupDescription(BackupDescriptions.description(context.backupHere(request.backupArn())));
    }
}
