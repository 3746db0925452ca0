package dev.globaltable.differential;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** One of the two things compared. */
interface Target {

    /** What reports call it. */
    String name();

    /** Forgets every table: the state in which each sequence starts. */
    void reset();

    /** Answers one request, or throws what the service answers it with. */
    DynamoDbResponse execute(DynamoDbRequest request);
}
