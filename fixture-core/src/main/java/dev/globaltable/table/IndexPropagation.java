package dev.globaltable.table;

import dev.globaltable.item.ItemKey;

/** Decides when a change of an item reaches a global secondary index. */
@FunctionalInterface
public interface IndexPropagation {

    /** Runs the update of the index, at once or later; the updates of one item in one index run in the order given. */
    void propagate(ReplicaTable table, SecondaryIndex index, ItemKey item, Runnable update);
}
