package dev.globaltable.backup;

import static dev.globaltable.error.ServiceErrors.tableAlreadyExists;
import static dev.globaltable.error.ServiceErrors.tableInUse;

import dev.globaltable.control.TableCreation;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Creates tables from what other tables were. They are tables of their own and of this Region alone (BAK-2). */
final class TableRestore {

    private final BackupContext context;
    private final TableCreation creation;

    TableRestore(BackupContext context) {
        this.context = context;
        this.creation = new TableCreation(context.tables(), context.lifecycle(), context.control());
    }

    /** Fails unless a table of this name can be restored. */
    void requireFree(String tableName) {
        ReplicaTable table = context.tables().find(tableName);
        if (table != null && (table.status() == TableStatus.CREATING || table.status() == TableStatus.DELETING)) {
            throw tableInUse(BackupContext.TABLE_IN_USE);
        }
        if (table != null) {
            throw tableAlreadyExists("Table already exists: " + tableName);
        }
    }

    /**
     * Begins to restore a table; its items are there when it becomes active.
     *
     * @param done what is to happen when it is restored
     */
    TableDescription restore(
            String tableName,
            TableSnapshot source,
            Overrides overrides,
            RestoreSummary.Builder summary,
            Runnable done) {
        CreateTableRequest request = new RestoredSchema(source, overrides)
                .creation(tableName, context.tables().region());
        ReplicaTable table = creation.create(request);
        RestoreSummary restoring = summary.sourceTableArn(source.definition().arn())
                .restoreInProgress(true)
                .build();
        table.setRestoreSummary(restoring);
        context.lifecycle().later(() -> {
            fill(table, source);
            table.setRestoreSummary(
                    restoring.toBuilder().restoreInProgress(false).build());
            done.run();
        });
        return creation.describe(table);
    }

    private static void fill(ReplicaTable table, TableSnapshot source) {
        source.items().forEach(table::put);
        table.indexes().all().forEach(index -> index.fill(table));
    }
}
