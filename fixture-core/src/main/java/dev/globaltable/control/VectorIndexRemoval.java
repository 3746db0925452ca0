package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.resourceNotFound;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import dev.globaltable.table.VectorIndex;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;

/** A vector index is removed, in every replica, and what defined the attributes of its search schema alone. */
record VectorIndexRemoval(String name) implements TableChange {

    @Override
    public void check(ReplicaTable table) {
        if (table.vectorIndexes().find(name) == null) {
            throw resourceNotFound("Requested resource not found: Index " + name + " for table " + table.name());
        }
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.UPDATING;
    }

    @Override
    public void start(ReplicaTable table) {
        VectorIndex index = table.vectorIndexes().find(name);
        if (index != null) {
            index.setStatus(IndexStatus.DELETING);
        }
    }

    @Override
    public TableSettings end(ReplicaTable table, TableSettings settings) {
        table.removeVectorIndex(name);
        return KeyTypes.withoutUnused(table, settings);
    }
}
