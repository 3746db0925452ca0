package dev.globaltable.sdk;

import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** The endpoint of one Region in one simulation. */
@FunctionalInterface
interface SimulatedEndpoint {

    /** Answers, or throws what the service or the simulation has to say against it. */
    AwsResponse answer(AwsRequest request);
}
