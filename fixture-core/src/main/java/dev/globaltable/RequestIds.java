package dev.globaltable;

import dev.globaltable.choice.ChoiceSource;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.util.AwsHeader;

/** Gives each answer a request id of the length and alphabet that DynamoDB's have. */
final class RequestIds {

    /** 32 of the 36 characters, so that five random bits make one. */
    private static final byte[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".getBytes(StandardCharsets.US_ASCII);

    private static final int LENGTH = 52;
    private static final int BITS_PER_CHARACTER = 5;
    private static final int CHARACTERS_PER_DRAW = 12;

    /** Any odd number with many bits spreads one draw over the rest of the id. */
    private static final long MULTIPLIER = 0xD1342543DE82EF95L;

    private final ChoiceSource choices;

    RequestIds(ChoiceSource choices) {
        this.choices = choices;
    }

    AwsResponse stamp(AwsResponse.Builder response) {
        return response.responseMetadata(
                        DefaultAwsResponseMetadata.create(Collections.singletonMap(AwsHeader.AWS_REQUEST_ID, next())))
                .build();
    }

    AwsServiceException stamp(AwsServiceException error) {
        return error.toBuilder().requestId(next()).build();
    }

    String next() {
        byte[] id = new byte[LENGTH];
        long drawn = choices.nextBits("request id");
        long bits = drawn;
        for (int at = 0; at < LENGTH; at++) {
            if (at % CHARACTERS_PER_DRAW == CHARACTERS_PER_DRAW - 1) {
                bits = Long.rotateRight(drawn, at) * MULTIPLIER;
            }
            id[at] = ALPHABET[(int) bits & (ALPHABET.length - 1)];
            bits >>>= BITS_PER_CHARACTER;
        }
        return new String(id, StandardCharsets.US_ASCII);
    }
}
