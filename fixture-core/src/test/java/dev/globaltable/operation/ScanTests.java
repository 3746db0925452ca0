package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.ArrayList;
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
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

class ScanTests {

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static ScanRequest.Builder scan() {
        return ScanRequest.builder().tableName("people");
    }

    private void people(int count) {
        IntStream.range(0, count).forEach(n -> us.put("people", item("id", "p" + n, "n", n)));
    }

    /** Every item, page after page. */
    private List<Map<String, AttributeValue>> all(ScanRequest first) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        ScanRequest request = first;
        boolean more = true;
        while (more) {
            ScanResponse page = us.call(request);
            items.addAll(page.items());
            more = page.hasLastEvaluatedKey();
            request = request.toBuilder()
                    .exclusiveStartKey(page.lastEvaluatedKey())
                    .build();
        }
        return items;
    }

    @Test
    void anEmptyTableHasNoItems() {
        ScanResponse response = us.call(
                scan().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());

        assertThat(response.hasItems()).isTrue();
        assertThat(response.items()).isEmpty();
        assertThat(response.count()).isZero();
        assertThat(response.scannedCount()).isZero();
        assertThat(response.hasLastEvaluatedKey()).isFalse();
        assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(0.5);
    }

    @Test
    void allRegionsScanInTheSameOrder() {
        people(20);
        checked.simulation().settle();

        ScanResponse here = us.call(scan().build());
        ScanResponse there = new Endpoint(checked::simulation, EU_WEST_1).call(scan().build());

        assertThat(there.items()).isEqualTo(here.items());
    }

    @Test
    void theItemsOfAPartitionLieTogetherInOrder() {
        for (String pk : List.of("a", "b", "c")) {
            IntStream.of(3, 1, 2).forEach(n -> us.put("readings", item("pk", pk, "n", n)));
        }

        ScanResponse response = us.call(scan().tableName("readings").build());

        List<String> partitions = response.items().stream()
                .map(item -> item.get("pk").s())
                .distinct()
                .toList();
        assertThat(partitions).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(response.items())
                .containsExactlyElementsOf(partitions.stream()
                        .flatMap(pk -> IntStream.rangeClosed(1, 3).mapToObj(n -> item("pk", pk, "n", n)))
                        .toList());
    }

    @Nested
    class Pages {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 7, 10})
        void joinToTheWhole(int limit) {
            people(7);

            assertThat(all(scan().limit(limit).build()))
                    .isEqualTo(all(scan().build()))
                    .hasSize(7);
        }

        @Test
        void thatEndWithTheLastItemStillTellWhereToGoOn() {
            people(2);

            ScanResponse page = us.call(scan().limit(2).build());

            assertThat(page.count()).isEqualTo(2);
            assertThat(page.lastEvaluatedKey())
                    .isEqualTo(item("id", page.items().get(1).get("id")));
        }

        @Test
        void endWhenOneMegabyteIsRead() {
            IntStream.range(0, 5)
                    .forEach(n -> us.put("people", item("id", "" + n, "v", "x".repeat(262_144 - "id1v".length()))));

            ScanResponse response = us.call(scan().consistentRead(true)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());

            assertThat(response.count()).isEqualTo(4);
            assertThat(response.hasLastEvaluatedKey()).isTrue();
            assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(256.0);
        }
    }

    @Nested
    class Segments {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 16})
        void shareOutEveryItemOnce(int total) {
            people(40);
            List<Map<String, AttributeValue>> found = new ArrayList<>();
            for (int segment = 0; segment < total; segment++) {
                found.addAll(all(
                        scan().segment(segment).totalSegments(total).limit(3).build()));
            }

            assertThat(found).containsExactlyInAnyOrderElementsOf(all(scan().build()));
        }

        @Test
        void areNotAllOneAndTheSame() {
            people(40);

            ScanResponse half = us.call(scan().segment(0).totalSegments(2).build());

            assertThat(half.count()).isBetween(5, 35);
        }
    }

    @Nested
    class FiltersAndProjections {

        @Test
        void aFilterCountsAfterItAndScansBeforeIt() {
            people(5);

            ScanResponse response = us.call(scan().filterExpression("n < :n")
                    .expressionAttributeValues(item(":n", 2))
                    .build());

            assertThat(response.items()).containsExactlyInAnyOrder(item("id", "p0", "n", 0), item("id", "p1", "n", 1));
            assertThat(response.count()).isEqualTo(2);
            assertThat(response.scannedCount()).isEqualTo(5);
        }

        @Test
        void aFilterMayLookAtTheKey() {
            people(3);

            ScanResponse response = us.call(scan().filterExpression("id = :id")
                    .expressionAttributeValues(item(":id", "p1"))
                    .projectionExpression("n")
                    .build());

            assertThat(response.items()).containsExactly(item("n", 1));
        }

        @Test
        void countReturnsNoItems() {
            people(3);

            ScanResponse response = us.call(scan().select(Select.COUNT).build());

            assertThat(response.hasItems()).isFalse();
            assertThat(response.count()).isEqualTo(3);
        }
    }

    @Nested
    class BadRequests {

        static Stream<Arguments> requests() {
            String mismatch = "The provided starting key is invalid: " + Endpoint.KEY_MISMATCH;
            return Stream.of(
                    arguments(scan().exclusiveStartKey(item()), mismatch),
                    arguments(scan().exclusiveStartKey(item("id", 1)), mismatch),
                    arguments(scan().exclusiveStartKey(item("id", "1", "n", 1)), mismatch),
                    arguments(
                            scan().limit(-1),
                            "1 validation error detected: Value '-1' at 'limit' failed to satisfy constraint: Member"
                                    + " must have value greater than or equal to 1"),
                    arguments(
                            scan().segment(-1).totalSegments(0),
                            "2 validation errors detected: Value '0' at 'totalSegments' failed to satisfy constraint:"
                                    + " Member must have value greater than or equal to 1; Value '-1' at 'segment'"
                                    + " failed to satisfy constraint: Member must have value greater than or equal to"
                                    + " 0"),
                    arguments(
                            scan().segment(0).totalSegments(1_000_001),
                            "1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy"
                                    + " constraint: Member must have value less than or equal to 1000000"),
                    arguments(
                            scan().segment(0),
                            "The TotalSegments parameter is required but was not present in the request when Segment"
                                    + " parameter is present"),
                    arguments(
                            scan().totalSegments(2),
                            "The Segment parameter is required but was not present in the request when parameter"
                                    + " TotalSegments is present"),
                    arguments(
                            scan().segment(2).totalSegments(2),
                            "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
                                    + " Segment: 2 is not less than TotalSegments: 2"),
                    arguments(
                            scan().select(Select.SPECIFIC_ATTRIBUTES),
                            "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                                    + " SPECIFIC_ATTRIBUTES"),
                    arguments(
                            scan().filterExpression("id.x = :x").expressionAttributeValues(item(":x", 1)),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                                    + " allowed: Key: id"),
                    arguments(
                            scan().projectionExpression("id.x"),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                                    + " allowed: Key: id"),
                    arguments(
                            scan().projectionExpression("n").expressionAttributeValues(item(":x", 1)),
                            "ExpressionAttributeValues can only be specified when using expressions: FilterExpression"
                                    + " is null"));
        }

        @ParameterizedTest
        @MethodSource("requests")
        void aRequestThatCannotBeAnsweredIsRefused(ScanRequest.Builder request, String message) {
            us.refuses(request.build(), message);
        }

        @Test
        void aStartKeyOfAnotherSegmentIsRefused() {
            people(20);
            ScanResponse other =
                    us.call(scan().segment(1).totalSegments(2).limit(1).build());

            us.refuses(
                    scan().segment(0)
                            .totalSegments(2)
                            .exclusiveStartKey(other.lastEvaluatedKey())
                            .build(),
                    "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with"
                            + " correct Segment. TotalSegments: 2 Segment: 0");
        }

        @Test
        void aTableThatDoesNotExistIsNotFound() {
            us.refuses(scan().tableName("nobody").build(), ResourceNotFoundException.class, Endpoint.NO_TABLE);
        }
    }
}
