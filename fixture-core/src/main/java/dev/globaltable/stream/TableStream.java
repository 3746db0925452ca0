package dev.globaltable.stream;

import dev.globaltable.stream.StreamShard.HashRange;
import dev.globaltable.table.ItemChange;
import dev.globaltable.table.ItemObserver;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * The stream of one table in one Region: a record for every visible change of an item there, local or replicated (STR-1).
 */
public final class TableStream implements ItemObserver {

    /** How long records, and streams that are disabled, can be read. */
    static final long RETENTION_MICROS = 24L * 60 * 60 * 1_000_000;

    private static final long MEGABYTE = 1024 * 1024;

    private final StreamContext context;
    private final TableDefinition table;
    private final String label;
    private final StreamViewType viewType;
    private final long createdMicros;
    private final RecordFormat format;
    private final List<StreamShard> shards = new ArrayList<>();
    private final List<Runnable> recordListeners = new ArrayList<>();
    private StreamStatus status = StreamStatus.ENABLING;
    private long disabledMicros = Long.MAX_VALUE;
    private long lastSequence;
    private long lastShardMillis;

    TableStream(StreamContext context, TableDefinition table, String label, StreamViewType viewType, int shardCount) {
        this.context = context;
        this.table = table;
        this.label = label;
        this.viewType = viewType;
        this.createdMicros = context.nowMicros();
        this.format = new RecordFormat(
                context.region(), table.keySchema(), viewType, context.choices().nextBits("stream"));
        HashRange.ALL.split(shardCount).forEach(range -> open(null, range));
    }

    /** What the API calls the stream: the table's ARN and the label. */
    public String arn() {
        return table.streamArn(label);
    }

    public String label() {
        return label;
    }

    public String tableName() {
        return table.name();
    }

    public KeySchema keySchema() {
        return table.keySchema();
    }

    public StreamViewType viewType() {
        return viewType;
    }

    public StreamStatus status() {
        return status;
    }

    public long createdMicros() {
        return createdMicros;
    }

    /** Ends the status {@code ENABLING}, unless the stream was disabled meanwhile. */
    public void enabled() {
        if (status == StreamStatus.ENABLING) {
            status = StreamStatus.ENABLED;
        }
    }

    void disabled() {
        status = StreamStatus.DISABLED;
    }

    /** Ends the stream: every shard is closed, what they hold can be read for another day. */
    void disable() {
        status = StreamStatus.DISABLING;
        disabledMicros = context.nowMicros();
        shards.forEach(shard -> {
            if (!shard.isClosed()) {
                shard.close(disabledMicros);
            }
        });
    }

    /** Whether the day after the end of the stream is over. */
    boolean isExpired() {
        return disabledMicros <= horizon();
    }

    @Override
    public void changed(ItemChange change) {
        long now = context.nowMicros();
        StreamShard taker = null;
        for (StreamShard shard : shards) {
            shard.trim(now - RETENTION_MICROS);
            if (shard.takes(change.key())) {
                taker = shard;
            }
        }
        if (taker != null) {
            taker.append(entry(change, now));
            recordListeners.forEach(Runnable::run);
        }
    }

    private StreamEntry entry(ItemChange change, long now) {
        boolean keepsOld = viewType == StreamViewType.OLD_IMAGE || viewType == StreamViewType.NEW_AND_OLD_IMAGES;
        boolean keepsNew = viewType == StreamViewType.NEW_IMAGE || viewType == StreamViewType.NEW_AND_OLD_IMAGES;
        return new StreamEntry(
                ++lastSequence,
                now,
                Math.floorDiv(context.clock().micros(), 1_000_000L),
                operation(change.before(), change.after()),
                change.key(),
                keepsOld ? change.before() : null,
                keepsNew ? change.after() : null,
                change.cause() == ItemChange.Cause.TIME_TO_LIVE);
    }

    /** By what the item was here, not at the origin of the change (STR-2, STR-3). */
    private static OperationType operation(
            @Nullable Map<String, AttributeValue> before, @Nullable Map<String, AttributeValue> after) {
        if (before == null) {
            return OperationType.INSERT;
        }
        return after == null ? OperationType.REMOVE : OperationType.MODIFY;
    }

    /** The shards that hold something or will, parents before children. */
    public List<StreamShard> shards() {
        shards.removeIf(shard -> shard.closedBefore(horizon()));
        shards.forEach(shard -> shard.trim(horizon()));
        return List.copyOf(shards);
    }

    /** The shard of this id, or {@code null}. */
    public @Nullable StreamShard shard(String id) {
        for (StreamShard shard : shards()) {
            if (shard.id().equals(id)) {
                return shard;
            }
        }
        return null;
    }

    /** Closes an open shard; two new ones share its range of partition keys. */
    public void split(StreamShard shard) {
        shard.close(context.nowMicros());
        shard.range().split(2).forEach(half -> open(shard.id(), half));
    }

    private void open(@Nullable String parentId, HashRange range) {
        // A second of virtual time may see many shards; their ids show the order in which they were opened all the
        // same.
        lastShardMillis = Math.max(context.nowMicros() / 1000, lastShardMillis + 1);
        long suffix = context.choices().nextBits("shard id") >>> 32;
        shards.add(new StreamShard(
                String.format(Locale.ROOT, "shardId-%020d-%08x", lastShardMillis, suffix),
                parentId,
                range,
                ++lastSequence));
    }

    /** The position after everything that was written up to now. */
    public long latest() {
        return lastSequence + 1;
    }

    /**
     * What is in a shard at and after a position, oldest first: at most so many records, and no more once they come to a
     * megabyte.
     */
    public List<ReadRecord> read(StreamShard shard, long position, int limit) {
        List<ReadRecord> records = new ArrayList<>();
        long bytes = 0;
        for (StreamEntry entry : shard.from(position)) {
            if (entry == null || records.size() == limit) {
                break;
            }
            Record record = format.record(entry);
            bytes += record.dynamodb().sizeBytes();
            // One record alone is never that large: an item has 400 KB, a record two of them.
            if (bytes > MEGABYTE) {
                break;
            }
            records.add(new ReadRecord(entry.sequence(), entry.micros(), record));
        }
        return records;
    }

    /** Has an action run after each new record. */
    public void onRecord(Runnable action) {
        recordListeners.add(action);
    }

    /** Ends that. */
    public void ignoreRecords(Runnable action) {
        recordListeners.remove(action);
    }

    private long horizon() {
        return context.nowMicros() - RETENTION_MICROS;
    }
}
