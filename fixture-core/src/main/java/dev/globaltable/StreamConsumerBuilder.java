package dev.globaltable;

import dev.globaltable.stream.TableStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * How a {@link StreamConsumer} reads a stream. The names and defaults are those of AWS Lambda's event source mappings, except
 * for the starting position.
 *
 * <pre>{@code
 * List<DiscardedBatch> deadLetters = new ArrayList<>();
 * StreamConsumer consumer = simulation.table("orders").stream(Region.EU_WEST_1).consumer()
 *     .batchSize(10)
 *     .maximumRetryAttempts(2)
 *     .onFailureDestination(deadLetters)
 *     .subscribe(records -> handler.handle(records));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class StreamConsumerBuilder {

    private static final int BATCH_SIZE_MAX = 10_000;
    private static final Duration RETENTION = Duration.ofHours(24);

    private final SimulatedStream described;
    private final TableStream stream;
    private int batchSize = 100;
    private boolean latest;
    private Duration batchingWindow = Duration.ZERO;
    private Duration pollInterval = Duration.ofMillis(250);
    private Duration maximumRecordAge = RETENTION;
    private int maximumRetryAttempts = -1;
    private boolean bisectBatchOnError;
    private Predicate<Record> filter = record -> true;
    private @Nullable Collection<? super DiscardedBatch> onFailureDestination;

    StreamConsumerBuilder(SimulatedStream described, TableStream stream) {
        this.described = described;
        this.stream = stream;
    }

    /** The settings of one consumer, times in microseconds. */
    record Settings(
            int batchSize,
            boolean latest,
            long windowMicros,
            long pollMicros,
            long maximumAgeMicros,
            int maximumRetryAttempts,
            boolean bisectBatchOnError,
            Predicate<Record> filter,
            @Nullable Collection<? super DiscardedBatch> onFailureDestination) {}

    /**
     * How many records a batch has at most, 1 to 10,000. Default: 100. A batch is never larger than 1 MB.
     *
     * @throws IllegalArgumentException if it is none of these numbers
     */
    public StreamConsumerBuilder batchSize(int records) {
        require(records >= 1 && records <= BATCH_SIZE_MAX, "A batch has 1 to 10000 records; found " + records + ".");
        batchSize = records;
        return this;
    }

    /** Starts with the oldest record that the stream still has ({@code TRIM_HORIZON}). The default. */
    public StreamConsumerBuilder fromTrimHorizon() {
        latest = false;
        return this;
    }

    /** Starts with what is written after the subscription ({@code LATEST}). */
    public StreamConsumerBuilder fromLatest() {
        latest = true;
        return this;
    }

    /**
     * How long to wait for a batch to become full. Default: not at all.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public StreamConsumerBuilder maximumBatchingWindow(Duration window) {
        require(!window.isNegative(), "A batching window is not negative; found " + window + ".");
        batchingWindow = window;
        return this;
    }

    /**
     * How often the stream is looked at, counted from the subscription. Default: 250 ms.
     *
     * @throws IllegalArgumentException if it is shorter than a microsecond
     */
    public StreamConsumerBuilder pollInterval(Duration interval) {
        require(interval.toNanos() >= 1000, "Polls are at least a microsecond apart; found " + interval + ".");
        pollInterval = interval;
        return this;
    }

    /**
     * How often a batch is tried again after it failed; then it is discarded. Default: until the records are too old.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public StreamConsumerBuilder maximumRetryAttempts(int attempts) {
        require(attempts >= 0, "A batch is tried again 0 times or more; found " + attempts + ".");
        maximumRetryAttempts = attempts;
        return this;
    }

    /**
     * At which age records are discarded instead of handled. Default: 24 hours, after which
     * the stream itself forgets them.
     *
     * @throws IllegalArgumentException if it is not positive or longer than that
     */
    public StreamConsumerBuilder maximumRecordAge(Duration age) {
        require(
                !age.isNegative() && !age.isZero() && age.compareTo(RETENTION) <= 0,
                "Records are at most 24 hours old, and at least a little; found " + age + ".");
        maximumRecordAge = age;
        return this;
    }

    /** Splits a batch that failed in two, to get at the record that is to blame. That is not counted as a retry. */
    public StreamConsumerBuilder bisectBatchOnError() {
        bisectBatchOnError = true;
        return this;
    }

    /** Passes over the records that do not match. The criteria look at the record alone; they must not use clients. */
    public StreamConsumerBuilder filter(Predicate<Record> criteria) {
        filter = criteria;
        return this;
    }

    /**
     * Takes what the consumer gives up on. Without one, the call that moved the clock fails then: nothing is lost silently.
     */
    public StreamConsumerBuilder onFailureDestination(Collection<? super DiscardedBatch> destination) {
        onFailureDestination = destination;
        return this;
    }

    /** Starts a consumer that tries a whole batch again when the handler throws. */
    public StreamConsumer subscribe(StreamHandler handler) {
        return subscribeReportingFailures(records -> {
            handler.handle(records);
            return List.of();
        });
    }

    /** Starts a consumer whose handler tells which records failed ({@code ReportBatchItemFailures}). */
    public StreamConsumer subscribeReportingFailures(PartialBatchHandler handler) {
        Settings settings = new Settings(
                batchSize,
                latest,
                micros(batchingWindow),
                micros(pollInterval),
                micros(maximumRecordAge),
                maximumRetryAttempts,
                bisectBatchOnError,
                filter,
                onFailureDestination);
        return StreamConsumer.start(described, stream, settings, handler);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static void require(boolean fulfilled, String message) {
        if (!fulfilled) {
            throw new IllegalArgumentException(message);
        }
    }
}
