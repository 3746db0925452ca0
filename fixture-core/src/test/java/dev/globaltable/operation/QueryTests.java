package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.map;
import static dev.globaltable.operation.Endpoint.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

class QueryTests {

    private static final String START_KEY = "The provided starting key is invalid: ";

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    /** All of partition "p" of a table. */
    private static QueryRequest.Builder query(String table) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :p")
                .expressionAttributeValues(item(":p", "p"));
    }

    private static QueryRequest.Builder range(String condition, Object... values) {
        Map<String, AttributeValue> all = item(values);
        all.put(":p", AttributeValue.fromS("p"));
        return query("events")
                .keyConditionExpression("pk = :p AND " + condition)
                .expressionAttributeValues(all);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return bytes;
    }

    private void events(String... sortKeys) {
        for (String at : sortKeys) {
            us.put("events", item("pk", "p", "at", at));
        }
    }

    private List<String> sortKeys(QueryRequest request) {
        return this.us.<QueryResponse>call(request).items().stream()
                .map(item -> item.get("at").s())
                .toList();
    }

    @Nested
    class Order {

        @Test
        void ofStringsIsThatOfTheirUtf8Bytes() {
            List<String> ordered = List.of("A", "B", "a", "aa", "b", "é", "\uFF5E", "\uD83D\uDE00");
            List<String> shuffled = new ArrayList<>(ordered);
            Collections.reverse(shuffled);
            events(shuffled.toArray(String[]::new));

            assertThat(sortKeys(query("events").build())).isEqualTo(ordered);
        }

        @Test
        void ofNumbersIsNumeric() {
            List<String> ordered = List.of(
                    "-99999999999999999999999999999999999999",
                    "-99999999999999999999999999999999999998",
                    "-10",
                    "-9.5",
                    "-0.001",
                    "0",
                    "0.001",
                    "1.5",
                    "2",
                    "10",
                    "12345678901234567890123456789012345678",
                    "12345678901234567890123456789012345679");
            List<String> shuffled = new ArrayList<>(ordered);
            Collections.reverse(shuffled);
            shuffled.forEach(n -> us.put("readings", item("pk", "p", "n", number(n))));

            QueryResponse response = us.call(query("readings").build());

            assertThat(response.items()).extracting(item -> item.get("n").n()).isEqualTo(ordered);
        }

        @Test
        void ofBinariesIsThatOfTheirUnsignedBytes() {
            byte[][] ordered = {{0}, {0, 0}, {1}, {127}, {(byte) 128}, {(byte) 255}, {(byte) 255, 0}};
            for (int at = ordered.length - 1; at >= 0; at--) {
                us.put("blobs", item("pk", "p", "b", ordered[at]));
            }

            QueryResponse response = us.call(query("blobs").build());

            assertThat(response.items())
                    .extracting(item -> item.get("b").b().asByteArray())
                    .containsExactly(ordered);
        }

        @Test
        void isTurnedAroundByScanIndexForward() {
            events("a", "b", "c");

            assertThat(sortKeys(query("events").scanIndexForward(false).build()))
                    .containsExactly("c", "b", "a");
            assertThat(sortKeys(query("events").scanIndexForward(true).build())).containsExactly("a", "b", "c");
        }
    }

    @Nested
    class Ranges {

        static Stream<Arguments> conditions() {
            return Stream.of(
                    arguments(range("#at = :a", ":a", "b"), List.of("b")),
                    arguments(range("#at < :a", ":a", "b"), List.of("a")),
                    arguments(range("#at <= :a", ":a", "b"), List.of("a", "b")),
                    arguments(range("#at > :a", ":a", "b"), List.of("ba", "bb", "c")),
                    arguments(range("#at >= :a", ":a", "b"), List.of("b", "ba", "bb", "c")),
                    arguments(range("#at BETWEEN :a AND :b", ":a", "b", ":b", "bb"), List.of("b", "ba", "bb")),
                    arguments(range("begins_with(#at, :a)", ":a", "b"), List.of("b", "ba", "bb")),
                    arguments(range("begins_with(#at, :a)", ":a", "x"), List.of()));
        }

        @ParameterizedTest
        @MethodSource("conditions")
        void narrowThePartition(QueryRequest.Builder request, List<String> expected) {
            events("a", "b", "ba", "bb", "c");
            us.put("events", item("pk", "q", "at", "b"));

            QueryResponse response = us.call(
                    request.expressionAttributeNames(Map.of("#at", "at")).build());

            assertThat(response.items()).extracting(item -> item.get("at").s()).isEqualTo(expected);
            assertThat(response.count()).isEqualTo(expected.size());
            assertThat(response.scannedCount()).isEqualTo(expected.size());
            assertThat(response.hasLastEvaluatedKey()).isFalse();
        }

        /** In order; around the places where the order of characters is not that of their UTF-8 bytes. */
        private static final List<String> HARD = List.of(
                "a",
                "b",
                "ba",
                "b\uD7FF",
                "b\uD7FFx",
                "b\uE000",
                "b\uFFFF",
                "b\uFFFFx",
                "b\uD83D\uDE00",
                "b\uDBFF\uDFFF",
                "b\uDBFF\uDFFFx",
                "c",
                "\uDBFF\uDFFF",
                "\uDBFF\uDFFFx");

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void ofPrefixesHaveExactlyWhatBeginsWithThem(boolean forward) {
            events(HARD.toArray(new String[0]));

            for (String prefix : HARD) {
                List<String> expected = new ArrayList<>(
                        HARD.stream().filter(at -> at.startsWith(prefix)).toList());
                if (!forward) {
                    Collections.reverse(expected);
                }
                assertThat(sortKeys(range("begins_with(#at, :a)", ":a", prefix)
                                .expressionAttributeNames(Map.of("#at", "at"))
                                .scanIndexForward(forward)
                                .build()))
                        .as(prefix)
                        .isEqualTo(expected);
            }
        }

        @Test
        void ofBinaryPrefixesHaveExactlyWhatBeginsWithThem() {
            List<byte[]> all = Stream.of(
                            new int[] {0xfe},
                            new int[] {0xfe, 0xff},
                            new int[] {0xfe, 0xff, 0xff},
                            new int[] {0xff},
                            new int[] {0xff, 0x00},
                            new int[] {0xff, 0xff})
                    .map(QueryTests::bytes)
                    .toList();
            all.forEach(b -> us.put("blobs", item("pk", "p", "b", b)));

            assertThat(blobs(bytes(0xfe))).isEqualTo(3);
            assertThat(blobs(bytes(0xfe, 0xff))).isEqualTo(2);
            assertThat(blobs(bytes(0xff))).isEqualTo(3);
            assertThat(blobs(bytes(0xff, 0xff))).isEqualTo(1);
        }

        private int blobs(byte[] prefix) {
            return us.<QueryResponse>call(query("blobs")
                            .keyConditionExpression("pk = :p AND begins_with(b, :b)")
                            .expressionAttributeValues(item(":p", "p", ":b", prefix))
                            .build())
                    .count();
        }

        @Test
        void anEmptyPartitionHasNoItems() {
            QueryResponse response = us.call(query("events").build());

            assertThat(response.hasItems()).isTrue();
            assertThat(response.items()).isEmpty();
            assertThat(response.count()).isZero();
            assertThat(response.scannedCount()).isZero();
            assertThat(response.hasLastEvaluatedKey()).isFalse();
        }

        @Test
        void aPartitionKeyAloneFindsTheItemOfATableWithoutSortKey() {
            us.put("people", item("id", "1"));

            QueryResponse response = us.call(QueryRequest.builder()
                    .tableName("people")
                    .keyConditionExpression("id = :id")
                    .expressionAttributeValues(item(":id", "1"))
                    .build());

            assertThat(response.items()).containsExactly(item("id", "1"));
        }

        @Test
        void aPartitionKeyThatIsTooLongFindsNothing() {
            QueryResponse response = us.call(query("events")
                    .expressionAttributeValues(item(":p", "x".repeat(2049)))
                    .build());

            assertThat(response.items()).isEmpty();
        }
    }

    @Nested
    class Pages {

        @Test
        void aLimitThatIsMetTellsWhereToGoOn() {
            events("a", "b", "c");

            QueryResponse response = us.call(query("events").limit(2).build());

            assertThat(response.items()).extracting(item -> item.get("at").s()).containsExactly("a", "b");
            assertThat(response.lastEvaluatedKey()).isEqualTo(item("pk", "p", "at", "b"));
        }

        @Test
        void aLimitThatIsMetByTheLastItemStillTellsWhereToGoOn() {
            events("a", "b");

            QueryResponse last = us.call(query("events").limit(2).build());
            QueryResponse empty = us.call(query("events")
                    .limit(2)
                    .exclusiveStartKey(last.lastEvaluatedKey())
                    .build());

            assertThat(last.lastEvaluatedKey()).isEqualTo(item("pk", "p", "at", "b"));
            assertThat(empty.items()).isEmpty();
            assertThat(empty.hasLastEvaluatedKey()).isFalse();
        }

        @Test
        void aLimitThatIsNotMetEndsTheQuery() {
            events("a", "b");

            QueryResponse response = us.call(query("events").limit(3).build());

            assertThat(response.hasLastEvaluatedKey()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void pagesJoinToTheWhole(boolean forward) {
            events("a", "b", "c", "d", "e");
            QueryRequest request =
                    query("events").limit(2).scanIndexForward(forward).build();
            List<String> found = new ArrayList<>();
            boolean more = true;
            while (more) {
                QueryResponse page = us.call(request);
                page.items().forEach(item -> found.add(item.get("at").s()));
                more = page.hasLastEvaluatedKey();
                request = request.toBuilder()
                        .exclusiveStartKey(page.lastEvaluatedKey())
                        .build();
            }

            assertThat(found).isEqualTo(forward ? List.of("a", "b", "c", "d", "e") : List.of("e", "d", "c", "b", "a"));
        }

        @Test
        void aStartKeyNeedNotExist() {
            events("a", "c");

            assertThat(sortKeys(query("events")
                            .exclusiveStartKey(item("pk", "p", "at", "b"))
                            .build()))
                    .containsExactly("c");
            assertThat(sortKeys(query("events")
                            .exclusiveStartKey(item("pk", "p", "at", "b"))
                            .scanIndexForward(false)
                            .build()))
                    .containsExactly("a");
        }

        @Test
        void aPageEndsWhenItHasReadOneMegabyte() {
            IntStream.range(0, 5)
                    .forEach(n -> us.put("events", item("pk", "p", "at", "" + n, "v", "x".repeat(262_144 - 7))));

            QueryResponse response = us.call(query("events")
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());

            assertThat(response.count()).isEqualTo(4);
            assertThat(response.lastEvaluatedKey()).isEqualTo(item("pk", "p", "at", "3"));
            assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(128.0);
        }

        @Test
        void theItemThatCrossesOneMegabyteIsThePagesLast() {
            IntStream.range(0, 5)
                    .forEach(n -> us.put("events", item("pk", "p", "at", "" + n, "v", "x".repeat(262_144 - 8))));

            QueryResponse response = us.call(query("events").build());

            assertThat(response.count()).isEqualTo(5);
            assertThat(response.lastEvaluatedKey()).isEqualTo(item("pk", "p", "at", "4"));
        }

        @Test
        void aFilterDoesNotMakeAPageLonger() {
            IntStream.range(0, 5)
                    .forEach(n -> us.put("events", item("pk", "p", "at", "" + n, "v", "x".repeat(262_144 - 7))));

            QueryResponse response = us.call(
                    query("events").filterExpression("attribute_not_exists(v)").build());

            assertThat(response.items()).isEmpty();
            assertThat(response.scannedCount()).isEqualTo(4);
            assertThat(response.hasLastEvaluatedKey()).isTrue();
        }
    }

    @Nested
    class FiltersAndProjections {

        @Test
        void aFilterCountsAfterItAndScansBeforeIt() {
            us.put("events", item("pk", "p", "at", "a", "n", 1));
            us.put("events", item("pk", "p", "at", "b", "n", 2));
            us.put("events", item("pk", "p", "at", "c"));

            QueryResponse response = us.call(query("events")
                    .filterExpression("n > :n")
                    .expressionAttributeValues(item(":p", "p", ":n", 1))
                    .build());

            assertThat(response.items()).containsExactly(item("pk", "p", "at", "b", "n", 2));
            assertThat(response.count()).isEqualTo(1);
            assertThat(response.scannedCount()).isEqualTo(3);
        }

        @Test
        void aLimitCountsWhatIsScanned() {
            us.put("events", item("pk", "p", "at", "a"));
            us.put("events", item("pk", "p", "at", "b", "n", 2));

            QueryResponse response = us.call(query("events")
                    .filterExpression("attribute_exists(n)")
                    .limit(1)
                    .build());

            assertThat(response.items()).isEmpty();
            assertThat(response.scannedCount()).isEqualTo(1);
            assertThat(response.lastEvaluatedKey()).isEqualTo(item("pk", "p", "at", "a"));
        }

        @Test
        void aProjectionReachesIntoDocuments() {
            us.put("events", item("pk", "p", "at", "a", "m", map("x", List.of(1, 2), "y", 3)));

            QueryResponse response =
                    us.call(query("events").projectionExpression("m.x[1], pk").build());

            assertThat(response.items()).containsExactly(item("pk", "p", "m", map("x", List.of(2))));
        }

        @Test
        void anItemOfWhichNothingIsAskedIsAnEmptyItem() {
            events("a");

            QueryResponse response =
                    us.call(query("events").projectionExpression("gone").build());

            assertThat(response.items()).containsExactly(Map.of());
            assertThat(response.count()).isEqualTo(1);
        }

        @Test
        void countReturnsNoItems() {
            events("a", "b");

            QueryResponse response =
                    us.call(query("events").select(Select.COUNT).build());

            assertThat(response.hasItems()).isFalse();
            assertThat(response.count()).isEqualTo(2);
            assertThat(response.scannedCount()).isEqualTo(2);
        }
    }

    @Nested
    class Capacity {

        @Test
        void theSumOfTheSizesIsRoundedUpOnce() {
            IntStream.range(0, 3).forEach(n -> us.put("events", item("pk", "p", "at", "" + n, "v", "x".repeat(2000))));

            QueryResponse eventual = us.call(query("events")
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());
            QueryResponse strong = us.call(query("events")
                    .consistentRead(true)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .build());

            assertThat(eventual.consumedCapacity().capacityUnits()).isEqualTo(1.0);
            assertThat(strong.consumedCapacity().capacityUnits()).isEqualTo(2.0);
            assertThat(strong.consumedCapacity().table().capacityUnits()).isEqualTo(2.0);
        }

        @Test
        void anEmptyAnswerIsNotFree() {
            QueryResponse response = us.call(query("events")
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());

            assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(0.5);
        }
    }

    @Nested
    class BadRequests {

        static Stream<Arguments> startKeys() {
            String mismatch = START_KEY + Endpoint.KEY_MISMATCH;
            return Stream.of(
                    arguments(query("events").exclusiveStartKey(item()), mismatch),
                    arguments(query("events").exclusiveStartKey(item("pk", "p")), mismatch),
                    arguments(query("events").exclusiveStartKey(item("pk", "p", "at", 1)), mismatch),
                    arguments(
                            query("events").exclusiveStartKey(item("pk", "p", "at", "")),
                            START_KEY
                                    + "One or more parameter values are not valid. The AttributeValue for a key"
                                    + " attribute cannot contain an empty string value. Key: at"),
                    arguments(
                            query("events").exclusiveStartKey(item("pk", "p", "at", number("x"))),
                            "The parameter cannot be converted to a numeric value: x"),
                    arguments(
                            query("events").exclusiveStartKey(item("pk", "q", "at", "a")),
                            "The provided starting key is outside query boundaries based on provided conditions"),
                    arguments(
                            range("#at > :a", ":a", "m").exclusiveStartKey(item("pk", "p", "at", "m")),
                            "The provided starting key does not match the range key predicate"),
                    arguments(
                            range("#at < :a", ":a", "m")
                                    .scanIndexForward(false)
                                    .exclusiveStartKey(item("pk", "p", "at", "m")),
                            "The provided starting key does not match the range key predicate"));
        }

        @ParameterizedTest
        @MethodSource("startKeys")
        void aStartKeyThatNoPageEndedWithIsRefused(QueryRequest.Builder request, String message) {
            QueryRequest built = request.build();
            us.refuses(
                    built.keyConditionExpression().contains("#at")
                            ? built.toBuilder()
                                    .expressionAttributeNames(Map.of("#at", "at"))
                                    .build()
                            : built,
                    message);
        }

        static Stream<Arguments> requests() {
            return Stream.of(
                    arguments(
                            QueryRequest.builder().tableName("events"),
                            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
                                    + " request."),
                    arguments(
                            query("events").limit(0),
                            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member"
                                    + " must have value greater than or equal to 1"),
                    arguments(
                            query("events").select("SOME"),
                            "1 validation error detected: Value 'SOME' at 'select' failed to satisfy constraint: Member"
                                    + " must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES,"
                                    + " ALL_PROJECTED_ATTRIBUTES]"),
                    arguments(
                            query("events").indexName("i"),
                            "1 validation error detected: Value 'i' at 'indexName' failed to satisfy constraint: Member"
                                    + " must have length greater than or equal to 3"),
                    arguments(
                            query("events").indexName("by name"),
                            "1 validation error detected: Value 'by name' at 'indexName' failed to satisfy constraint:"
                                    + " Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"),
                    arguments(
                            query("events").select(Select.SPECIFIC_ATTRIBUTES),
                            "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                                    + " SPECIFIC_ATTRIBUTES"),
                    arguments(
                            query("events").select(Select.ALL_PROJECTED_ATTRIBUTES),
                            "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName"),
                    arguments(
                            query("events").select(Select.COUNT).projectionExpression("a"),
                            "Cannot specify the ProjectionExpression when choosing to get only the Count"),
                    arguments(
                            query("events").select(Select.ALL_ATTRIBUTES).projectionExpression("a"),
                            "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES"),
                    arguments(
                            query("events").filterExpression("pk = :p"),
                            "Filter Expression can only contain non-primary key attributes: Primary key attribute: pk"),
                    arguments(
                            query("events").filterExpression("pk.x = :p"),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                                    + " allowed: Key: pk"),
                    arguments(
                            query("events").projectionExpression("pk[0]"),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                                    + " allowed: Key: pk"),
                    arguments(
                            query("events").keyConditionExpression("a = :p"),
                            "Query condition missed key schema element: pk"),
                    arguments(
                            query("events").keyConditionExpression("pk = :p AND b = :p"),
                            "Query condition missed key schema element: at"),
                    arguments(
                            query("events").expressionAttributeValues(item(":p", 1)),
                            "One or more parameter values were invalid: Condition parameter type does not match schema"
                                    + " type"),
                    arguments(
                            query("events").expressionAttributeValues(item(":p", "")),
                            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                                    + " contain an empty string value. Key: pk"),
                    arguments(query("events").keyConditionExpression("pk > :p"), "Query key condition not supported"),
                    arguments(
                            query("events")
                                    .keyConditionExpression("pk = :p AND #at = :a")
                                    .expressionAttributeNames(Map.of("#at", "at"))
                                    .expressionAttributeValues(item(":p", "p", ":a", "x".repeat(1025))),
                            "One or more parameter values were invalid: Aggregated size of all range keys has exceeded"
                                    + " the size limit of 1024 bytes"));
        }

        @ParameterizedTest
        @MethodSource("requests")
        void aRequestThatCannotBeAnsweredIsRefused(QueryRequest.Builder request, String message) {
            us.refuses(request.build(), message);
        }

        @Test
        void valuesWithoutAnExpressionThatUsesThemAreNamed() {
            us.refuses(
                    QueryRequest.builder()
                            .tableName("events")
                            .keyConditionExpression("pk = :p")
                            .expressionAttributeValues(item(":p", "p", ":q", 1))
                            .build(),
                    "Value provided in ExpressionAttributeValues unused in expressions: keys: {:q}");
        }

        @Test
        void aTableThatDoesNotExistIsNotFound() {
            us.refuses(query("nobody").build(), ResourceNotFoundException.class, Endpoint.NO_TABLE);
        }
    }
}
