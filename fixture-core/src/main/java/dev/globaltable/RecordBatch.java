package dev.globaltable;

import dev.globaltable.stream.ReadRecord;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Records that a handler is called with, and what came of that up to now.
 *
 * @param retries how many times it failed, bisections not counted
 * @param invocations how often the handler was called with it
 * @param cause what the handler threw last
 */
record RecordBatch(
        List<ReadRecord> reads,
        int retries,
        int invocations,
        @Nullable Exception cause) {

    static RecordBatch of(List<ReadRecord> reads) {
        return new RecordBatch(reads, 0, 0, null);
    }

    List<Record> records() {
        return reads.stream().map(ReadRecord::record).toList();
    }

    RecordBatch invoked(@Nullable Exception thrown) {
        return new RecordBatch(reads, retries, invocations + 1, thrown);
    }

    RecordBatch retried() {
        return new RecordBatch(reads, retries + 1, invocations, cause);
    }

    /** A part of the batch, with the same past. */
    RecordBatch part(int from, int to) {
        return new RecordBatch(reads.subList(from, to), retries, invocations, cause);
    }

    int size() {
        return reads.size();
    }

    /** How many records are done when these failed: those before the first of them. */
    int doneBefore(Collection<String> failed) {
        if (failed.isEmpty()) {
            return size();
        }
        List<String> numbers = reads.stream()
                .map(read -> read.record().dynamodb().sequenceNumber())
                .toList();
        if (!numbers.containsAll(failed)) {
            return 0;
        }
        return failed.stream().mapToInt(numbers::indexOf).min().orElse(0);
    }

    /** How many records are of this time or older; they are the first. */
    int notAfter(long micros) {
        int older = 0;
        while (older < size() && reads.get(older).micros() <= micros) {
            older++;
        }
        return older;
    }
}
