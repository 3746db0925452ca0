package dev.globaltable.history;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import java.util.Optional;

/**
 * A version of an item that a call has seen.
 *
 * @param table the table's name
 * @param version the version, which may be a delete; empty when the key was never written in the call's Region
 * @param consistent whether the read was strongly consistent
 * @param index the index that was read; empty for the table itself
 * @since 0.1.0
 */
public record ItemRead(
        String table, ItemKey key, Optional<ItemVersion> version, boolean consistent, Optional<String> index) {}
