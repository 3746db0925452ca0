package dev.globaltable.table;

import dev.globaltable.item.ItemKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of a replica that looks different from before, whoever changed it.
 *
 * @param before the item as it was, {@code null} when there was none
 * @param stored the item as it is, or its tombstone; the image is never the same as {@code before}
 */
public record ItemChange(
        ReplicaTable table,
        ItemKey key,
        @Nullable Map<String, AttributeValue> before,
        StoredItem stored,
        ItemChange.Cause cause) {

    /** The item as it is, {@code null} when it is gone. */
    public @Nullable Map<String, AttributeValue> after() {
        return stored.image();
    }

    /** Who changed the item. */
    public enum Cause {
        /** A request in this Region. */
        REQUEST,
        /** A version from another Region. */
        REPLICATION,
        /** Time to live ended, in this Region. */
        TIME_TO_LIVE,
        /** The service added attributes of its own, as version 2017.11.29 of global tables does. */
        SERVICE
    }
}
