package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.trimmedDataAccess;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.stream.RegionalStreams;
import dev.globaltable.stream.SequenceNumbers;
import dev.globaltable.stream.ShardIterator;
import dev.globaltable.stream.StreamShard;
import dev.globaltable.stream.TableStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;

/** {@code GetShardIterator} (STR-14). */
final class GetShardIterator implements Operation<GetShardIteratorRequest> {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final List<String> TYPES =
            List.of("TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER");

    private final RegionalStreams streams;

    GetShardIterator(RegionalStreams streams) {
        this.streams = streams;
    }

    static DynamoDbException trimmed() {
        return trimmedDataAccess("The data you are trying to access has been trimmed.");
    }

    @Override
    public GetShardIteratorResponse.Builder execute(GetShardIteratorRequest request) {
        new Constraints()
                .streamArn(request.streamArn())
                .present("shardId", request.shardId() != null)
                .shardId("shardId", request.shardId())
                .present("shardIteratorType", request.shardIteratorTypeAsString() != null)
                .oneOf("shardIteratorType", request.shardIteratorTypeAsString(), TYPES)
                .length("sequenceNumber", request.sequenceNumber(), 21, 40)
                .check();
        long sequence = sequence(request);
        TableStream stream = StreamLookup.forReading(streams, request.streamArn());
        StreamShard shard = StreamLookup.shard(stream, request.shardId());
        long position = switch (request.shardIteratorType()) {
            case TRIM_HORIZON -> shard.trimHorizon();
            case LATEST -> stream.latest();
            case AT_SEQUENCE_NUMBER -> existing(stream, shard, sequence);
            case AFTER_SEQUENCE_NUMBER -> existing(stream, shard, sequence) + 1;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("Checked before");
        };
        return GetShardIteratorResponse.builder()
                .shardIterator(new ShardIterator(stream.arn(), shard.id(), position, streams.nowMicros()).text());
    }

    private static long sequence(GetShardIteratorRequest request) {
        String given = request.sequenceNumber();
        switch (request.shardIteratorType()) {
            case AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER -> {
                return parsed(given);
            }
            default -> {
                if (given != null) {
                    throw validation(INVALID + "SequenceNumber should not be passed for this iterator type");
                }
                return 0;
            }
        }
    }

    private static long parsed(@Nullable String given) {
        if (given == null) {
            throw invalidSequenceNumber();
        }
        return SequenceNumbers.parse(given).orElseThrow(GetShardIterator::invalidSequenceNumber);
    }

    private static DynamoDbException invalidSequenceNumber() {
        return validation(INVALID + "Invalid SequenceNumber");
    }

    /** A place that the shard has, or had. */
    private static long existing(TableStream stream, StreamShard shard, long sequence) {
        if (!shard.spans(sequence) || sequence >= stream.latest()) {
            throw validation("Invalid SequenceNumber for the shard");
        }
        if (shard.isTrimmed(sequence)) {
            throw trimmed();
        }
        return sequence;
    }
}
