package dev.globaltable.control;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The time to live of a table that was ever told to have it.
 *
 * @param attribute the attribute with the time of expiry, {@code null} once it is disabled
 * @param changedMicros when it was last turned on or off
 */
record TimeToLive(TimeToLiveStatus status, @Nullable String attribute, long changedMicros) {

    TimeToLiveDescription describe() {
        return TimeToLiveDescription.builder()
                .timeToLiveStatus(status)
                .attributeName(attribute)
                .build();
    }

    /** Whether items expire, or are about to or to do so no more. */
    boolean isActive() {
        return status != TimeToLiveStatus.DISABLED;
    }
}
