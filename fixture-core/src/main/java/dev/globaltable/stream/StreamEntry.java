package dev.globaltable.stream;

import dev.globaltable.item.ItemKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;

/**
 * What a stream keeps of one change. The images are those of the table, not copies; an image that the stream does not show
 * is not kept.
 *
 * @param micros virtual time of the change, which its retention counts from
 * @param createdSeconds the same as the Region's clock shows it, rounded down (STR-8)
 * @param timeToLive whether time to live made the change in this Region (TTL-3)
 */
record StreamEntry(
        long sequence,
        long micros,
        long createdSeconds,
        OperationType operation,
        ItemKey key,
        @Nullable Map<String, AttributeValue> oldImage,
        @Nullable Map<String, AttributeValue> newImage,
        boolean timeToLive) {}
