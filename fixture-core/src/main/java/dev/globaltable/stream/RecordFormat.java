package dev.globaltable.stream;

import dev.globaltable.item.Items;
import dev.globaltable.table.KeySchema;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * How one stream shows what it keeps (STR-7).
 *
 * @param salt makes the event ids of this stream differ from those of all others
 */
record RecordFormat(Region region, KeySchema keys, StreamViewType viewType, long salt) {

    private static final Identity TIME_TO_LIVE = Identity.builder()
            .type("Service")
            .principalId("dynamodb.amazonaws.com")
            .build();

    Record record(StreamEntry entry) {
        Map<String, AttributeValue> key = keys.attributes(entry.key());
        return Record.builder()
                .eventID(eventId(entry.sequence()))
                .eventName(entry.operation())
                .eventVersion("1.1")
                .eventSource("aws:dynamodb")
                .awsRegion(region.id())
                .dynamodb(StreamRecord.builder()
                        .approximateCreationDateTime(Instant.ofEpochSecond(entry.createdSeconds()))
                        .keys(key)
                        .newImage(entry.newImage())
                        .oldImage(entry.oldImage())
                        .sequenceNumber(SequenceNumbers.text(entry.sequence()))
                        .sizeBytes((long) size(key) + size(entry.oldImage()) + size(entry.newImage()))
                        .streamViewType(viewType)
                        .build())
                .userIdentity(entry.timeToLive() ? TIME_TO_LIVE : null)
                .build();
    }

    private static int size(@Nullable Map<String, AttributeValue> image) {
        return image == null ? 0 : Items.sizeBytes(image);
    }

    /** Worked out when a record is read, which spares a table whose stream nobody reads. */
    private String eventId(long sequence) {
        HexFormat hex = HexFormat.of();
        long first = mix(salt + sequence * 0x9E3779B97F4A7C15L);
        return hex.toHexDigits(first) + hex.toHexDigits(mix(first ^ salt));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
