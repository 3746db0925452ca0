package dev.globaltable.operation;

import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** One operation of the API in one Region: validates the whole request, then acts. */
@FunctionalInterface
interface Operation<Q extends AwsRequest, R extends AwsResponse> {

    R execute(Q request);
}
