package dev.globaltable.table;

import dev.globaltable.item.ItemKey;
import org.jspecify.annotations.Nullable;

/** Hears of what the calls of the API do to a replica; replication and the history hang on it. */
@FunctionalInterface
public interface ReplicaListener {

    /** The replica accepted a write. */
    void written(LocalWrite write);

    /**
     * An answer shows an item, or that there is none.
     *
     * @param stored what the replica keeps under the key, as far as the source of the read knows; {@code null} if it was never
     *     written here
     * @param consistent whether the read is strongly consistent
     * @param index the index that was read; {@code null} for the table itself
     */
    default void read(
            ReplicaTable table, ItemKey key, @Nullable StoredItem stored, boolean consistent, @Nullable String index) {}
}
