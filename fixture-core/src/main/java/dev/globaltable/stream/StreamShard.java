package dev.globaltable.stream;

import dev.globaltable.item.ItemKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * The records of the items whose partition keys lie in one range of hashes, in the order in which they were made. A shard
 * takes records until it is closed; then its children do (STR-13).
 */
public final class StreamShard {

    private final String id;
    private final @Nullable String parentId;
    private final HashRange range;
    private final long startSequence;
    private final List<@Nullable StreamEntry> entries = new ArrayList<>();
    private int head;
    private long trimmedThrough;
    private long endSequence = Long.MAX_VALUE;
    private long closedMicros;

    /** Hashes of partition keys without their lowest bit, both ends included. */
    record HashRange(long first, long last) {

        static final HashRange ALL = new HashRange(0, Long.MAX_VALUE);

        boolean includes(ItemKey key) {
            long place = key.partitionHash() >>> 1;
            return first <= place && place <= last;
        }

        /** Equal parts of this range, as far as it can be divided. */
        List<HashRange> split(int parts) {
            long width = (last - first) / parts;
            List<HashRange> ranges = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                long from = first + part * width;
                ranges.add(new HashRange(from, part == parts - 1 ? last : from + width - 1));
            }
            return ranges;
        }
    }

    StreamShard(String id, @Nullable String parentId, HashRange range, long startSequence) {
        this.id = id;
        this.parentId = parentId;
        this.range = range;
        this.startSequence = startSequence;
        this.trimmedThrough = startSequence - 1;
    }

    public String id() {
        return id;
    }

    public @Nullable String parentId() {
        return parentId;
    }

    public boolean isClosed() {
        return endSequence != Long.MAX_VALUE;
    }

    HashRange range() {
        return range;
    }

    boolean takes(ItemKey key) {
        return !isClosed() && range.includes(key);
    }

    void append(StreamEntry entry) {
        entries.add(entry);
    }

    /** Ends the shard with its last record, or with its start when it has none. */
    void close(long nowMicros) {
        endSequence = Math.max(startSequence, Math.max(trimmedThrough, lastSequence()));
        closedMicros = nowMicros;
    }

    /** The number of the newest record that is kept; 0, which none has, when there is none. */
    private long lastSequence() {
        StreamEntry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
        return last == null ? 0 : last.sequence();
    }

    boolean closedBefore(long micros) {
        return isClosed() && closedMicros <= micros;
    }

    /** Forgets what is older than the retention; what it forgot cannot be read any more (STR-11). */
    void trim(long horizonMicros) {
        while (head < entries.size()) {
            StreamEntry oldest = entries.get(head);
            if (oldest == null || oldest.micros() > horizonMicros) {
                break;
            }
            trimmedThrough = oldest.sequence();
            entries.set(head++, null);
        }
        if (head > entries.size() / 2) {
            entries.subList(0, head).clear();
            head = 0;
        }
    }

    /** Whether a record at or after this position was trimmed: a reader there would miss it (STR-15). */
    public boolean isTrimmed(long position) {
        return position <= trimmedThrough && position >= startSequence;
    }

    /** The position of the oldest record there is, or of the next one when there is none. */
    public long trimHorizon() {
        return trimmedThrough + 1;
    }

    /** Whether nothing will ever be at or after this position. */
    public boolean endsBefore(long position) {
        return isClosed() && position > Math.max(trimmedThrough, lastSequence());
    }

    /** Whether a number lies in the range that the API shows of the shard, open at its end until it is closed. */
    public boolean spans(long sequence) {
        return startSequence <= sequence && sequence <= endSequence;
    }

    /** The records at and after a position, oldest first; a view that is valid until the next record. */
    List<@Nullable StreamEntry> from(long position) {
        int low = head;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            StreamEntry entry = entries.get(middle);
            if (entry != null && entry.sequence() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return entries.subList(low, entries.size());
    }

    /** How many records there are at and after a position. */
    public int count(long position) {
        return from(position).size();
    }

    /** The shard as the API shows it. */
    public Shard describe() {
        return Shard.builder()
                .shardId(id)
                .parentShardId(parentId)
                .sequenceNumberRange(range -> range.startingSequenceNumber(SequenceNumbers.text(startSequence))
                        .endingSequenceNumber(isClosed() ? SequenceNumbers.text(endSequence) : null))
                .build();
    }
}
