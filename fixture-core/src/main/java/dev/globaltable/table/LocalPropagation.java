package dev.globaltable.table;

import dev.globaltable.item.ItemKey;

/** Decides when a change of an item reaches what follows the table in its own Region. */
@FunctionalInterface
public interface LocalPropagation {

    /**
     * Runs an update, at once or later; the updates of one item in one follower run in the order given.
     *
     * @param follower a {@link SecondaryIndex}, or what answers eventually consistent reads
     */
    void propagate(ReplicaTable table, Object follower, ItemKey item, Runnable update);

    /** Whether eventually consistent reads may be answered by something that follows the table. */
    default boolean readsLag() {
        return false;
    }

    /** Whether the next eventually consistent read is answered by that, to be asked once for each read. */
    default boolean nextReadLags() {
        return false;
    }
}
