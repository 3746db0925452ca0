package dev.globaltable.control;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;

/** Deletion protection, at once, and of one replica alone (CUR-42). */
record DeletionProtectionChange(boolean enabled) implements TableChange {

    @Override
    public void check(ReplicaTable table) {}

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.ACTIVE;
    }

    @Override
    public TableSettings begin(ReplicaTable table, TableSettings settings) {
        return settings.toBuilder().deletionProtected(enabled).build();
    }

    @Override
    public boolean reachesEveryReplica(ReplicaTable table) {
        return false;
    }
}
