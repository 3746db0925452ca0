package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.ReplicaRemovals;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.ReplicaTable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** A replica is removed, and its table with it (CUR-31). */
record ReplicaRemoval(TableLifecycle lifecycle, ReplicaLifecycle replicas, ControlState state, String regionName)
        implements TableChange {

    @Override
    public void check(ReplicaTable table) {
        ReplicaRegions.require(table, regionName);
        if (replica(table) == null) {
            throw ReplicaRegions.noMember(List.of(regionName));
        }
        if (table.consistency().witness() != null) {
            throw validation("Update table delete operation does not include all witnesses.");
        }
        ReplicaRemovals.requireEventual(table);
        checkAny(table);
    }

    /** The replica that goes, {@code null} when the table lists none there. */
    @Nullable
    ReplicaTable replica(ReplicaTable table) {
        return replicas.listed(table, Region.of(regionName));
    }

    /** Fails unless this replica can go, alone or with others. */
    void checkAny(ReplicaTable table) {
        ReplicaTable replica = Objects.requireNonNull(replica(table));
        if (replica.settings().deletionProtected()) {
            throw validation("Cannot delete table " + replica.name() + " in region " + regionName
                    + " because it has deletion protection enabled. Disable deletion protection first.");
        }
        state.requireReplicable(table);
        state.requireReplicable(replica);
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
