package dev.globaltable.sdk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.regions.Region;

/** What routed calls are answered by: a simulation, as far as the transports need it. */
interface SimulatedAccount {

    /**
     * Answers a call.
     *
     * @param accessKeyId of the credentials that the application chose, {@code null} if they are not known
     */
    AwsResponse execute(Region region, AwsRequest request, @Nullable String accessKeyId);

    Region homeRegion();

    /** Lets virtual time pass, as a client does that waits before it tries again. */
    void elapse(Duration duration);
}
