package dev.globaltable.backup;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableLookup;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** {@code DescribeContinuousBackups}, of this Region's replica (BAK-1). */
final class DescribeContinuousBackups implements Operation<DescribeContinuousBackupsRequest> {

    private final BackupContext context;

    DescribeContinuousBackups(BackupContext context) {
        this.context = context;
    }

    @Override
    public DescribeContinuousBackupsResponse.Builder execute(DescribeContinuousBackupsRequest request) {
        new Constraints().tableNameOrArn(request.tableName()).check();
        String name = TableLookup.nameHere(context.tables(), request.tableName());
        ReplicaTable table = context.tables().find(name);
        if (table == null || table.status() == TableStatus.CREATING) {
            throw ServiceErrors.tableNotFound("Table not found: " + name);
        }
        return DescribeContinuousBackupsResponse.builder()
                .continuousBackupsDescription(
                        ContinuousBackups.describe(context.backups().recoveryOf(table)));
    }
}
