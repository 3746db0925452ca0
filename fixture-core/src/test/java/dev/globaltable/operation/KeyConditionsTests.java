package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** {@code KeyConditions}, {@code QueryFilter} and {@code ScanFilter}: reads from before expressions. */
class KeyConditionsTests {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String NOT_INDEXABLE = "Attempted conditional constraint is not an indexable operation";
    private static final Condition P = is("EQ", "p");

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    @BeforeEach
    void putItems() {
        for (int at = 1; at <= 5; at++) {
            us.put("events", item("pk", "p", "at", "a" + at, "v", at));
        }
        us.put("events", item("pk", "q", "at", "a1"));
        us.put("people", item("id", "1"));
    }

    private static Condition is(String operator, Object... values) {
        return Condition.builder()
                .comparisonOperator(operator)
                .attributeValueList(Arrays.stream(values).map(Endpoint::value).toList())
                .build();
    }

    private static QueryRequest.Builder query(Map<String, Condition> conditions) {
        return QueryRequest.builder().tableName("events").keyConditions(conditions);
    }

    private static QueryRequest query(Condition sort) {
        return query(Map.of("pk", P, "at", sort)).build();
    }

    private List<String> found(QueryRequest request) {
        return us.<QueryResponse>call(request).items().stream()
                .map(item -> item.get("at").s())
                .toList();
    }

    @Nested
    class KeyConditions {

        static Stream<Arguments> ranges() {
            return Stream.of(
                    arguments(is("EQ", "a2"), List.of("a2")),
                    arguments(is("LE", "a2"), List.of("a1", "a2")),
                    arguments(is("LT", "a2"), List.of("a1")),
                    arguments(is("GE", "a4"), List.of("a4", "a5")),
                    arguments(is("GT", "a4"), List.of("a5")),
                    arguments(is("BEGINS_WITH", "a"), List.of("a1", "a2", "a3", "a4", "a5")),
                    arguments(is("BETWEEN", "a2", "a4"), List.of("a2", "a3", "a4")));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("ranges")
        void readARangeOfSortKeys(Condition sort, List<String> found) {
            assertThat(found(query(sort))).isEqualTo(found);
        }

        @Test
        void readAPartitionInPages() {
            QueryResponse page = us.call(
                    query(Map.of("pk", P)).limit(2).scanIndexForward(false).build());

            assertThat(page.lastEvaluatedKey()).isEqualTo(item("at", "a4", "pk", "p"));
            assertThat(found(query(Map.of("pk", P))
                            .scanIndexForward(false)
                            .exclusiveStartKey(page.lastEvaluatedKey())
                            .build()))
                    .containsExactly("a3", "a2", "a1");
        }

        @Test
        void mayGoWithAFilterAndAProjectionThatAreExpressions() {
            QueryResponse response = us.call(query(Map.of("pk", P))
                    .filterExpression("v > :v")
                    .projectionExpression("v")
                    .expressionAttributeValues(item(":v", 4))
                    .build());

            assertThat(response.items()).containsExactly(item("v", 5));
        }

        static Stream<Arguments> misfits() {
            return Stream.of(
                    arguments(Map.of(), "Conditions must be at least length 1"),
                    arguments(Map.of("at", is("EQ", "a1")), "Query condition missed key schema element: pk"),
                    arguments(Map.of("pk", P, "v", P), "Query condition missed key schema element: at"),
                    arguments(Map.of("pk", P, "at", P, "v", P), "Conditions can be of length 1 or 2 only"),
                    arguments(Map.of("pk", is("LT", "p")), "Query key condition not supported"),
                    arguments(Map.of("pk", is("NE", "p")), "Query key condition not supported"),
                    arguments(Map.of("pk", is("NULL")), "Only scalar types can be used as Hash Key values"),
                    arguments(Map.of("pk", P, "at", is("NULL")), "Only scalar types can be used as Range Key values"),
                    arguments(Map.of("pk", P, "at", is("NE", "a")), NOT_INDEXABLE),
                    arguments(Map.of("pk", P, "at", is("IN", "a")), NOT_INDEXABLE),
                    arguments(Map.of("pk", P, "at", is("CONTAINS", "a")), NOT_INDEXABLE),
                    arguments(Map.of("pk", P, "at", is("NOT_CONTAINS", "a")), NOT_INDEXABLE),
                    arguments(
                            Map.of("pk", is("EQ", 1)), INVALID + "Condition parameter type does not match schema type"),
                    arguments(
                            Map.of("pk", P, "at", is("EQ", 1)),
                            INVALID + "Condition parameter type does not match schema type"),
                    arguments(
                            Map.of("pk", is("EQ", "")),
                            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                                    + " contain an empty string value. Key: pk"),
                    arguments(
                            Map.of("pk", is("EQ")),
                            INVALID + "Invalid number of argument(s) for the EQ ComparisonOperator"),
                    arguments(
                            Map.of("pk", P, "at", is("BETWEEN", "b", "a")),
                            "The BETWEEN condition was provided a range where the lower bound is greater than the upper"
                                    + " bound"),
                    arguments(
                            Collections.singletonMap("pk", null),
                            "1 validation error detected: Value null at 'keyConditions.pk.member.comparisonOperator' failed to"
                                    + " satisfy constraint: Member must not be null"));
        }

        @ParameterizedTest(name = "{1}")
        @MethodSource("misfits")
        void fitTheKey(Map<String, Condition> conditions, String problem) {
            us.refuses(query(conditions).build(), problem);
        }

        @Test
        void haveOneEntryForAKeyWithoutSortKey() {
            us.refuses(
                    query(Map.of("id", is("EQ", "1"), "v", P))
                            .tableName("people")
                            .build(),
                    "Query key condition not supported");
        }

        @Test
        void nameAnOperator() {
            us.refuses(
                    query(Map.of("pk", Condition.builder().build())).build(),
                    "1 validation error detected: Value null at 'keyConditions.pk.member.comparisonOperator' failed to"
                            + " satisfy constraint: Member must not be null");
        }

        @Test
        void areNoFilterForAConditionalOperator() {
            us.refuses(
                    query(Map.of("pk", P, "at", is("EQ", "a1")))
                            .conditionalOperator("AND")
                            .build(),
                    "ConditionalOperator cannot be used without Filter or Expected");
        }

        @Test
        void areCheckedBeforeTheFilter() {
            us.refuses(
                    query(Map.of("pk", is("EQ")))
                            .queryFilter(Map.of("v", is("LT")))
                            .build(),
                    INVALID + "Invalid number of argument(s) for the EQ ComparisonOperator");
        }
    }

