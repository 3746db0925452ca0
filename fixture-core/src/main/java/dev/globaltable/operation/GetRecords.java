package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.expiredIterator;
import static dev.globaltable.error.ServiceErrors.limitExceeded;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.stream.ReadRecord;
import dev.globaltable.stream.RegionalStreams;
import dev.globaltable.stream.ShardIterator;
import dev.globaltable.stream.StreamShard;
import dev.globaltable.stream.TableStream;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;

/** {@code GetRecords}: at most 1000 records or 1 MB of one shard (STR-16). */
final class GetRecords implements Operation<GetRecordsRequest> {

    private static final int LIMIT_MAX = 1000;

    private final RegionalStreams streams;

    GetRecords(RegionalStreams streams) {
        this.streams = streams;
    }

    @Override
    public GetRecordsResponse.Builder execute(GetRecordsRequest request) {
        new Constraints()
                .present("shardIterator", request.shardIterator() != null)
                .length("shardIterator", request.shardIterator(), 1, 2048)
                .atLeast("limit", request.limit(), 1)
                .check();
        ShardIterator iterator =
                ShardIterator.parse(request.shardIterator()).orElseThrow(() -> validation("Invalid ShardIterator"));
        int limit = request.limit() == null ? LIMIT_MAX : request.limit();
        if (limit > LIMIT_MAX) {
            throw limitExceeded("Limit should be less than or equal to 1000");
        }
        if (iterator.isExpired(streams.nowMicros())) {
            throw expiredIterator("The provided iterator exceeds the maximum age allowed.");
        }
        TableStream stream = StreamLookup.forReading(streams, iterator.streamArn());
        StreamShard shard = StreamLookup.shard(stream, iterator.shardId());
        if (shard.isTrimmed(iterator.position())) {
            throw GetShardIterator.trimmed();
        }
        List<ReadRecord> page = stream.read(shard, iterator.position(), limit);
        long next =
                page.isEmpty() ? iterator.position() : page.get(page.size() - 1).next();
        return GetRecordsResponse.builder()
                .records(page.stream().map(ReadRecord::record).toList())
                .nextShardIterator(
                        shard.endsBefore(next)
                                ? null
                                : new ShardIterator(stream.arn(), shard.id(), next, streams.nowMicros()).text());
    }
}
