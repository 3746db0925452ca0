package dev.globaltable.operation;

import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/**
 * One operation of the API in one Region: validates the whole request, then acts.
 *
 * <p>The answer is left open for the request id: closing it copies all that is in it.
 */
@FunctionalInterface
public interface Operation<Q extends AwsRequest> {

    AwsResponse.Builder execute(Q request);
}
