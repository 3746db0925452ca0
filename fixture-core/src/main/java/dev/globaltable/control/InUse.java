package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.resourceInUse;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Refuses changes of what is being changed already. */
final class InUse {

    private static final String STILL_IN_USE = "Attempt to change a resource which is still in use: ";

    private InUse() {}

    /** Fails unless the request can be served in the table's status; deletion protection can as long as the table is there. */
    static void requireUpdatable(ReplicaTable table, UpdateTableRequest request) {
        if (table.status() == TableStatus.CREATING) {
            throw resourceInUse(STILL_IN_USE + "Table is being created: " + table.name());
        }
        requireNotDeleting(table);
        if (table.status() == TableStatus.UPDATING && request.deletionProtectionEnabled() == null) {
            throw resourceInUse(STILL_IN_USE
                    + (request.provisionedThroughput() != null || request.billingMode() != null
                            ? "Table IOPS are currently being updated. Table: "
                            : "Table is being updated: ")
                    + table.name());
        }
    }

    /** Fails while a replica of the table's global table is on its way in or out; there is no way back (CUR-12). */
    static void requireSettledReplicas(ReplicaTable table, ReplicaLifecycle replicas) {
        if (table.isJoining()) {
            throw validation("Create/Update/Delete of replica is not allowed while the replica is being added to table"
                    + " with name: " + table.name() + " in region "
                    + table.region().id());
        }
        if (replicas.isChanging(table)) {
            throw resourceInUse("The resource which you are attempting to change is in use.");
        }
    }

    static RuntimeException beingUpdated(ReplicaTable table) {
        return resourceInUse(STILL_IN_USE + "Table: " + table.name() + " is in the process of being updated.");
    }

    static void requireNotCreating(ReplicaTable table) {
        if (table.status() == TableStatus.CREATING) {
            throw resourceInUse(STILL_IN_USE + "Table " + table.name() + " is being created");
        }
    }

    static void requireNotDeleting(ReplicaTable table) {
        if (table.status() == TableStatus.DELETING) {
            throw resourceInUse(STILL_IN_USE + "Table is being deleted: " + table.name());
        }
    }
}
