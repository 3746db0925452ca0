package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.ReplicaRemovals;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All other replicas of a strongly consistent global table are removed, and its witness with them (STRONG-6). */
record Dissolution(
        ReplicaLifecycle replicas,
        List<ReplicaRemoval> removals,
        @Nullable String witness) implements TableChange {

    @Override
    public void check(ReplicaTable table) {
        removals.forEach(removal -> ReplicaRegions.require(table, removal.regionName()));
        List<String> foreign = foreign(table);
        if (!foreign.isEmpty()) {
            throw ReplicaRegions.noMember(foreign);
        }
        requireWhole(table);
        removals.forEach(removal -> removal.checkAny(table));
    }

    private List<String> foreign(ReplicaTable table) {
        List<String> foreign = new ArrayList<>();
        removals.forEach(removal -> {
            if (removal.replica(table) == null) {
                foreign.add(removal.regionName());
            }
        });
        Witness current = table.consistency().witness();
        if (witness != null && (current == null || !current.region().id().equals(witness))) {
            foreign.add(witness);
        }
        return foreign;
    }

    private void requireWhole(ReplicaTable table) {
        if (witness == null && table.consistency().witness() != null) {
            throw validation("Update table delete operation does not include all witnesses.");
        }
        if (removals.size()
                < Objects.requireNonNull(table.membership()).others().size()) {
            ReplicaRemovals.requireEventual(table);
        }
    }

    /** The table's status tells of it. */
    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.ACTIVE;
    }

    @Override
    public void start(ReplicaTable table) {
        replicas.dissolve(table);
    }

    @Override
    public boolean reachesEveryReplica(ReplicaTable table) {
        return false;
    }
}
