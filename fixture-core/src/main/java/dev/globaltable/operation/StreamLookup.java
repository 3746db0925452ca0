package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.resourceNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.stream.RegionalStreams;
import dev.globaltable.stream.StreamShard;
import dev.globaltable.stream.TableStream;
import java.util.regex.Pattern;

/** Finds the stream and the shard that a request names (STR-17). */
final class StreamLookup {

    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[a-zA-Z0-9_.-]+/stream/[0-9A-Z:.-]+");

    private StreamLookup() {}

    static TableStream forDescription(RegionalStreams streams, String arn) {
        requireArn(arn);
        TableStream stream = streams.find(arn);
        if (stream == null) {
            throw resourceNotFound("Requested resource not found: Stream: " + arn + " not found");
        }
        return stream;
    }

    static TableStream forReading(RegionalStreams streams, String arn) {
        requireArn(arn);
        TableStream stream = streams.find(arn);
        if (stream == null) {
            throw resourceNotFound("Requested resource not found: Stream does not exist");
        }
        return stream;
    }

    static StreamShard shard(TableStream stream, String shardId) {
        StreamShard shard = stream.shard(shardId);
        if (shard == null) {
            throw resourceNotFound("Requested resource not found: Shard does not exist");
        }
        return shard;
    }

    private static void requireArn(String arn) {
        if (!ARN.matcher(arn).matches()) {
            throw validation("Invalid StreamArn");
        }
    }
}
