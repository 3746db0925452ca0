package dev.globaltable.control;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ApproximateCreationDateTimePrecision;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;

/**
 * A Kinesis data stream that a table was told to write to.
 *
 * @param description why it failed, {@code null} unless it did
 * @param precision of the records' times, {@code null} when no request ever said
 */
record StreamingDestination(
        String streamArn,
        DestinationStatus status,
        @Nullable String description,
        @Nullable ApproximateCreationDateTimePrecision precision) {

    StreamingDestination with(DestinationStatus other, @Nullable String why) {
        return new StreamingDestination(streamArn, other, why, precision);
    }

    StreamingDestination with(DestinationStatus other, ApproximateCreationDateTimePrecision times) {
        return new StreamingDestination(streamArn, other, null, times);
    }

    /** Whether it keeps a table from having another one. */
    boolean isLive() {
        return status != DestinationStatus.DISABLED && status != DestinationStatus.ENABLE_FAILED;
    }
}
