package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;

/** A shard that was split (STR-13). */
class SplitShardTests {

    private static final String ARN =
            "arn:aws:dynamodb:us-east-1:123456789012:table/people/stream/2026-01-01T00:00:00.000";

    /** The history does not tell that a test split a shard. */
    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables().withoutReplay();

    private final Endpoint endpoint = new Endpoint(() -> checked.simulation(), US_EAST_1);
    private StreamReader reader;

    private void put(int count) {
        IntStream.range(0, count).forEach(n -> endpoint.put("people", item("id", "1", "n", n)));
    }

    private String parent;

    @BeforeEach
    void split() {
        reader = new StreamReader(checked.simulation(), US_EAST_1);
        parent = reader.shards(ARN).get(0).shardId();
        put(2);
        checked.simulation().table("people").stream(US_EAST_1).splitShards();
        put(3);
    }

    private StreamDescription describe(DescribeStreamRequest.Builder request) {
        return endpoint.<DescribeStreamResponse>call(request.streamArn(ARN).build())
                .streamDescription();
    }

    @Test
    void isClosedAndListedBeforeItsChildren() {
        List<Shard> shards = describe(DescribeStreamRequest.builder()).shards();

        assertThat(shards).extracting(Shard::parentShardId).containsExactly(null, parent, parent);
        assertThat(shards)
                .extracting(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .containsExactly(false, true, true);
        assertThat(shards).extracting(Shard::shardId).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void isFoundOnPagesOfShards() {
        StreamDescription first = describe(DescribeStreamRequest.builder().limit(2));
        StreamDescription second =
                describe(DescribeStreamRequest.builder().limit(2).exclusiveStartShardId(first.lastEvaluatedShardId()));

        assertThat(first.shards()).hasSize(2);
        assertThat(first.lastEvaluatedShardId()).isEqualTo(first.shards().get(1).shardId());
        assertThat(second.shards()).hasSize(1);
        assertThat(second.lastEvaluatedShardId()).isNull();
    }

    @Test
    void hasChildrenThatTheFilterFinds() {
        List<Shard> children = describe(DescribeStreamRequest.builder()
                        .shardFilter(filter ->
                                filter.type(ShardFilterType.CHILD_SHARDS).shardId(parent)))
                .shards();

        assertThat(children).hasSize(2).extracting(Shard::parentShardId).containsOnly(parent);
    }

    @Test
    void endsItsReadersAfterItsLastRecord() {
        GetRecordsResponse page = reader.get(reader.iterator(ARN, parent, ShardIteratorType.TRIM_HORIZON));

        assertThat(page.records()).hasSize(2);
        assertThat(page.nextShardIterator()).isNull();
        GetRecordsResponse latest = reader.get(reader.iterator(ARN, parent, ShardIteratorType.LATEST));
        assertThat(latest.records()).isEmpty();
        assertThat(latest.nextShardIterator()).isNull();
    }

    @Test
    void givesItsLastRecordToReadersThatTakeOneAtATime() {
        String iterator = reader.iterator(ARN, parent, ShardIteratorType.TRIM_HORIZON);
        List<String> read = new ArrayList<>();
        while (iterator != null) {
            GetRecordsResponse page = endpoint.call(
                    GetRecordsRequest.builder().shardIterator(iterator).limit(1).build());
            page.records()
                    .forEach(record ->
                            read.add(record.dynamodb().newImage().get("n").n()));
            iterator = page.nextShardIterator();
        }

        assertThat(read).containsExactly("0", "1");
    }

    @Test
    void needsNoFurtherPageWhenAllShardsFit() {
        assertThat(describe(DescribeStreamRequest.builder().limit(3)).lastEvaluatedShardId())
                .isNull();
    }

    /** Its readers would wait for ever. */
    @Test
    void endsItsReadersAtOnceWhenItNeverHadARecord() {
        checked.simulation().table("people").stream(US_EAST_1).splitShards();
        checked.simulation().table("people").stream(US_EAST_1).splitShards();
        List<Shard> empty = describe(DescribeStreamRequest.builder()).shards().stream()
                .filter(shard -> shard.sequenceNumberRange()
                        .startingSequenceNumber()
                        .equals(shard.sequenceNumberRange().endingSequenceNumber()))
                .toList();

        assertThat(empty).isNotEmpty().allSatisfy(shard -> {
            GetRecordsResponse page = reader.get(reader.iterator(ARN, shard.shardId(), ShardIteratorType.TRIM_HORIZON));
            assertThat(page.records()).isEmpty();
            assertThat(page.nextShardIterator()).isNull();
        });
    }

    @Test
    void keepsTheOrderOfAnItemOverTheSplit() {
        assertThat(reader.records("people"))
                .extracting(record -> record.dynamodb().newImage().get("n").n())
                .containsExactly("0", "1", "0", "1", "2");
    }

    @Test
    void hasNoSequenceNumbersOfItsChildren() {
        List<Record> records = reader.records("people");

        endpoint.refuses(
                GetShardIteratorRequest.builder()
                        .streamArn(ARN)
                        .shardId(parent)
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .sequenceNumber(records.get(2).dynamodb().sequenceNumber())
                        .build(),
                "Invalid SequenceNumber for the shard");
    }
}
