package dev.globaltable.backup;

import dev.globaltable.operation.RegionalService;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;

/** Every operation on backups of one Region. */
public final class BackupPlane {

    private BackupPlane() {}

    /** Makes a Region's endpoint answer the operations of this package. */
    public static void addTo(RegionalService service, BackupContext context) {
        service.add(CreateBackupRequest.class, new CreateBackup(context));
        service.add(DescribeBackupRequest.class, new DescribeBackup(context));
        service.add(ListBackupsRequest.class, new ListBackups(context));
        service.add(DeleteBackupRequest.class, new DeleteBackup(context));
        service.add(RestoreTableFromBackupRequest.class, new RestoreTableFromBackup(context));
        service.add(UpdateContinuousBackupsRequest.class, new UpdateContinuousBackups(context));
        service.add(DescribeContinuousBackupsRequest.class, new DescribeContinuousBackups(context));
        service.add(RestoreTableToPointInTimeRequest.class, new RestoreTableToPointInTime(context));
    }
}
