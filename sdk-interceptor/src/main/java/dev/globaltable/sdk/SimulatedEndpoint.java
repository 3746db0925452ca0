package dev.globaltable.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** The endpoint of one Region in one simulation. */
@FunctionalInterface
interface SimulatedEndpoint {

    /**
     * Answers, or throws what the service or the simulation has to say against it.
     *
     * @param authorization the signed request's header of this name, {@code null} where requests are not signed
     */
    AwsResponse answer(AwsRequest request, @Nullable String authorization);
}
