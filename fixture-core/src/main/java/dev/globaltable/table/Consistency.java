package dev.globaltable.table;

import dev.globaltable.item.ItemKey;
import org.jspecify.annotations.Nullable;

/** What the global table of a replica promises beyond the replica itself; asked before the replica is read or written. */
public interface Consistency {

    /** Reads and writes look at the local replica alone, and never wait for other Regions (LWW-6, LWW-22). */
    Consistency EVENTUAL = new Consistency() {
        @Override
        public void beforeStrongRead(ReplicaTable replica) {}

        @Override
        public void beforeWrite(ReplicaTable replica, ItemKey key) {}
    };

    /** Brings the replica up to date, or fails because that cannot be done now. */
    void beforeStrongRead(ReplicaTable replica);

    /** The same, and fails when another Region is writing the item at this moment. */
    void beforeWrite(ReplicaTable replica, ItemKey key);

    /** Fails when the table's settings cannot be changed here now (FIS-3). */
    default void beforeSettingsChange(ReplicaTable replica) {}

    /** Whether the global table is strongly consistent in all its Regions. */
    default boolean isStrong() {
        return false;
    }

    /** Whether one item that another Region is writing fails a batch as a whole (STRONG-15). */
    default boolean batchConflictsFail() {
        return false;
    }

    /** The Region that only helps to find a majority; {@code null} when there is none, or none is listed. */
    default @Nullable Witness witness() {
        return null;
    }
}
