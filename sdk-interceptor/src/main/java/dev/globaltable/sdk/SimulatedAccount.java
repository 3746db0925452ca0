package dev.globaltable.sdk;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.regions.Region;

/** What routed calls are answered by: a simulation, as far as the transports need it. */
interface SimulatedAccount {

    AwsResponse execute(Region region, AwsRequest request);

    Region homeRegion();

    /** Lets virtual time pass, as a client does that waits before it tries again. */
    void elapse(Duration duration);
}
