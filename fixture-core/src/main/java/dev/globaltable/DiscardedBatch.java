package dev.globaltable;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Records that a {@link StreamConsumer} gave up on.
 *
 * @param condition why, in AWS Lambda's words: {@code "RetryAttemptsExhausted"} or {@code "RecordAgeExceeded"}
 * @param shardId where they came from
 * @param records oldest first
 * @param invocations how often the handler was called with them
 * @param cause what the handler threw last, if it threw
 * @since 0.1.0
 */
public record DiscardedBatch(
        String condition, String shardId, List<Record> records, int invocations, Optional<Exception> cause) {

    public DiscardedBatch {
        records = List.copyOf(records);
    }
}
