package dev.globaltable.differential;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbStreamsResponse;

/** One of the two things compared. */
interface Target {

    /** What reports call it. */
    String name();

    /** Forgets every table: the state in which each sequence starts. */
    void reset();

    /** Answers one request, or throws what the service answers it with. */
    DynamoDbResponse execute(DynamoDbRequest request);

    /** The same for the operations that read streams. */
    DynamoDbStreamsResponse execute(DynamoDbStreamsRequest request);
}
