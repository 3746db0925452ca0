package dev.globaltable.control;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;

/** One thing that an {@code UpdateTable} request asks for. */
interface TableChange {

    /** How the table's status tells of a change. */
    enum Effect {
        /** It is {@code UPDATING} until the change is done. */
        UPDATING,
        /** It stays {@code ACTIVE}; the change shows elsewhere in the description, if at all. */
        ACTIVE,
        /** There is nothing to do, and only the answer says {@code UPDATING}. */
        NOTHING
    }

    /** Fails unless the table, which no other change is under way on, can be changed so. */
    void check(ReplicaTable table);

    /** What comes of it on this table. */
    Effect effect(ReplicaTable table);

    /** What the description shows at once. */
    default TableSettings begin(ReplicaTable table, TableSettings settings) {
        return settings;
    }

    /** What it shows when the change is done. */
    default TableSettings end(ReplicaTable table, TableSettings settings) {
        return settings;
    }

    /** Does at once what is more than settings. */
    default void start(ReplicaTable table) {}

    /** Whether it can still be made on a replica that it gets to later than to others (FIS-2). */
    default boolean fits(ReplicaTable replica) {
        return true;
    }

    /** Whether a change of one replica is one of all. */
    default boolean reachesEveryReplica(ReplicaTable table) {
        return true;
    }
}
