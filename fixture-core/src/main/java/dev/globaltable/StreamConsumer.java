package dev.globaltable;

import dev.globaltable.stream.StreamShard;
import dev.globaltable.stream.TableStream;
import dev.globaltable.time.ScheduledEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands the records of a {@link SimulatedStream} to a handler in batches, as an event source mapping of AWS Lambda would: in
 * order within each shard, a parent shard before its children, at least once.
 *
 * <p>It works in virtual time. The handler is called by the thread that moves the clock ({@link SimulatedClock#advance},
 * {@link Simulation#settle}, {@link Network#deliverNext}), while time stands still and the simulation is free: it may use
 * clients, write to tables, even wait for other threads that do. A stream on which nothing happens costs nothing, however far
 * the clock moves.
 *
 * <p>What the handler throws makes the batch be tried again, after 1, 2, 4 ... up to 64 seconds; meanwhile its shard waits. An
 * {@link Error}, such as a failed assertion in the handler, is thrown at once by the call that moved the clock. When a batch
 * is given up it goes to the on-failure destination; where there is none that call fails. {@link Simulation#settle} waits for
 * retries too: a handler that fails for ever, with the default settings, makes it move the clock by 24 hours.
 *
 * @since 0.1.0
 */
public final class StreamConsumer implements AutoCloseable {

    private final SimulatedStream described;
    private final Simulation simulation;
    private final TableStream stream;
    private final StreamConsumerBuilder.Settings settings;
    private final PartialBatchHandler handler;
    private final Runnable onRecord = this::plan;
    private final Map<String, ShardReader> readers = new LinkedHashMap<>();
    private final long startMicros;
    private @Nullable ScheduledEvent wake;
    private @Nullable Exception lastError;
    private long batches;
    private boolean closed;

    private StreamConsumer(
            SimulatedStream described,
            TableStream stream,
            StreamConsumerBuilder.Settings settings,
            PartialBatchHandler handler) {
        this.described = described;
        this.simulation = described.simulation();
        this.stream = stream;
        this.settings = settings;
        this.handler = handler;
        this.startMicros = now();
    }

    static StreamConsumer start(
            SimulatedStream described,
            TableStream stream,
            StreamConsumerBuilder.Settings settings,
            PartialBatchHandler handler) {
        StreamConsumer consumer = new StreamConsumer(described, stream, settings, handler);
        described.simulation().run(consumer::start);
        return consumer;
    }

    private void start() {
        for (StreamShard shard : stream.shards()) {
            if (settings.latest()) {
                add(shard, stream.latest());
            }
        }
        stream.onRecord(onRecord);
        simulation.timeDriver().add(this);
        plan();
    }

    private void add(StreamShard shard, long position) {
        readers.put(
                shard.id(),
                new ShardReader(
                        stream, shard, position, settings, (condition, batch) -> discard(condition, shard, batch)));
    }

    /** The stream that is consumed. */
    public SimulatedStream stream() {
        return described;
    }

    /** How often the handler was called. */
    public long invocations() {
        return simulation.call(() -> batches);
    }

    /** What the handler threw last, if it ever threw. */
    public Optional<Exception> lastError() {
        return simulation.call(() -> Optional.ofNullable(lastError));
    }

    /** Whether every record that the stream holds is done, or was given up. */
    public boolean isCaughtUp() {
        return simulation.call(() -> {
            addNewShards();
            return readers.values().stream().allMatch(ShardReader::isCaughtUp);
        });
    }

    /**
     * Has the last batch of each shard that was done handled once more when the clock moves next, before anything else: what
     * a consumer sees whose acknowledgement was lost.
     *
     * @throws IllegalStateException if no batch was done yet
     */
    public void redeliverLastBatch() {
        simulation.run(() -> {
            boolean redelivered = false;
            for (ShardReader reader : readers.values()) {
                redelivered |= reader.redeliver(now());
            }
            if (!redelivered) {
                throw new IllegalStateException("The consumer of the " + described
                        + " has not done a batch yet. Write something and settle() first.");
            }
            plan();
        });
    }

    /** Ends the subscription; the handler is not called any more. */
    @Override
    public void close() {
        simulation.call(() -> {
            closed = true;
            stream.ignoreRecords(onRecord);
            simulation.timeDriver().remove(this);
            if (wake != null) {
                wake.cancel();
            }
            return this;
        });
    }

    @Override
    public String toString() {
        return "consumer of the " + described;
    }

    /** When the consumer has something to do next, as far as is known. */
    OptionalLong dueMicros() {
        return wake == null ? OptionalLong.empty() : OptionalLong.of(wake.dueMicros());
    }

    private long now() {
        return simulation.time().nowMicros();
    }

    /** Sees to it that there is an event of virtual time when a reader has something to do. */
    private void plan() {
        addNewShards();
        long now = now();
        long nextPoll = startMicros + ((now - startMicros) / settings.pollMicros() + 1) * settings.pollMicros();
        long next = ShardReader.NEVER;
        for (ShardReader reader : readers.values()) {
            next = Math.min(next, reader.plan(now, nextPoll));
        }
        ScheduledEvent planned = wake;
        if (planned != null && planned.dueMicros() <= next) {
            return;
        }
        if (planned != null) {
            planned.cancel();
        }
        wake = next == ShardReader.NEVER ? null : simulation.time().at(next, this::poll);
    }

    /** Shards that were opened meanwhile, once their parents are done; what is in them is all new. */
    private void addNewShards() {
        List<StreamShard> shards = stream.shards();
        for (StreamShard shard : shards) {
            if (!readers.containsKey(shard.id()) && isParentDone(shard, shards)) {
                add(shard, shard.trimHorizon());
            }
        }
    }

    /** A parent without a reader waits for its own parent, unless the stream has forgotten it. */
    private boolean isParentDone(StreamShard shard, List<StreamShard> shards) {
        ShardReader parent = shard.parentId() == null ? null : readers.get(shard.parentId());
        return parent == null
                ? shards.stream().noneMatch(other -> other.id().equals(shard.parentId()))
                : parent.isFinished();
    }

    private void poll() {
        wake = null;
        for (ShardReader reader : new ArrayList<>(readers.values())) {
            RecordBatch batch = reader.take(now());
            if (batch != null) {
                simulation.time().interrupt(new Invocation(reader, batch));
            }
        }
        plan();
    }

    private void discard(String condition, StreamShard shard, RecordBatch batch) {
        DiscardedBatch discarded = new DiscardedBatch(
                condition, shard.id(), batch.records(), batch.invocations(), Optional.ofNullable(batch.cause()));
        if (settings.onFailureDestination() != null) {
            settings.onFailureDestination().add(discarded);
            return;
        }
        simulation.time().interrupt(() -> {
            throw new IllegalStateException(
                    "The " + this + " gave up on " + batch.size() + " records after " + batch.invocations()
                            + " invocations (" + condition + ")"
                            + discarded
                                    .cause()
                                    .map(cause -> ", the last of which threw " + cause)
                                    .orElse("")
                            + ". If the test expects that, give the consumer an onFailureDestination(..) to look at.",
                    batch.cause());
        });
    }

    /** One call of the handler, without the simulation's lock. */
    private final class Invocation implements Runnable {

        private final ShardReader reader;
        private final RecordBatch batch;

        private Invocation(ShardReader reader, RecordBatch batch) {
            this.reader = reader;
            this.batch = batch;
        }

        @Override
        public void run() {
            if (isClosed()) {
                return;
            }
            int done = 0;
            Exception thrown = null;
            try {
                Collection<String> failed = handler.handle(batch.records());
                done = batch.doneBefore(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                thrown = interrupted;
            } catch (Exception failure) {
                thrown = failure;
            } finally {
                finish(done, thrown);
            }
        }

        private boolean isClosed() {
            return simulation.call(() -> closed);
        }

        private void finish(int done, @Nullable Exception thrown) {
            simulation.call(() -> {
                batches++;
                if (thrown != null) {
                    lastError = thrown;
                }
                reader.finish(batch.invoked(thrown), done, now());
                if (!closed) {
                    plan();
                }
                return this;
            });
        }

        @Override
        public String toString() {
            return "the " + described;
        }
    }
}
