package dev.globaltable;

import dev.globaltable.stream.ReadRecord;
import dev.globaltable.stream.StreamShard;
import dev.globaltable.stream.TableStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * The DynamoDB stream of one table in one Region, seen from outside: what it holds, and who consumes it.
 *
 * <p>Production code that reads streams with {@code DynamoDbStreamsClient} needs none of this. For code that AWS Lambda, or
 * another consumer, would call with batches of records:
 *
 * <pre>{@code
 * StreamConsumer consumer = simulation.table("orders").stream(Region.EU_WEST_1).subscribe(records -> ...);
 * simulation.settle(); // or clock().advance(..)
 * }</pre>
 *
 * <p>A table whose stream is disabled and enabled again has a new stream then; this one stays what it is.
 *
 * @since 0.1.0
 */
public final class SimulatedStream {

    private final Simulation simulation;
    private final Region region;
    private final String tableName;
    private final TableStream stream;

    SimulatedStream(Simulation simulation, Region region, String tableName, TableStream stream) {
        this.simulation = simulation;
        this.region = region;
        this.tableName = tableName;
        this.stream = stream;
    }

    /** The stream's ARN; it ends with the label that tells it from earlier and later streams of the table. */
    public String arn() {
        return stream.arn();
    }

    public Region region() {
        return region;
    }

    /** The simulation that the stream lives in. */
    public Simulation simulation() {
        return simulation;
    }

    /**
     * Every record of the last 24 hours of virtual time, in the order in which the changes were made here. Applications see
     * that order within one item only.
     */
    public List<Record> records() {
        return simulation.call(() -> {
            List<ReadRecord> records = new ArrayList<>();
            stream.shards().forEach(shard -> records.addAll(all(shard)));
            records.sort(Comparator.comparingLong(ReadRecord::sequence));
            return records.stream().map(ReadRecord::record).toList();
        });
    }

    private List<ReadRecord> all(StreamShard shard) {
        List<ReadRecord> records = new ArrayList<>();
        List<ReadRecord> page = stream.read(shard, shard.trimHorizon(), Integer.MAX_VALUE);
        while (!page.isEmpty()) {
            records.addAll(page);
            page = stream.read(shard, page.get(page.size() - 1).next(), Integer.MAX_VALUE);
        }
        return records;
    }

    /**
     * Closes every open shard; two children share its partition keys from now on, as when DynamoDB splits a busy shard
     * (STR-13).
     *
     * @throws IllegalStateException if the stream is disabled
     */
    public void splitShards() {
        simulation.run(() -> {
            List<StreamShard> open =
                    stream.shards().stream().filter(shard -> !shard.isClosed()).toList();
            if (open.isEmpty()) {
                throw new IllegalStateException(
                        this + " is disabled and has no open shard. Split shards while the stream is enabled.");
            }
            open.forEach(stream::split);
        });
    }

    /**
     * Has a handler called with batches of records, as AWS Lambda does with the default settings of an event source mapping,
     * but from the oldest record on. See {@link StreamConsumer} for when it is called.
     */
    public StreamConsumer subscribe(StreamHandler handler) {
        return consumer().subscribe(handler);
    }

    /** Describes a consumer with other settings. */
    public StreamConsumerBuilder consumer() {
        return new StreamConsumerBuilder(this, stream);
    }

    /** The table and the Region. */
    @Override
    public String toString() {
        return "stream of " + tableName + " in " + region.id();
    }
}
