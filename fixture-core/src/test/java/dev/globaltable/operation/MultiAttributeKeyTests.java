package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SecondaryIndexDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Global secondary indexes whose keys are made of several attributes. */
class MultiAttributeKeyTests {

    private static final Map<String, AttributeValue> VALUES = new TreeMap<>(item(
            ":h", "h", ":one", 1, ":two", 2, ":a", "a", ":b", "b", ":x", "x", ":empty", "", ":long", "x".repeat(1025)));
    private static final String PARTITION = "h1 = :h AND h2 = :one";

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(GlobalTableDefinition.named("matches")
            .partitionKey("id")
            .globalIndex(SecondaryIndexDefinition.named("multi")
                    .partitionKey("h1")
                    .partitionKey("h2", N)
                    .sortKey("r1")
                    .sortKey("r2", N)
                    .sortKey("r3")));

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    /** Twelve items of one partition, 1 to 12 in the order of the index, and some that the index does not hold. */
    @BeforeEach
    void matches() {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        int id = 1;
        for (String r1 : List.of("a", "b")) {
            for (int r2 : new int[] {1, 2, 10}) {
                for (String r3 : List.of("x", "y")) {
                    items.add(item("id", "" + id++, "h1", "h", "h2", 1, "r1", r1, "r2", r2, "r3", r3));
                }
            }
        }
        items.add(item("id", "other", "h1", "h", "h2", 2, "r1", "a", "r2", 1, "r3", "x"));
        items.add(item("id", "no r3", "h1", "h", "h2", 1, "r1", "a", "r2", 1));
        items.add(item("id", "no h2", "h1", "h", "r1", "a", "r2", 1, "r3", "x"));
        items.forEach(item -> us.put("matches", item));
    }

    private static QueryRequest.Builder query(String condition) {
        Map<String, AttributeValue> used = new TreeMap<>(VALUES);
        used.keySet().removeIf(name -> !condition.matches("(?s).*" + name + "\\b.*"));
        return QueryRequest.builder()
                .tableName("matches")
                .indexName("multi")
                .keyConditionExpression(condition)
                .expressionAttributeValues(used);
    }

    private List<Integer> ids(QueryRequest.Builder request) {
        return us.<QueryResponse>call(request.build()).items().stream()
                .map(item -> Integer.valueOf(item.get("id").s()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|1|12",
                "AND r1 = :a|1|6",
                "AND r1 > :a|7|12",
                "AND r1 = :a AND r2 = :two|3|4",
                "AND r1 = :a AND r2 > :one|3|6",
                "AND r1 = :a AND r2 <= :two|1|4",
                "AND r1 = :a AND r2 < :two|1|2",
                "AND r1 = :a AND r2 BETWEEN :one AND :two|1|4",
                "AND r1 = :a AND r2 = :two AND r3 = :x|3|3",
                "AND r1 = :a AND r2 = :two AND r3 > :x|4|4",
                "AND r2 = :two AND begins_with(r3, :x) AND r1 = :a|3|3"
            })
    void conditionsAreOnAllOfThePartitionAndOnTheSortKeyFromTheLeft(String more, int first, int last) {
        List<Integer> expected = IntStream.rangeClosed(first, last).boxed().toList();
        String condition = PARTITION + (more == null ? "" : " " + more);

        assertThat(ids(query(condition))).isEqualTo(expected);
        assertThat(ids(query(condition).scanIndexForward(false)))
                .isEqualTo(expected.stream().sorted((one, other) -> other - one).toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesJoinToTheWhole(boolean forward) {
        QueryRequest.Builder request = query(PARTITION).limit(5).scanIndexForward(forward);
        List<Integer> found = new ArrayList<>();
        QueryResponse page;
        do {
            page = us.call(request.build());
            page.items()
                    .forEach(item -> found.add(Integer.valueOf(item.get("id").s())));
            request.exclusiveStartKey(page.lastEvaluatedKey());
        } while (page.hasLastEvaluatedKey());

        assertThat(found).hasSize(12).isSortedAccordingTo((one, other) -> forward ? one - other : other - one);
    }

    @Test
    void theLastEvaluatedKeyHasEveryKeyAttribute() {
        QueryResponse page = us.call(query(PARTITION).limit(5).build());

        assertThat(page.lastEvaluatedKey())
                .isEqualTo(item("id", "5", "h1", "h", "h2", 1, "r1", "a", "r2", 10, "r3", "x"));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("h1 = :h", "HASH key attributes h2 must have equality conditions specified in the query"),
                arguments("id = :h", "HASH key attributes h1, h2 must have equality conditions specified in the query"),
                arguments(
                        "h1 > :h AND h2 = :one",
                        "HASH key attributes h1 must have equality conditions specified in the query"),
                arguments(
                        PARTITION + " AND r2 = :two",
                        "RANGE key attributes r1 must have equality conditions specified in the query because a"
                                + " condition is present on key attribute r2"),
                arguments(
                        PARTITION + " AND r1 > :a AND r3 = :x",
                        "RANGE key attributes r1, r2 must have equality conditions specified in the query because a"
                                + " condition is present on key attribute r3"),
                arguments(PARTITION + " AND z = :x", "Query condition missed key schema element: r1"),
                arguments(
                        PARTITION + " AND r1 = :a AND r2 = :two AND r3 = :x AND z = :x",
                        "Query key condition not supported"),
                arguments(
                        "h1 = :h AND h2 = :h",
                        "One or more parameter values were invalid: Condition parameter type does not match schema"
                                + " type"),
                arguments(
                        PARTITION + " AND r1 = :a AND r1 = :b",
                        "KeyConditionExpressions must only contain one condition per key"),
                arguments(
                        PARTITION + " AND r1 = :empty",
                        "One or more parameter values are not valid. A value specified for a secondary index key is not"
                                + " supported. The AttributeValue for a key attribute cannot contain an empty string"
                                + " value. IndexName: multi, IndexKey: r1"),
                arguments(
                        PARTITION + " AND r1 = :long",
                        "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the"
                                + " size limit of 1024 bytes"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String condition, String message) {
        us.refuses(query(condition).build(), message);
    }

    @Test
    void aFilterLooksAtNoneOfTheKeyAttributes() {
        us.refuses(
                query(PARTITION).filterExpression("attribute_exists(r3)").build(),
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: r3");
    }

    @Test
    void theValuesOfAKeyTogetherAreNotTooLong() {
        us.refuses(
                put(item("id", "1", "r1", "x".repeat(600), "r3", "x".repeat(600))),
                "Aggregate size for RANGE key attributes r1, r3 of index multi has exceeded limit 1024 bytes, with"
                        + " actual size 1200 bytes");
        us.refuses(
                put(item("id", "1", "h1", "x".repeat(2048), "h2", 1)),
                "Aggregate size for HASH key attributes h1, h2 of index multi has exceeded limit 2048 bytes, with"
                        + " actual size 2050 bytes");
    }

    private static PutItemRequest put(Map<String, AttributeValue> item) {
        return PutItemRequest.builder().tableName("matches").item(item).build();
    }
}
