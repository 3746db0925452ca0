package dev.globaltable.table;

import dev.globaltable.item.ItemKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of a replica that looks different from before, whoever changed it.
 *
 * @param before the item as it was, {@code null} when there was none
 * @param after the item as it is, {@code null} when it is gone; never the same as {@code before}
 */
public record ItemChange(
        ReplicaTable table,
        ItemKey key,
        @Nullable Map<String, AttributeValue> before,
        @Nullable Map<String, AttributeValue> after,
        ItemChange.Cause cause) {

    /** Who changed the item. */
    public enum Cause {
        /** A request in this Region. */
        REQUEST,
        /** A version from another Region. */
        REPLICATION,
        /** Time to live ended, in this Region. */
        TIME_TO_LIVE
    }
}
