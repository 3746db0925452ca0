package dev.globaltable.history;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import java.util.Optional;

/**
 * A version of an item that a call has made in its own Region.
 *
 * @param table the table's name
 * @param written the version, which may be a delete
 * @param overwritten the version that stood there before, if the key was ever written in this Region
 * @since 0.1.0
 */
public record ItemWrite(String table, ItemKey key, ItemVersion written, Optional<ItemVersion> overwritten) {}
