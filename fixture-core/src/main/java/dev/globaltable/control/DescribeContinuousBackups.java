package dev.globaltable.control;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableLookup;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** {@code DescribeContinuousBackups}: every table has them; point-in-time recovery is off until it is asked for. */
final class DescribeContinuousBackups implements Operation<DescribeContinuousBackupsRequest> {

    private final RegionalTables tables;

    DescribeContinuousBackups(RegionalTables tables) {
        this.tables = tables;
    }

    @Override
    public DescribeContinuousBackupsResponse.Builder execute(DescribeContinuousBackupsRequest request) {
        new Constraints().tableNameOrArn(request.tableName()).check();
        String name = TableLookup.nameHere(tables, request.tableName());
        ReplicaTable table = tables.find(name);
        if (table == null || table.status() == TableStatus.CREATING) {
            throw ServiceErrors.tableNotFound("Table not found: " + name);
        }
        return DescribeContinuousBackupsResponse.builder()
                .continuousBackupsDescription(
                        backups -> backups.continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                                .pointInTimeRecoveryDescription(recovery ->
                                        recovery.pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED)));
    }
}
