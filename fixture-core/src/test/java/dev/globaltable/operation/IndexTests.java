package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.map;
import static dev.globaltable.operation.Transactions.cancelled;
import static dev.globaltable.operation.Transactions.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SecondaryIndexDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Reading secondary indexes, and what they ask of the items that are written. */
class IndexTests {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String START_KEY = "The provided starting key is invalid";

    /** Orders of customers (c, id), with a day (S), a price (N) and a state (S) that not every order has. */
    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(GlobalTableDefinition.named("orders")
            .partitionKey("c")
            .sortKey("id")
            .replicationDelay("1s")
            .localIndex(
                    SecondaryIndexDefinition.named("local-keys").sortKey("day").projecting())
            .localIndex(
                    SecondaryIndexDefinition.named("local-some").sortKey("day").projecting("x"))
            .localIndex("local-all", "day")
            .globalIndex(SecondaryIndexDefinition.named("keys")
                    .partitionKey("day")
                    .sortKey("price", N)
                    .projecting())
            .globalIndex(SecondaryIndexDefinition.named("some")
                    .partitionKey("day")
                    .sortKey("price", N)
                    .projecting("x", "m"))
            .globalIndex("all", "day"));

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);
    private final Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);

    private static Map<String, AttributeValue> order(String id, Object... more) {
        Map<String, AttributeValue> order = item("c", "ann", "id", id);
        order.putAll(item(more));
        return order;
    }

    private void order(Endpoint region, String id, Object... more) {
        region.put("orders", order(id, more));
    }

    private static QueryRequest.Builder local(String index) {
        return QueryRequest.builder()
                .tableName("orders")
                .indexName(index)
                .keyConditionExpression("c = :c")
                .expressionAttributeValues(item(":c", "ann"));
    }

    private static QueryRequest.Builder day(String index, String day) {
        return QueryRequest.builder()
                .tableName("orders")
                .indexName(index)
                .keyConditionExpression("#d = :d")
                .expressionAttributeNames(Map.of("#d", "day"))
                .expressionAttributeValues(item(":d", day));
    }

    private List<String> ids(Endpoint region, QueryRequest.Builder request) {
        return region.<QueryResponse>call(request.build()).items().stream()
                .map(item -> item.get("id").s())
                .toList();
    }

    @Nested
    class Query {

        @BeforeEach
        void orders() {
            order(us, "1", "day", "mon", "price", 30, "x", "x1", "y", "y1");
            order(us, "2", "day", "tue", "price", 20, "x", "x2", "y", "y2");
            order(us, "3", "day", "mon", "price", 4, "m", map("k", "v"));
            order(us, "4", "day", "mon");
            order(us, "5", "y", "y5");
        }

        @Test
        void aLocalIndexOrdersAPartitionByItsSortKeyAndLeavesOutItemsWithoutIt() {
            assertThat(ids(us, local("local-keys"))).containsExactly("1", "3", "4", "2");
            assertThat(ids(us, local("local-keys").scanIndexForward(false))).containsExactly("2", "4", "3", "1");
        }

        @Test
        void aGlobalIndexOrdersNumbersByValue() {
            assertThat(ids(us, day("keys", "mon"))).containsExactly("3", "1");
            assertThat(ids(us, day("keys", "mon").scanIndexForward(false))).containsExactly("1", "3");
        }

        @Test
        void aGlobalIndexWithoutSortKeyHasAllItemsOfAPartition() {
            assertThat(ids(us, day("all", "mon"))).containsExactlyInAnyOrder("1", "3", "4");
        }

        @Test
        void aConditionNarrowsTheSortKey() {
            assertThat(ids(
                            us,
                            local("local-some")
                                    .keyConditionExpression("c = :c AND #d > :d")
                                    .expressionAttributeNames(Map.of("#d", "day"))
                                    .expressionAttributeValues(item(":c", "ann", ":d", "mon"))))
                    .containsExactly("2");
            assertThat(ids(
                            us,
                            day("keys", "mon")
                                    .keyConditionExpression("#d = :d AND price BETWEEN :a AND :b")
                                    .expressionAttributeValues(item(":d", "mon", ":a", 4, ":b", 10))))
                    .containsExactly("3");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                price = :a              | 1, 6
                price < :a              | 3
                price <= :a             | 3, 1, 6
                price > :b              | 1, 6
                price >= :a             | 1, 6
                price > :a              |
                price BETWEEN :b AND :a | 3, 1, 6
                """)
        void aConditionTakesAllItemsWithEqualKeysOrNone(String condition, String expected) {
            order(us, "6", "day", "mon", "price", 30);
            Map<String, AttributeValue> values = item(":d", "mon", ":a", 30, ":b", 4);
            values.keySet().removeIf(name -> !name.equals(":d") && !condition.contains(name));

            assertThat(ids(
                            us,
                            day("keys", "mon")
                                    .keyConditionExpression("#d = :d AND " + condition)
                                    .expressionAttributeValues(values)))
                    .containsExactly(expected == null ? new String[0] : expected.split(", ", -1));
        }

        @Test
        void eachIndexReturnsWhatItHolds() {
            assertThat(us.<QueryResponse>call(local("local-keys").limit(1).build())
                            .items())
                    .containsExactly(order("1", "day", "mon"));
            assertThat(us.<QueryResponse>call(local("local-some").limit(1).build())
                            .items())
                    .containsExactly(order("1", "day", "mon", "x", "x1"));
            assertThat(us.<QueryResponse>call(local("local-all").limit(1).build())
                            .items())
                    .containsExactly(order("1", "day", "mon", "price", 30, "x", "x1", "y", "y1"));
            assertThat(us.<QueryResponse>call(day("keys", "mon").build()).items())
                    .containsExactly(order("3", "day", "mon", "price", 4), order("1", "day", "mon", "price", 30));
            assertThat(us.<QueryResponse>call(day("some", "mon").build()).items())
                    .containsExactly(
                            order("3", "day", "mon", "price", 4, "m", map("k", "v")),
                            order("1", "day", "mon", "price", 30, "x", "x1"));
        }

        @Test
        void aLocalIndexFetchesFromTheTableWhatItDoesNotHold() {
            QueryResponse all = us.call(
                    local("local-keys").select(Select.ALL_ATTRIBUTES).limit(1).build());
            QueryResponse some = us.call(
                    local("local-keys").projectionExpression("y").limit(1).build());

            assertThat(all.items()).containsExactly(order("1", "day", "mon", "price", 30, "x", "x1", "y", "y1"));
            assertThat(some.items()).containsExactly(item("y", "y1"));
        }

        @Test
        void aLocalIndexCanBeReadConsistently() {
            assertThat(ids(us, local("local-all").consistentRead(true))).hasSize(4);
        }

        @Test
        void allProjectedAttributesIsWhatAnIndexReturnsAnyway() {
            assertThat(us.<QueryResponse>call(day("some", "mon")
                                    .select(Select.ALL_PROJECTED_ATTRIBUTES)
                                    .build())
                            .items())
                    .isEqualTo(
                            us.<QueryResponse>call(day("some", "mon").build()).items());
        }

        @Test
        void countReturnsNoItems() {
            QueryResponse response =
                    us.call(day("keys", "mon").select(Select.COUNT).build());

            assertThat(response.count()).isEqualTo(2);
            assertThat(response.hasItems()).isFalse();
        }

        @Test
        void allAttributesCanBeAskedOfAGlobalIndexThatHoldsThem() {
            assertThat(us.<QueryResponse>call(day("all", "tue")
                                    .select(Select.ALL_ATTRIBUTES)
                                    .build())
                            .items())
                    .containsExactly(order("2", "day", "tue", "price", 20, "x", "x2", "y", "y2"));
        }

        static Stream<Arguments> refusals() {
            return Stream.of(
                    arguments(day("nope", "mon"), "The table does not have the specified index: nope"),
                    arguments(
                            day("keys", "mon").consistentRead(true),
                            "Consistent reads are not supported on global secondary indexes"),
                    arguments(
                            day("keys", "mon").select(Select.ALL_ATTRIBUTES),
                            INVALID
                                    + "Select type ALL_ATTRIBUTES is not supported for global secondary index keys"
                                    + " because its projection type is not ALL"),
                    arguments(
                            day("some", "mon").projectionExpression("z, x, y"),
                            INVALID + "Global secondary index some does not project [y, z]"),
                    arguments(
                            day("some", "mon").filterExpression("attribute_exists(y)"),
                            INVALID + "Secondary index some does not project one or more filter attributes: [y]"),
                    arguments(
                            local("local-some").filterExpression("attribute_exists(y)"),
                            INVALID + "Secondary index local-some does not project one or more filter attributes: [y]"),
                    arguments(
                            day("some", "mon").filterExpression("price > :d"),
                            "Filter Expression can only contain non-primary key attributes: Primary key attribute:"
                                    + " price"),
                    arguments(
                            day("some", "mon").projectionExpression("x").select(Select.ALL_PROJECTED_ATTRIBUTES),
                            "Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES"),
                    arguments(
                            day("some", "mon").keyConditionExpression("c = :d").expressionAttributeNames(null),
                            "Query condition missed key schema element: day"),
                    arguments(
                            day("some", "mon").expressionAttributeValues(item(":d", 1)),
                            INVALID + "Condition parameter type does not match schema type"),
                    arguments(
                            day("some", ""),
                            "One or more parameter values are not valid. A value specified for a secondary index key"
                                    + " is not supported. The AttributeValue for a key attribute cannot contain an empty"
                                    + " string value. IndexName: some, IndexKey: day"),
                    arguments(
                            day("some", "mon").projectionExpression("#d.a"),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                                    + " allowed: IndexKey: day"));
        }

        @ParameterizedTest
        @MethodSource("refusals")
        void refuses(QueryRequest.Builder request, String message) {
            us.refuses(request.build(), message);
        }

        @Test
        void aFilterMayLookAtTheTablesKey() {
            assertThat(ids(
                            us,
                            day("some", "mon")
                                    .filterExpression("id = :id")
                                    .expressionAttributeValues(item(":d", "mon", ":id", "3"))))
                    .containsExactly("3");
        }
    }

    @Nested
    class Pages {

        @BeforeEach
        void orders() {
            IntStream.range(0, 6).forEach(n -> order(us, "" + n, "day", "mon", "price", n / 2));
        }

        @Test
        void theLastEvaluatedKeyHasTheKeysOfIndexAndTable() {
            QueryResponse response = us.call(day("some", "mon").limit(1).build());

            assertThat(response.lastEvaluatedKey()).isEqualTo(order("0", "day", "mon", "price", 0));
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void pagesJoinToTheWholeEvenWithinEqualKeys(boolean forward) {
            List<String> found = new ArrayList<>();
            QueryRequest.Builder request = day("some", "mon").limit(1).scanIndexForward(forward);
            QueryResponse page;
            do {
                page = us.call(request.build());
                page.items().forEach(item -> found.add(item.get("id").s()));
                request.exclusiveStartKey(page.lastEvaluatedKey());
            } while (page.hasLastEvaluatedKey());

            assertThat(found)
                    .isEqualTo(forward ? List.of("0", "1", "2", "3", "4", "5") : List.of("5", "4", "3", "2", "1", "0"));
        }

        @Test
        void aPageThatEndsOnAnInclusiveBoundGoesOnSinceOthersMayHaveTheSameKey() {
            QueryResponse response = us.call(day("some", "mon")
                    .keyConditionExpression("#d = :d AND price <= :t")
                    .expressionAttributeValues(item(":d", "mon", ":t", 0))
                    .limit(1)
                    .build());

            assertThat(response.lastEvaluatedKey()).isEqualTo(order("0", "day", "mon", "price", 0));
        }

        @Test
        void aStartKeyNeedNotExist() {
            assertThat(ids(us, day("some", "mon").exclusiveStartKey(order("11", "day", "mon", "price", 0))))
                    .containsExactly("2", "3", "4", "5");
        }

        static Stream<Arguments> startKeys() {
            return Stream.of(
                    arguments(order("1", "day", "mon"), START_KEY),
                    arguments(order("1"), START_KEY),
                    arguments(item("day", "mon", "price", 0), START_KEY),
                    arguments(order("1", "day", "mon", "price", 0, "x", "x"), START_KEY),
                    arguments(
                            order("1", "day", "mon", "price", "0"),
                            START_KEY + ": The provided key element does not match the schema"),
                    arguments(
                            order("1", "day", "", "price", 0),
                            START_KEY
                                    + ": One or more parameter values are not valid. A value specified for a secondary"
                                    + " index key is not supported. The AttributeValue for a key attribute cannot"
                                    + " contain an empty string value. IndexName: some, IndexKey: day"),
                    arguments(
                            order("1", "day", "tue", "price", 0),
                            "The provided starting key is outside query boundaries based on provided conditions"));
        }

        @ParameterizedTest
        @MethodSource("startKeys")
        void refusesAStartKeyThatIsNotOfBothKeys(Map<String, AttributeValue> startKey, String message) {
            us.refuses(day("some", "mon").exclusiveStartKey(startKey).build(), message);
        }

        @Test
        void refusesAStartKeyOutsideTheRange() {
            us.refuses(
                    day("some", "mon")
                            .keyConditionExpression("#d = :d AND price > :t")
                            .expressionAttributeValues(item(":d", "mon", ":t", 1))
                            .exclusiveStartKey(order("1", "day", "mon", "price", 0))
                            .build(),
                    "The provided starting key does not match the range key predicate");
        }
    }

    @Nested
    class Scan {

        @BeforeEach
        void orders() {
            IntStream.range(0, 20).forEach(n -> order(us, "" + n, "day", "d" + n % 10, "price", n, "y", "y" + n));
            order(us, "none", "y", "y");
        }

        private ScanRequest.Builder scan(String index) {
            return ScanRequest.builder().tableName("orders").indexName(index);
        }

        @Test
        void returnsWhatTheIndexHolds() {
            ScanResponse response = us.call(scan("keys").build());

            assertThat(response.count()).isEqualTo(20);
            assertThat(response.items()).contains(order("7", "day", "d7", "price", 7));
        }

        @Test
        void segmentsJoinToTheWhole() {
            List<String> found = new ArrayList<>();
            for (int segment = 0; segment < 3; segment++) {
                ScanRequest.Builder request =
                        scan("keys").segment(segment).totalSegments(3).limit(2);
                ScanResponse page;
                do {
                    page = us.call(request.build());
                    page.items().forEach(item -> found.add(item.get("id").s()));
                    request.exclusiveStartKey(page.lastEvaluatedKey());
                } while (page.hasLastEvaluatedKey());
            }

            assertThat(found).hasSize(20).doesNotHaveDuplicates();
        }

        @Test
        void aFilterOnWhatAGlobalIndexDoesNotHoldFindsNothing() {
            ScanResponse response =
                    us.call(scan("keys").filterExpression("attribute_exists(y)").build());

            assertThat(response.count()).isZero();
            assertThat(response.scannedCount()).isEqualTo(20);
        }

        @Test
        void aLocalIndexFetchesWhatAFilterLooksAt() {
            ScanResponse response = us.call(scan("local-keys")
                    .filterExpression("y = :y")
                    .expressionAttributeValues(item(":y", "y7"))
                    .build());

            assertThat(response.items()).extracting(item -> item.get("id").s()).containsExactly("7");
        }

        @Test
        void whatIsFetchedForAFilterAloneIsNotReturned() {
            ScanResponse response = us.call(scan("local-keys")
                    .filterExpression("y = :y")
                    .expressionAttributeValues(item(":y", "y7"))
                    .build());

            assertThat(response.items()).containsExactly(order("7", "day", "d7"));
        }

        @Test
        void refusesWhatQueryRefuses() {
            us.refuses(scan("nope").build(), "The table does not have the specified index: nope");
            us.refuses(
                    scan("keys").consistentRead(true).build(),
                    "Consistent reads are not supported on global secondary indexes");
            us.refuses(
                    scan("keys").projectionExpression("y").build(),
                    INVALID + "Global secondary index keys does not project [y]");
            us.refuses(
                    scan("keys").projectionExpression("y, id.a").build(),
                    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: id");
            us.refuses(
                    scan("keys").select(Select.ALL_ATTRIBUTES).build(),
                    INVALID + "Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its"
                            + " projection type is not ALL");
        }
    }

    @Nested
    class Following {

        @Test
        void descriptionsTellWhatEachIndexHoldsNow() {
            order(us, "1", "day", "mon", "price", 5, "x", "12345");
            order(us, "2", "x", "12345");

            TableDescription described = us.<DescribeTableResponse>call(
                            DescribeTableRequest.builder().tableName("orders").build())
                    .table();

            // c: 1 + 3, id: 2 + 1, day: 3 + 3, price: 5 + 2, x: 1 + 5.
            assertThat(described.localSecondaryIndexes())
                    .extracting(
                            LocalSecondaryIndexDescription::indexName,
                            LocalSecondaryIndexDescription::itemCount,
                            LocalSecondaryIndexDescription::indexSizeBytes)
                    .containsExactly(
                            tuple("local-keys", 1L, 13L), tuple("local-some", 1L, 19L), tuple("local-all", 1L, 26L));
            assertThat(described.globalSecondaryIndexes())
                    .extracting(
                            GlobalSecondaryIndexDescription::indexName,
                            GlobalSecondaryIndexDescription::itemCount,
                            GlobalSecondaryIndexDescription::indexSizeBytes)
                    .containsExactly(tuple("keys", 1L, 20L), tuple("some", 1L, 26L), tuple("all", 1L, 26L));
        }

        @Test
        void anUpdateMovesTheItem() {
            order(us, "1", "day", "mon", "price", 1);

            us.call(update("SET #d = :v", "tue"));

            assertThat(ids(us, day("all", "mon"))).isEmpty();
            assertThat(ids(us, day("all", "tue"))).containsExactly("1");
            assertThat(ids(us, local("local-all"))).containsExactly("1");
        }

        @Test
        void aRemovedKeyAttributeTakesTheItemOut() {
            order(us, "1", "day", "mon", "price", 1);

            us.call(UpdateItemRequest.builder()
                    .tableName("orders")
                    .key(order("1"))
                    .updateExpression("REMOVE price")
                    .build());

            assertThat(ids(us, day("keys", "mon"))).isEmpty();
            assertThat(ids(us, day("all", "mon"))).containsExactly("1");
        }

        @Test
        void aDeleteTakesTheItemOut() {
            order(us, "1", "day", "mon", "price", 1);

            us.call(DeleteItemRequest.builder()
                    .tableName("orders")
                    .key(order("1"))
                    .build());

            assertThat(ids(us, day("all", "mon"))).isEmpty();
            assertThat(ids(us, local("local-all"))).isEmpty();
        }

        /** LWW-27. */
        @Test
        void eachReplicaKeepsItsOwnIndexesFromWhatArrives() {
            order(us, "1", "day", "mon", "price", 1);
            assertThat(ids(eu, day("all", "mon"))).isEmpty();

            checked.simulation().clock().advance(Duration.ofSeconds(1));

            assertThat(ids(eu, day("all", "mon"))).containsExactly("1");
            assertThat(ids(eu, local("local-all"))).containsExactly("1");
        }

        /** LWW-18, LWW-27. */
        @Test
        void aVersionThatLosesNeverShowsInAnIndex() {
            order(us, "1", "day", "mon");
            checked.simulation().clock().advance(Duration.ofMillis(5));
            order(eu, "1", "day", "tue");

            checked.simulation().settle();

            for (Endpoint region : List.of(us, eu)) {
                assertThat(ids(region, day("all", "mon"))).isEmpty();
                assertThat(ids(region, day("all", "tue"))).containsExactly("1");
            }
        }
    }

    private static UpdateItemRequest update(String expression, Object value) {
        return UpdateItemRequest.builder()
                .tableName("orders")
                .key(order("1"))
                .updateExpression(expression)
                .expressionAttributeNames(Map.of("#d", "day"))
                .expressionAttributeValues(item(":v", value))
                .build();
    }

    @Nested
    class KeyValues {

        private static final String EMPTY =
                "One or more parameter values are not valid. A value specified for a secondary index key is not"
                        + " supported. The AttributeValue for a key attribute cannot contain an empty string value."
                        + " IndexName: local-keys, IndexKey: day";
        private static final String MISMATCH =
                INVALID + "Type mismatch for Index Key day Expected: S Actual: N IndexName: local-keys";

        private AwsRequest put(Object day) {
            return PutItemRequest.builder()
                    .tableName("orders")
                    .item(order("1", "day", day))
                    .build();
        }

        private AwsRequest batch(Object day) {
            return BatchWriteItemRequest.builder()
                    .requestItems(Map.of(
                            "orders",
                            List.of(WriteRequest.builder()
                                    .putRequest(request -> request.item(order("1", "day", day)))
                                    .build())))
                    .build();
        }

        @Test
        void areOfTheTypeThatTheIndexDeclares() {
            us.refuses(put(1), MISMATCH);
            us.refuses(batch(1), MISMATCH);
            us.refuses(update("SET #d = :v", 1), MISMATCH);
            us.refuses(
                    PutItemRequest.builder()
                            .tableName("orders")
                            .item(order("1", "price", "1"))
                            .build(),
                    INVALID + "Type mismatch for Index Key price Expected: N Actual: S IndexName: keys");
            assertThat(us.writes()).isZero();
        }

        @Test
        void areNotEmpty() {
            us.refuses(put(""), EMPTY);
            us.refuses(batch(""), EMPTY);
            us.refuses(
                    TransactWriteItemsRequest.builder()
                            .transactItems(TransactWriteItem.builder()
                                    .put(put -> put.tableName("orders").item(order("1", "day", "")))
                                    .build())
                            .build(),
                    EMPTY);
            us.refuses(
                    update("SET #d = :v", ""),
                    "One or more parameter values are not valid. The update expression attempted to update a secondary"
                            + " index key to a value that is not supported. The AttributeValue for a key attribute cannot"
                            + " contain an empty string value.");
            assertThat(us.writes()).isZero();
        }

        /** An empty value of another type is one of another type: the reason why the transaction is cancelled. */
        @Test
        void ofATransactionAreLookedAtForEmptyValuesOfTheirTypeBeforeAnythingElse() {
            us.refuses(write(Transactions.put("orders", order("1", "day", ""))), EMPTY);

            assertThat(cancelled(us, write(Transactions.put("orders", order("1", "price", ""))), "ValidationError"))
                    .containsExactly(Transactions.invalid(
                            INVALID + "Type mismatch for Index Key price Expected: N Actual: S IndexName: keys"));
        }

        @Test
        void areNotTooLong() {
            us.refuses(
                    put("x".repeat(1025)),
                    INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
            us.refuses(
                    update("SET #d = :v", "x".repeat(1025)),
                    INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }

        @Test
        void ofAPutAreCheckedBeforeItsConditionAndOfAnUpdateAfterIt() {
            us.refuses(
                    ((PutItemRequest) put(1))
                            .toBuilder()
                                    .conditionExpression("attribute_exists(c)")
                                    .build(),
                    MISMATCH);
            us.refuses(
                    update("SET #d = :v", 1).toBuilder()
                            .conditionExpression("attribute_exists(c)")
                            .build(),
                    ConditionalCheckFailedException.class,
                    "The conditional request failed");
        }

        @Test
        void areNoDocumentsToLookInto() {
            String message =
                    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
                            + " IndexKey: day";

            us.refuses(update("SET #d.a = :v", 1), message);
            us.refuses(
                    update("SET x = :v", 1).toBuilder()
                            .conditionExpression("attribute_exists(#d.a)")
                            .build(),
                    message);
            us.refuses(
                    GetItemRequest.builder()
                            .tableName("orders")
                            .key(order("1"))
                            .projectionExpression("#d[0]")
                            .expressionAttributeNames(Map.of("#d", "day"))
                            .build(),
                    message);
        }
    }
}