    @Nested
    class AFilter {

        private QueryRequest.Builder filtered(Map<String, Condition> filter) {
            return query(Map.of("pk", P)).queryFilter(filter);
        }

        @Test
        void leavesOutItemsOfAQuery() {
            QueryResponse response =
                    us.call(filtered(Map.of("v", is("GT", 2))).limit(4).build());

            assertThat(response.count()).isEqualTo(2);
            assertThat(response.scannedCount()).isEqualTo(4);
        }

        @Test
        void leavesOutItemsOfAScanEvenByTheirKeys() {
            ScanResponse response = us.call(ScanRequest.builder()
                    .tableName("events")
                    .scanFilter(Map.of("at", is("EQ", "a1"), "v", is("NULL")))
                    .build());

            assertThat(response.items()).containsExactly(item("at", "a1", "pk", "q"));
            assertThat(response.scannedCount()).isEqualTo(6);
        }

        @ParameterizedTest
        @CsvSource({"AND, 0", "OR, 2"})
        void isJoinedByTheConditionalOperator(String together, int count) {
            QueryResponse response = us.call(filtered(Map.of("v", is("IN", 1, 2), "w", is("NOT_NULL")))
                    .conditionalOperator(together)
                    .build());

            assertThat(response.count()).isEqualTo(count);
        }

        @ParameterizedTest
        @CsvSource({"pk", "at"})
        void ofAQueryIsNotAboutTheKey(String attribute) {
            us.refuses(
                    filtered(Map.of(attribute, is("EQ", "a1"))).build(),
                    "QueryFilter can only contain non-primary key attributes: Primary key attribute: " + attribute);
        }

        @Test
        void mayBeEmpty() {
            assertThat(found(filtered(Map.of()).build())).hasSize(5);
        }

        @Test
        void isChecked() {
            us.refuses(
                    filtered(Map.of("v", is("LT", true))).build(),
                    INVALID + "ComparisonOperator LT is not valid for BOOL AttributeValue type");
            us.refuses(
                    filtered(Map.of("v", is("EQ", value(1))))
                            .conditionalOperator("OR")
                            .build(),
                    "ConditionalOperator can only be used when Filter or Expected has two or more elements");
            us.refuses(
                    ScanRequest.builder()
                            .tableName("events")
                            .scanFilter(Map.of("v", is("XX")))
                            .build(),
                    "1 validation error detected: Value 'XX' at 'scanFilter.v.member.comparisonOperator' failed to"
                            + " satisfy constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT,"
                            + " NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]");
        }
    }
}
