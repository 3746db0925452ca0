package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.stream.RegionalStreams;
import dev.globaltable.stream.StreamShard;
import dev.globaltable.stream.TableStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardFilter;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;

/** {@code DescribeStream}: a stream and a page of its shards, parents before children (STR-13). */
final class DescribeStream implements Operation<DescribeStreamRequest> {

    private static final int LIMIT_MAX = 100;
    private static final List<String> FILTER_TYPES = List.of("CHILD_SHARDS");

    private final RegionalStreams streams;

    DescribeStream(RegionalStreams streams) {
        this.streams = streams;
    }

    @Override
    public DescribeStreamResponse.Builder execute(DescribeStreamRequest request) {
        checkShape(request);
        int limit = request.limit() == null ? LIMIT_MAX : request.limit();
        if (limit > LIMIT_MAX) {
            throw validation(
                    "One or more parameter values were invalid: Limit cannot be greater than the maximum: 100");
        }
        TableStream stream = StreamLookup.forDescription(streams, request.streamArn());
        List<StreamShard> rest = stream.shards().stream()
                .filter(shard -> isAfter(shard, request.exclusiveStartShardId()))
                .filter(shard -> passes(shard, request.shardFilter()))
                .toList();
        List<StreamShard> page = rest.subList(0, Math.min(limit, rest.size()));
        return DescribeStreamResponse.builder()
                .streamDescription(StreamDescription.builder()
                        .streamArn(stream.arn())
                        .streamLabel(stream.label())
                        .streamStatus(stream.status())
                        .streamViewType(stream.viewType())
                        .creationRequestDateTime(Instant.ofEpochMilli(stream.createdMicros() / 1000))
                        .tableName(stream.tableName())
                        .keySchema(stream.keySchema().elements())
                        .shards(page.stream().map(StreamShard::describe).toList())
                        .lastEvaluatedShardId(
                                rest.size() > limit ? page.get(limit - 1).id() : null)
                        .build());
    }

    private static void checkShape(DescribeStreamRequest request) {
        Constraints constraints = new Constraints()
                .streamArn(request.streamArn())
                .atLeast("limit", request.limit(), 1)
                .shardId("exclusiveStartShardId", request.exclusiveStartShardId());
        ShardFilter filter = request.shardFilter();
        if (filter != null) {
            if (filter.typeAsString() == null) {
                constraints.violation("'null'", "shardFilter.type", "Member must be CHILD_SHARDS");
            }
            constraints
                    .oneOf("shardFilter.type", filter.typeAsString(), FILTER_TYPES)
                    .shardId("shardFilter.shardId", filter.shardId());
        }
        constraints.check();
    }

    /** Ids are in the order in which shards were opened. */
    private static boolean isAfter(StreamShard shard, @Nullable String startId) {
        return startId == null || shard.id().compareTo(startId) > 0;
    }

    private static boolean passes(StreamShard shard, @Nullable ShardFilter filter) {
        return filter == null || (shard.parentId() != null && shard.parentId().equals(filter.shardId()));
    }
}
