package dev.globaltable.protocol;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.AwsResponseMetadata;

/** Where a response carries the id of its request. */
final class RequestIds {

    /** What the SDK answers for a response that has metadata but no request id. */
    private static final String ABSENT = "UNKNOWN";

    private RequestIds() {}

    static @Nullable String of(AwsResponse response) {
        AwsResponseMetadata metadata = response.responseMetadata();
        if (metadata == null) {
            return null;
        }
        String id = metadata.requestId();
        return ABSENT.equals(id) ? null : id;
    }
}
