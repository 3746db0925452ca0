package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.ReplicaRemovals;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.regions.Region;

/** A replica is removed, and its table with it (CUR-31). */
record ReplicaRemoval(TableLifecycle lifecycle, ReplicaLifecycle replicas, String regionName) implements TableChange {

    @Override
    public void check(ReplicaTable table) {
        Region region = ReplicaRegions.require(table, regionName);
        ReplicaTable replica = replicas.listed(table, region);
        if (replica == null) {
            throw ReplicaRegions.noMember(regionName);
        }
        if (table.consistency().witness() != null) {
            throw validation("Update table delete operation does not include all witnesses.");
        }
        ReplicaRemovals.requireEventual(table);
        if (replica.settings().deletionProtected()) {
            throw validation("Cannot delete table " + replica.name() + " in region " + regionName
                    + " because it has deletion protection enabled. Disable deletion protection first.");
        }
        if (lifecycle.isNeededAsSource(replica)) {
            throw ReplicaRemovals.sourceNeeded();
        }
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.ACTIVE;
    }

    @Override
    public void start(ReplicaTable table) {
        replicas.remove(table, Region.of(regionName));
    }

    @Override
    public boolean reachesEveryReplica(ReplicaTable table) {
        return false;
    }
}
