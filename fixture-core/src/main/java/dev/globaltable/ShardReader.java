package dev.globaltable;

import dev.globaltable.stream.ReadRecord;
import dev.globaltable.stream.StreamShard;
import dev.globaltable.stream.TableStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One consumer's way through one shard: batches in order, and none before the one ahead of it is done. */
final class ShardReader {

    static final long NEVER = Long.MAX_VALUE;

    private static final long FIRST_DELAY_MICROS = 1_000_000;
    private static final int DELAY_DOUBLINGS_MAX = 6;

    private final TableStream stream;
    private final StreamShard shard;
    private final StreamConsumerBuilder.Settings settings;
    private final BiConsumer<String, RecordBatch> discard;
    private final Deque<RecordBatch> again = new ArrayDeque<>();
    private @Nullable RecordBatch lastDone;
    private boolean busy;
    private long position;
    private long backlogEnd;
    private long readyMicros;
    private long windowEnd = NEVER;
    private long wakeMicros = NEVER;

    ShardReader(
            TableStream stream,
            StreamShard shard,
            long position,
            StreamConsumerBuilder.Settings settings,
            BiConsumer<String, RecordBatch> discard) {
        this.stream = stream;
        this.shard = shard;
        this.position = position;
        this.settings = settings;
        this.discard = discard;
    }

    StreamShard shard() {
        return shard;
    }

    /** Whether the shard is closed and everything in it done; its children come next (STR-13). */
    boolean isFinished() {
        return shard.endsBefore(position) && isIdle();
    }

    private boolean isIdle() {
        return !busy && again.isEmpty();
    }

    boolean isCaughtUp() {
        return isIdle() && shard.count(position) == 0;
    }

    /** Works out anew when there is something to do; {@link #NEVER} when that takes a new record. */
    long plan(long now, long nextPoll) {
        wakeMicros = busy ? NEVER : Math.min(wakeMicros, due(now, nextPoll));
        return wakeMicros;
    }

    private long due(long now, long nextPoll) {
        if (!again.isEmpty()) {
            return Math.max(readyMicros, now);
        }
        int waiting = shard.count(position);
        if (waiting == 0) {
            return NEVER;
        }
        if (windowEnd != NEVER && waiting < settings.batchSize()) {
            return Math.max(windowEnd, now);
        }
        return position < backlogEnd ? now : nextPoll;
    }

    /** The batch that is due, if one is; the reader is busy with it until it is finished. */
    @Nullable
    RecordBatch take(long now) {
        if (busy || wakeMicros > now) {
            return null;
        }
        wakeMicros = NEVER;
        RecordBatch retried = again.poll();
        RecordBatch batch = fresh(retried == null ? read(now) : retried, now);
        busy = batch != null;
        return batch;
    }

    private @Nullable RecordBatch read(long now) {
        position = Math.max(position, shard.trimHorizon());
        if (position >= backlogEnd) {
            // What is written from now on waits for the next poll, or a handler that writes would never come to an end.
            backlogEnd = stream.latest();
        }
        List<ReadRecord> reads = stream.read(shard, position, settings.batchSize());
        if (waitsForMore(reads, now)) {
            return null;
        }
        windowEnd = NEVER;
        if (reads.isEmpty()) {
            return null;
        }
        position = reads.get(reads.size() - 1).next();
        List<ReadRecord> matching = reads.stream()
                .filter(read -> settings.filter().test(read.record()))
                .toList();
        return matching.isEmpty() ? null : RecordBatch.of(matching);
    }

    private boolean waitsForMore(List<ReadRecord> reads, long now) {
        if (settings.windowMicros() == 0 || reads.isEmpty() || reads.size() == settings.batchSize()) {
            return false;
        }
        if (windowEnd == NEVER) {
            windowEnd = now + settings.windowMicros();
        }
        return now < windowEnd;
    }

    private @Nullable RecordBatch fresh(@Nullable RecordBatch batch, long now) {
        if (batch == null) {
            return null;
        }
        int old = batch.notAfter(now - settings.maximumAgeMicros());
        if (old == 0) {
            return batch;
        }
        discard.accept("RecordAgeExceeded", batch.part(0, old));
        return old == batch.size() ? null : batch.part(old, batch.size());
    }

    /** The handler did so many records of the batch. */
    void finish(RecordBatch batch, int done, long now) {
        busy = false;
        if (done > 0) {
            lastDone = batch.part(0, done);
        }
        if (done < batch.size()) {
            retry(batch.part(done, batch.size()), done > 0, now);
        }
    }

    private void retry(RecordBatch rest, boolean partlyDone, long now) {
        if (settings.bisectBatchOnError() && !partlyDone && rest.size() > 1) {
            int middle = rest.size() / 2;
            again.addFirst(rest.part(middle, rest.size()));
            again.addFirst(rest.part(0, middle));
        } else if (settings.maximumRetryAttempts() >= 0 && rest.retries() >= settings.maximumRetryAttempts()) {
            discard.accept("RetryAttemptsExhausted", rest);
            return;
        } else {
            again.addFirst(rest.retried());
        }
        long delay = FIRST_DELAY_MICROS << Math.min(rest.retries(), DELAY_DOUBLINGS_MAX);
        // Not a moment later than the batch is too old, or what follows it would be too old as well.
        readyMicros = Math.min(now + delay, rest.reads().get(0).micros() + settings.maximumAgeMicros());
    }

    /** Puts the last batch that was done before everything else; whether there was one. */
    boolean redeliver(long now) {
        RecordBatch done = lastDone;
        if (done == null) {
            return false;
        }
        again.addFirst(RecordBatch.of(done.reads()));
        readyMicros = now;
        return true;
    }
}
