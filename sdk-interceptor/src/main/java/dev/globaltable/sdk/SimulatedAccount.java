package dev.globaltable.sdk;

import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.regions.Region;

/** What routed calls are answered by: a simulation, as far as the transports need it. */
interface SimulatedAccount {

    AwsResponse execute(Region region, AwsRequest request);

    Region homeRegion();
}
