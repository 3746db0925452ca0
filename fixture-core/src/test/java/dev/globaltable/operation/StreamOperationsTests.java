package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/** The four operations of DynamoDB Streams. */
class StreamOperationsTests {

    private static final String NO_SHARD = "shardId-00000000000000000000-00000000";
    private static final String LABEL = "2026-01-01T00:00:00.000";
    private static final String ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/people/stream/" + LABEL;

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint endpoint = new Endpoint(() -> checked.simulation(), US_EAST_1);
    private StreamReader reader;

    @BeforeEach
    void openTheReader() {
        reader = new StreamReader(checked.simulation(), US_EAST_1);
    }

    private void advance(String duration) {
        checked.simulation().clock().advance(Duration.parse(duration));
    }

    private void put(int count) {
        IntStream.range(0, count).forEach(n -> endpoint.put("people", item("id", "1", "n", n)));
    }

    private String shardId() {
        return reader.shards(ARN).get(0).shardId();
    }

    private void deleteRegional() {
        endpoint.call(DeleteTableRequest.builder().tableName("regional").build());
    }

    @Nested
    class ListStreams {

        private ListStreamsResponse list(ListStreamsRequest.Builder request) {
            return endpoint.call(request.build());
        }

        @Test
        void namesTheStreamsOfTheRegionInTheOrderOfTheirArns() {
            assertThat(list(ListStreamsRequest.builder()).streams())
                    .extracting(Stream::tableName)
                    .containsExactly("blobs", "events", "people", "readings");
        }

        @Test
        void namesTheStreamsOfOneTable() {
            ListStreamsResponse response = list(ListStreamsRequest.builder().tableName("people"));

            assertThat(response.streams())
                    .containsExactly(Stream.builder()
                            .streamArn(ARN)
                            .tableName("people")
                            .streamLabel(LABEL)
                            .build());
            assertThat(response.lastEvaluatedStreamArn()).isNull();
        }

        @Test
        void namesNothingForATableThatIsNotThere() {
            assertThat(list(ListStreamsRequest.builder().tableName("nobody")).streams())
                    .isEmpty();
        }

        @Test
        void givesPages() {
            ListStreamsResponse first = list(ListStreamsRequest.builder().limit(3));
            ListStreamsResponse second =
                    list(ListStreamsRequest.builder().limit(3).exclusiveStartStreamArn(first.lastEvaluatedStreamArn()));

            assertThat(first.lastEvaluatedStreamArn()).isEqualTo(ARN);
            assertThat(second.streams()).extracting(Stream::tableName).containsExactly("readings");
            assertThat(second.lastEvaluatedStreamArn()).isNull();
        }

        @Test
        void refusesWhatTheModelDoesNotAllow() {
            endpoint.refuses(
                    ListStreamsRequest.builder()
                            .tableName("a!")
                            .limit(0)
                            .exclusiveStartStreamArn("x")
                            .build(),
                    "4 validation errors detected: Value 'a!' at 'tableName' failed to satisfy constraint: Member must"
                            + " have length greater than or equal to 3; Value 'a!' at 'tableName' failed to satisfy"
                            + " constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value '0' at"
                            + " 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1;"
                            + " Value 'x' at 'exclusiveStartStreamArn' failed to satisfy constraint: Member must have"
                            + " length greater than or equal to 37");
            endpoint.refuses(
                    ListStreamsRequest.builder().limit(101).build(),
                    "One or more parameter values were invalid: Limit cannot be greater than the maximum allowed size:"
                            + " 100");
        }
    }

    @Nested
    class DescribeStream {

        private StreamDescription describe(DescribeStreamRequest.Builder request) {
            return endpoint.<DescribeStreamResponse>call(request.build()).streamDescription();
        }

