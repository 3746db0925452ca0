package dev.globaltable;

import dev.globaltable.choice.ChoiceSource;
import java.util.Collections;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.util.AwsHeader;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Gives each answer a request id of the length and alphabet that DynamoDB's have. */
final class RequestIds {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 52;
    private static final int DRAWN = 12;

    private final ChoiceSource choices;

    RequestIds(ChoiceSource choices) {
        this.choices = choices;
    }

    AwsResponse stamp(AwsResponse response) {
        if (!(response instanceof DynamoDbResponse dynamoDb)) {
            return response;
        }
        return dynamoDb.toBuilder()
                .responseMetadata(
                        DefaultAwsResponseMetadata.create(Collections.singletonMap(AwsHeader.AWS_REQUEST_ID, next())))
                .build();
    }

    AwsServiceException stamp(AwsServiceException error) {
        return error.toBuilder().requestId(next()).build();
    }

    private String next() {
        char[] id = new char[LENGTH];
        long bits = choices.nextBits("request id");
        for (int at = 0; at < LENGTH; at++) {
            if (at < DRAWN) {
                id[at] = ALPHABET.charAt((int) Long.remainderUnsigned(bits, ALPHABET.length()));
                bits = Long.divideUnsigned(bits, ALPHABET.length());
            } else {
                id[at] = id[at % DRAWN];
            }
        }
        return new String(id);
    }
}
