package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.ReplicaTable;

/** Why a replica cannot go, whether by {@code DeleteTable} or by {@code UpdateTable}. */
public final class ReplicaRemovals {

    private ReplicaRemovals() {}

    /** It was the source of a replica less than a day ago (CUR-33). */
    public static RuntimeException sourceNeeded() {
        return validation("Replica cannot be deleted because it has acted as a source region for new replica(s) being"
                + " added to the table in the last 24 hours.");
    }

    /** A strongly consistent global table goes as a whole (STRONG-5). */
    public static void requireEventual(ReplicaTable table) {
        if (table.consistency().isStrong()) {
            throw validation("Deletion of only one table replica is not supported for global tables with"
                    + " MultiRegionConsistency set to STRONG.");
        }
    }
}
