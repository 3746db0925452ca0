package dev.globaltable.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/** Reads everything that a stream has, and brings it into the form in which it is compared. */
final class StreamReader {

    private static final int MOST_PAGES = 1_000;

    private final Target target;
    private final String arn;

    private StreamReader(Target target, String arn) {
        this.target = target;
        this.arn = arn;
    }

    /** The records of each item, in their order; across items there is none. */
    static Map<String, Object> read(Target target, String arn) {
        StreamReader reader = new StreamReader(target, arn);
        Map<String, Object> items = new TreeMap<>();
        for (Shard shard : reader.shards()) {
            for (Record each : reader.records(shard.shardId())) {
                add(items, each);
            }
        }
        return items;
    }

    private List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        String last = null;
        do {
            var description = call(
                            DescribeStreamResponse.class,
                            DescribeStreamRequest.builder()
                                    .streamArn(arn)
                                    .exclusiveStartShardId(last)
                                    .build())
                    .streamDescription();
            shards.addAll(description.shards());
            last = description.lastEvaluatedShardId();
        } while (last != null);
        return shards;
    }

    private List<Record> records(String shard) {
        List<Record> records = new ArrayList<>();
        String iterator = call(
                        GetShardIteratorResponse.class,
                        GetShardIteratorRequest.builder()
                                .streamArn(arn)
                                .shardId(shard)
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)
                                .build())
                .shardIterator();
        for (int pages = 0; iterator != null && pages < MOST_PAGES; pages++) {
            GetRecordsResponse page = call(
                    GetRecordsResponse.class,
                    GetRecordsRequest.builder().shardIterator(iterator).build());
            records.addAll(page.records());
            iterator = page.records().isEmpty() ? null : page.nextShardIterator();
        }
        return records;
    }

    private <R extends DynamoDbStreamsResponse> R call(Class<R> type, DynamoDbStreamsRequest request) {
        return type.cast(target.execute(request));
    }

    private static void add(Map<String, Object> items, Record each) {
        Map<String, Object> change = new TreeMap<>(Tree.of(each.dynamodb()));
        change.remove("SequenceNumber");
        change.remove("ApproximateCreationDateTime");
        change.put("eventName", each.eventNameAsString());
        change.put("eventSource", String.valueOf(each.eventSource()));
        change.put("eventVersion", String.valueOf(each.eventVersion()));
        change.put("userIdentity", each.userIdentity() == null ? "none" : Tree.of(each.userIdentity()));
        String item = Json.text(NumberText.normal(Tree.child(change, "Keys")));
        @Nullable Object known = items.get(item);
        List<Object> changes = new ArrayList<>(known instanceof List<?> list ? list : List.of());
        changes.add(change);
        items.put(item, changes);
    }
}
