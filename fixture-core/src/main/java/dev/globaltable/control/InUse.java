package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.resourceInUse;

import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Refuses changes of what is being changed already. */
final class InUse {

    private static final String STILL_IN_USE = "Attempt to change a resource which is still in use: ";

    private InUse() {}

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
