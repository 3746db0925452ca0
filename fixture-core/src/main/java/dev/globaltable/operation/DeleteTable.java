package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.resourceInUse;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableOptions;
import java.util.Collection;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** {@code DeleteTable}: in a member of a global table it deletes that Region's copy alone (CUR-32). */
final class DeleteTable implements Operation<DeleteTableRequest> {

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;

    DeleteTable(RegionalTables tables, TableLifecycle lifecycle) {
        this.tables = tables;
        this.lifecycle = lifecycle;
    }

    @Override
    public DeleteTableResponse.Builder execute(DeleteTableRequest request) {
        new Constraints().tableName(request.tableName()).check();
        TableLookup.requireName(request.tableName());
        ReplicaTable table = TableLookup.inAnyStatus(tables, request.tableName());
        requireDeletable(table);
        if (table.status() != TableStatus.DELETING) {
            lifecycle.delete(table);
        }
        return DeleteTableResponse.builder().tableDescription(describe(table));
    }

    private void requireDeletable(ReplicaTable table) {
        if (table.settings().deletionProtected()) {
            throw validation(
                    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion"
                            + " protection first.");
        }
        if (table.isJoining()) {
            throw resourceInUse(
                    "Attempt to change a resource which is still in use: Table: " + table.name() + " is being used.");
        }
        if (table.status() == TableStatus.CREATING) {
            throw resourceInUse(
                    "Attempt to change a resource which is still in use: Table is being created: " + table.name());
        }
        if (isBeingUpdated(table)) {
            throw resourceInUse("Attempt to change a resource which is still in use: Table: " + table.name()
                    + " is in the process of being updated.");
        }
        if (table.status() != TableStatus.DELETING && hasPassingIndex(table)) {
            throw resourceInUse(
                    "Attempt to change a resource which is still in use: Cannot delete table while indexes are"
                            + " being created, updated, or deleted");
        }
        ReplicaRemovals.requireEventual(table);
        if (lifecycle.isNeededAsSource(table)) {
            throw ReplicaRemovals.sourceNeeded();
        }
    }

    /** Not every change shows in the table's status. */
    private static boolean isBeingUpdated(ReplicaTable table) {
        TableOptions options = table.settings().options();
        return table.status() == TableStatus.UPDATING
                || options.warming()
                || (options.encryption() != null && options.encryption().status() == SSEStatus.UPDATING);
    }

    private static boolean hasPassingIndex(ReplicaTable table) {
        return table.indexes().all().stream().anyMatch(index -> index.status() != IndexStatus.ACTIVE);
    }

    /** The service shows less of a table that goes away. */
    private TableDescription describe(ReplicaTable table) {
        return TableDescriptions.of(table, lifecycle.nowMicros()).toBuilder()
                .attributeDefinitions((Collection<AttributeDefinition>) null)
                .keySchema((Collection<KeySchemaElement>) null)
                .creationDateTime(null)
                .build();
    }
}