        /** STR-12, STR-13. */
        @Test
        void showsTheStreamAndItsOpenShard() {
            StreamDescription stream = describe(DescribeStreamRequest.builder().streamArn(ARN));

            assertThat(stream.streamArn()).isEqualTo(ARN);
            assertThat(stream.streamLabel()).isEqualTo(LABEL);
            assertThat(stream.streamStatus()).isEqualTo(StreamStatus.ENABLED);
            assertThat(stream.streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
            assertThat(stream.creationRequestDateTime()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(stream.tableName()).isEqualTo("people");
            assertThat(stream.keySchema()).hasSize(1);
            assertThat(stream.lastEvaluatedShardId()).isNull();
            Shard shard = stream.shards().get(0);
            assertThat(shard.shardId()).matches("shardId-000000017672256[0-9]{5}-[0-9a-f]{8}");
            assertThat(shard.parentShardId()).isNull();
            assertThat(shard.sequenceNumberRange().startingSequenceNumber()).hasSize(21);
            assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
        }

        @Test
        void leavesOutTheShardsUpToTheStart() {
            assertThat(describe(DescribeStreamRequest.builder().streamArn(ARN).exclusiveStartShardId(shardId()))
                            .shards())
                    .isEmpty();
            assertThat(describe(DescribeStreamRequest.builder().streamArn(ARN).exclusiveStartShardId(NO_SHARD))
                            .shards())
                    .hasSize(1);
        }

        @Test
        void findsNoChildrenOfAnOpenShard() {
            assertThat(describe(DescribeStreamRequest.builder()
                                    .streamArn(ARN)
                                    .shardFilter(filter -> filter.type(ShardFilterType.CHILD_SHARDS)
                                            .shardId(shardId())))
                            .shards())
                    .isEmpty();
        }

        /** STR-17. */
        @Test
        void refusesAStreamThatIsNotThere() {
            String other = ARN.replace("people", "nobody");
            endpoint.refuses(
                    DescribeStreamRequest.builder().streamArn(other).build(),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Stream: " + other + " not found");
            endpoint.refuses(
                    DescribeStreamRequest.builder()
                            .streamArn("arn:aws:dynamodb:us-east-1:123456789012:table/people")
                            .build(),
                    "Invalid StreamArn");
        }

        @Test
        void refusesWhatTheModelDoesNotAllow() {
            endpoint.refuses(
                    DescribeStreamRequest.builder()
                            .limit(0)
                            .exclusiveStartShardId("shard")
                            .shardFilter(filter -> filter.type("PARENTS"))
                            .build(),
                    "4 validation errors detected: Value null at 'streamArn' failed to satisfy constraint: Member must not"
                            + " be null; Value '0' at 'limit' failed to satisfy constraint: Member must have value greater"
                            + " than or equal to 1; Value 'shard' at 'exclusiveStartShardId' failed to satisfy constraint:"
                            + " Member must have length greater than or equal to 28; Value 'PARENTS' at 'shardFilter.type'"
                            + " failed to satisfy constraint: Member must satisfy enum value set: [CHILD_SHARDS]");
            endpoint.refuses(
                    DescribeStreamRequest.builder()
                            .streamArn(ARN)
                            .shardFilter(filter -> filter.shardId(NO_SHARD))
                            .build(),
                    "1 validation error detected: Value 'null' at 'shardFilter.type' failed to satisfy constraint: Member"
                            + " must be CHILD_SHARDS");
            endpoint.refuses(
                    DescribeStreamRequest.builder().streamArn(ARN).limit(101).build(),
                    "One or more parameter values were invalid: Limit cannot be greater than the maximum: 100");
        }
    }

    @Nested
    class GetShardIterator {

        private GetShardIteratorRequest.Builder request(ShardIteratorType type) {
            return GetShardIteratorRequest.builder()
                    .streamArn(ARN)
                    .shardId(shardId())
                    .shardIteratorType(type);
        }

        private List<String> numbersAt(GetShardIteratorRequest.Builder request) {
            GetShardIteratorResponse response = endpoint.call(request.build());
            return reader.get(response.shardIterator()).records().stream()
                    .map(record -> record.dynamodb().newImage().get("n").n())
                    .toList();
        }

        /** STR-14. */
        @Test
        void startsWhereItsTypeSays() {
            put(3);
            String second = reader.records("people").get(1).dynamodb().sequenceNumber();

            assertThat(numbersAt(request(ShardIteratorType.TRIM_HORIZON))).containsExactly("0", "1", "2");
            assertThat(numbersAt(request(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(second)))
                    .containsExactly("1", "2");
            assertThat(numbersAt(
                            request(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(second)))
                    .containsExactly("2");
            assertThat(numbersAt(request(ShardIteratorType.LATEST))).isEmpty();
        }

        @Test
        void atTheLatestPlaceSeesWhatIsWrittenAfterwards() {
            put(2);
            String latest = reader.iterator(ARN, shardId(), ShardIteratorType.LATEST);
            endpoint.put("people", item("id", "2"));

            assertThat(reader.get(latest).records())
                    .extracting(record -> record.dynamodb().keys())
                    .containsExactly(item("id", "2"));
        }

        @Test
        void namesItsStream() {
            assertThat(reader.iterator(ARN, shardId(), ShardIteratorType.LATEST))
                    .startsWith(ARN + "|1|")
                    .hasSizeLessThan(2048);
        }

        /** STR-17. */
        @Test
        void refusesAStreamOrShardThatIsNotThere() {
            endpoint.refuses(
                    request(ShardIteratorType.LATEST)
                            .streamArn(ARN.replace("people", "nobody"))
                            .build(),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Stream does not exist");
            endpoint.refuses(
                    request(ShardIteratorType.LATEST).shardId(NO_SHARD).build(),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Shard does not exist");
        }

        @Test
        void refusesSequenceNumbersThatDoNotFit() {
            String invalid = "One or more parameter values were invalid: Invalid SequenceNumber";
            endpoint.refuses(request(ShardIteratorType.AT_SEQUENCE_NUMBER).build(), invalid);
            endpoint.refuses(
                    request(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                            .sequenceNumber("x".repeat(21))
                            .build(),
                    invalid);
            endpoint.refuses(
                    request(ShardIteratorType.LATEST)
                            .sequenceNumber("1".repeat(21))
                            .build(),
                    "One or more parameter values were invalid: SequenceNumber should not be passed for this iterator"
                            + " type");
            for (String elsewhere : List.of("0".repeat(21), "9".repeat(21), "9".repeat(40))) {
                endpoint.refuses(
                        request(ShardIteratorType.AT_SEQUENCE_NUMBER)
                                .sequenceNumber(elsewhere)
                                .build(),
                        "Invalid SequenceNumber for the shard");
            }
        }

        @Test
        void refusesWhatTheModelDoesNotAllow() {
            endpoint.refuses(
                    GetShardIteratorRequest.builder().build(),
                    "3 validation errors detected: Value null at 'streamArn' failed to satisfy constraint: Member must not"
                            + " be null; Value null at 'shardId' failed to satisfy constraint: Member must not be null;"
                            + " Value null at 'shardIteratorType' failed to satisfy constraint: Member must not be null");
            endpoint.refuses(
                    GetShardIteratorRequest.builder()
                            .streamArn("x")
                            .shardId("y")
                            .shardIteratorType("FIRST")
                            .sequenceNumber("1")
                            .build(),
                    "4 validation errors detected: Value 'x' at 'streamArn' failed to satisfy constraint: Member must have"
                            + " length greater than or equal to 37; Value 'y' at 'shardId' failed to satisfy constraint:"
                            + " Member must have length greater than or equal to 28; Value 'FIRST' at 'shardIteratorType'"
                            + " failed to satisfy constraint: Member must satisfy enum value set: [TRIM_HORIZON, LATEST,"
                            + " AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER]; Value '1' at 'sequenceNumber' failed to satisfy"
                            + " constraint: Member must have length greater than or equal to 21");
        }

        /** STR-15. */
        @Test
        void refusesASequenceNumberThatWasTrimmed() {
            put(1);
            String old = reader.records("people").get(0).dynamodb().sequenceNumber();
            advance("PT24H");

            endpoint.refuses(
                    request(ShardIteratorType.AT_SEQUENCE_NUMBER)
                            .sequenceNumber(old)
                            .build(),
                    TrimmedDataAccessException.class,
                    "The data you are trying to access has been trimmed.");
        }
    }

    @Nested
    class GetRecords {

        private GetRecordsResponse get(String iterator, int limit) {
            return endpoint.call(GetRecordsRequest.builder()
                    .shardIterator(iterator)
                    .limit(limit)
                    .build());
        }

        @Test
        void givesPagesOfAtMostTheLimit() {
            put(5);
            GetRecordsResponse first = get(reader.iterator(ARN, shardId(), ShardIteratorType.TRIM_HORIZON), 3);
            GetRecordsResponse second = get(first.nextShardIterator(), 3);
            GetRecordsResponse third = get(second.nextShardIterator(), 3);

            assertThat(first.records()).hasSize(3);
            assertThat(second.records()).hasSize(2);
            assertThat(third.records()).isEmpty();
            assertThat(third.nextShardIterator()).isNotNull();
        }

        /** STR-16. */
        @Test
        void givesAtMostAThousandRecords() {
            put(1001);
            GetRecordsResponse first = reader.get(reader.iterator(ARN, shardId(), ShardIteratorType.TRIM_HORIZON));

            assertThat(first.records()).hasSize(1000);
            assertThat(reader.get(first.nextShardIterator()).records()).hasSize(1);
        }

        /** STR-16: old and new image count. */
        @Test
        void givesAtMostAMegabyte() {
            String text = "x".repeat(300_000);
            for (int n = 0; n < 4; n++) {
                endpoint.put("people", item("id", "1", "n", n, "text", text));
            }
            GetRecordsResponse first = reader.get(reader.iterator(ARN, shardId(), ShardIteratorType.TRIM_HORIZON));
            GetRecordsResponse second = reader.get(first.nextShardIterator());

            assertThat(first.records())
                    .extracting(record -> record.dynamodb().sizeBytes())
                    .hasSize(2);
            assertThat(second.records()).hasSize(1);
            assertThat(reader.get(second.nextShardIterator()).records()).hasSize(1);
        }

        /** STR-14. */
        @Test
        void refusesAnIteratorThatIsOlderThanFifteenMinutes() {
            String iterator = reader.iterator(ARN, shardId(), ShardIteratorType.LATEST);
            advance("PT15M");
            String next = reader.get(iterator).nextShardIterator();
            advance("PT0.000001S");

            endpoint.refuses(
                    GetRecordsRequest.builder().shardIterator(iterator).build(),
                    ExpiredIteratorException.class,
                    "The provided iterator exceeds the maximum age allowed.");
            assertThat(reader.get(next).records()).isEmpty();
        }

        /** STR-11. */
        @Test
        void givesNothingThatIsADayOld() {
            put(1);
            advance("PT23H59M59.999999S");
            put(1);
            assertThat(reader.records("people")).hasSize(1);
            endpoint.put("people", item("id", "2"));
            assertThat(reader.records("people")).hasSize(2);

            advance("PT0.000001S");

            assertThat(reader.records("people"))
                    .extracting(record -> record.dynamodb().keys())
                    .containsExactly(item("id", "2"));
        }

        /** STR-15. */
        @Test
        void refusesAnIteratorWhoseRecordWasTrimmedMeanwhile() {
            put(1);
            advance("PT23H50M");
            String iterator = reader.iterator(ARN, shardId(), ShardIteratorType.TRIM_HORIZON);
            advance("PT10M");

            endpoint.refuses(
                    GetRecordsRequest.builder().shardIterator(iterator).build(),
                    TrimmedDataAccessException.class,
                    "The data you are trying to access has been trimmed.");
        }

        /** STR-16. */
        @Test
        void refusesALimitOfMoreThanAThousand() {
            String iterator = reader.iterator(ARN, shardId(), ShardIteratorType.LATEST);
            endpoint.refuses(
                    GetRecordsRequest.builder()
                            .shardIterator(iterator)
                            .limit(1001)
                            .build(),
                    LimitExceededException.class,
                    "Limit should be less than or equal to 1000");
        }

        @Test
        void refusesWhatIsNoIterator() {
            String iterator = reader.iterator(ARN, shardId(), ShardIteratorType.LATEST);
            for (String text : List.of("abc", iterator.substring(0, iterator.length() - 9), "a|1|b", ARN + "|2|")) {
                endpoint.refuses(GetRecordsRequest.builder().shardIterator(text).build(), "Invalid ShardIterator");
            }
            endpoint.refuses(
                    GetRecordsRequest.builder().limit(0).build(),
                    "2 validation errors detected: Value null at 'shardIterator' failed to satisfy constraint: Member must"
                            + " not be null; Value '0' at 'limit' failed to satisfy constraint: Member must have value"
                            + " greater than or equal to 1");
        }

        @Test
        void refusesAnIteratorOfAnotherRegion() {
            StreamReader europe = new StreamReader(checked.simulation(), EU_WEST_1);
            String arn = europe.arn("people");
            String iterator = europe.iterator(arn, europe.shards(arn).get(0).shardId(), ShardIteratorType.LATEST);

            endpoint.refuses(
                    GetRecordsRequest.builder().shardIterator(iterator).build(),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Stream does not exist");
        }
    }

    @Nested
    class TheStreamOfADeletedTable {

        /** STR-11. */
        @Test
        void canBeReadForADay() {
            reader.createTable("regional", StreamViewType.KEYS_ONLY);
            endpoint.put("regional", item("id", "1"));
            String arn = reader.arn("regional");
            deleteRegional();
            advance("PT23H59M");

            DescribeStreamResponse stream =
                    endpoint.call(DescribeStreamRequest.builder().streamArn(arn).build());
            assertThat(stream.streamDescription().streamStatus()).isEqualTo(StreamStatus.DISABLED);
            Shard shard = stream.streamDescription().shards().get(0);
            GetRecordsResponse page = reader.get(reader.iterator(arn, shard.shardId(), ShardIteratorType.TRIM_HORIZON));
            assertThat(page.records()).hasSize(1);
            assertThat(page.nextShardIterator()).isNull();
            Record last = page.records().get(0);
            assertThat(shard.sequenceNumberRange().endingSequenceNumber())
                    .isEqualTo(last.dynamodb().sequenceNumber());

            advance("PT1M");

            endpoint.refuses(
                    DescribeStreamRequest.builder().streamArn(arn).build(),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Stream: " + arn + " not found");
            assertThat(reader.arns("regional")).isEmpty();
        }

        /** STR-18. */
        @Test
        void isAnotherThanThatOfTheTableCreatedNext() {
            reader.createTable("regional", StreamViewType.KEYS_ONLY);
            deleteRegional();
            reader.createTable("regional", StreamViewType.KEYS_ONLY);

            List<String> arns = reader.arns("regional");
            assertThat(arns)
                    .extracting(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                    .containsExactly(LABEL, "2026-01-01T00:00:00.001");
            DescribeTableResponse table = endpoint.call(
                    DescribeTableRequest.builder().tableName("regional").build());
            assertThat(table.table().latestStreamArn()).isEqualTo(arns.get(1));
        }
    }
}
