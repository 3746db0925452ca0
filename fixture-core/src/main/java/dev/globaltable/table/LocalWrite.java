package dev.globaltable.table;

import dev.globaltable.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * A write that a replica accepted and that changed the item.
 *
 * @param overwritten the item or tombstone that stood there before
 */
public record LocalWrite(
        ReplicaTable table,
        ItemKey key,
        @Nullable StoredItem overwritten,
        StoredItem written,
        ItemChange.Cause cause) {}
