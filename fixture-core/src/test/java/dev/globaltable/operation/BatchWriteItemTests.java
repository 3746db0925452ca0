package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class BatchWriteItemTests {

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static WriteRequest put(Object... namesAndValues) {
        return WriteRequest.builder()
                .putRequest(put -> put.item(item(namesAndValues)))
                .build();
    }

    private static WriteRequest delete(Object... namesAndValues) {
        return WriteRequest.builder()
                .deleteRequest(delete -> delete.key(item(namesAndValues)))
                .build();
    }

    private static List<WriteRequest> puts(int count) {
        return IntStream.range(0, count).mapToObj(n -> put("id", "p" + n)).toList();
    }

    private static BatchWriteItemRequest write(Map<String, List<WriteRequest>> items) {
        return BatchWriteItemRequest.builder().requestItems(items).build();
    }

    @Test
    void putsAndDeletesOfSeveralTablesAreDone() {
        us.put("people", item("id", "old"));

        BatchWriteItemResponse response = us.call(write(Map.of(
                "people", List.of(put("id", "1", "n", number("1.0")), delete("id", "old")),
                "readings", List.of(put("pk", "a", "n", 1)))));

        assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1", "n", 1));
        assertThat(us.get("people", item("id", "old"))).isEmpty();
        assertThat(us.get("readings", item("pk", "a", "n", 1))).isEqualTo(item("pk", "a", "n", 1));
        assertThat(response.hasUnprocessedItems()).isTrue();
        assertThat(response.unprocessedItems()).isEmpty();
        assertThat(response.hasConsumedCapacity()).isFalse();
    }

    @Test
    void twentyFiveWritesAreAccepted() {
        us.call(write(Map.of("people", puts(25))));

        assertThat(us.writes()).isEqualTo(25);
    }

    @Test
    void writesThatChangeNothingAreNoVersions() {
        // LWW-7, LWW-8
        us.put("people", item("id", "1"));

        us.call(write(Map.of("people", List.of(put("id", "1"), delete("id", "2")))));

        assertThat(us.writes()).isEqualTo(1);
    }

    @Test
    void everyWriteCostsOnItsOwn() {
        us.put("people", item("id", "big", "v", "x".repeat(3000)));

        BatchWriteItemResponse response = us.call(write(Map.of(
                        "people", List.of(put("id", "1"), delete("id", "big"), delete("id", "gone")),
                        "readings", List.of(put("pk", "a", "n", 1, "v", "x".repeat(1024)))))
                .toBuilder()
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build());

        assertThat(response.consumedCapacity())
                .containsExactlyInAnyOrder(
                        ConsumedCapacity.builder()
                                .tableName("people")
                                .capacityUnits(5.0)
                                .table(table -> table.capacityUnits(5.0))
                                .build(),
                        ConsumedCapacity.builder()
                                .tableName("readings")
                                .capacityUnits(2.0)
                                .table(table -> table.capacityUnits(2.0))
                                .build());
    }

    @Nested
    class BadRequests {

        private static final String LIST_SIZE = "at 'requestItems' failed to satisfy constraint: Map value must satisfy"
                + " constraint: [Member must have length less than or equal to 25, Member must have length greater than"
                + " or equal to 1]";

        static Stream<Arguments> requests() {
            String oneMember =
                    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
                            + " supported datatypes";
            String duplicates = "Provided list of item keys contains duplicates";
            Map<String, AttributeValue> big = item("id", "1", "v", "x".repeat(400 * 1024));
            return Stream.of(
                    arguments(
                            BatchWriteItemRequest.builder().build(),
                            "1 validation error detected: Value null at 'requestItems' failed to satisfy constraint:"
                                    + " Member must not be null"),
                    arguments(
                            write(Map.of()),
                            "1 validation error detected: Value '{}' at 'requestItems' failed to satisfy constraint:"
                                    + " Member must have length greater than or equal to 1"),
                    arguments(
                            write(Map.of("people", List.of())),
                            "1 validation error detected: Value '{people=[]}' " + LIST_SIZE),
                    arguments(
                            write(Map.of("people", puts(26))),
                            "1 validation error detected: Value '{people=" + puts(26) + "}' " + LIST_SIZE),
                    arguments(
                            write(Map.of("people", puts(25), "nobody", puts(1))),
                            "Too many items requested for the BatchWriteItem call"),
                    arguments(
                            write(Map.of(
                                    "people", List.of(WriteRequest.builder().build()))),
                            oneMember),
                    arguments(
                            write(Map.of(
                                    "people",
                                    List.of(put("id", "1").toBuilder()
                                            .deleteRequest(delete -> delete.key(item("id", "2")))
                                            .build()))),
                            oneMember),
                    arguments(
                            write(Map.of(
                                    "people",
                                    List.of(
                                            put("id", "1"),
                                            WriteRequest.builder()
                                                    .putRequest(put -> {})
                                                    .build(),
                                            WriteRequest.builder()
                                                    .deleteRequest(delete -> {})
                                                    .build()))),
                            "2 validation errors detected: Value null at"
                                    + " 'requestItems.people.member.2.member.putRequest.item' failed to satisfy"
                                    + " constraint: Member must not be null; Value null at"
                                    + " 'requestItems.people.member.3.member.deleteRequest.key' failed to satisfy"
                                    + " constraint: Member must not be null"),
                    arguments(write(Map.of("people", List.of(put("id", "1"), put("id", "1", "n", 1)))), duplicates),
                    arguments(write(Map.of("people", List.of(put("id", "1"), delete("id", "1")))), duplicates),
                    arguments(write(Map.of("people", List.of(delete("id", "1"), delete("id", "1")))), duplicates),
                    arguments(
                            write(Map.of(
                                    "readings",
                                    List.of(put("pk", "a", "n", number("1")), delete("pk", "a", "n", number("1.0"))))),
                            duplicates),
                    arguments(
                            write(Map.of("people", List.of(put("id", "0"), put("n", 1)))),
                            "One or more parameter values were invalid: Missing the key id in the item"),
                    arguments(
                            write(Map.of("people", List.of(put()))),
                            "One or more parameter values were invalid: Missing the key id in the item"),
                    arguments(
                            write(Map.of("people", List.of(put("id", 1)))),
                            "One or more parameter values were invalid: Type mismatch for key id expected: S actual: N"),
                    arguments(
                            write(Map.of("people", List.of(put("id", "0"), delete("id", "1", "n", 1)))),
                            Endpoint.KEY_MISMATCH),
                    arguments(
                            write(Map.of(
                                    "people",
                                    List.of(WriteRequest.builder()
                                            .putRequest(put -> put.item(big))
                                            .build()))),
                            "Item size has exceeded the maximum allowed size"),
                    arguments(
                            write(Map.of("people", List.of(put("id", "0"), put("id", "1", "n", number("x"))))),
                            "The parameter cannot be converted to a numeric value: x"));
        }

        @ParameterizedTest
        @MethodSource("requests")
        void areRefusedAsAWhole(BatchWriteItemRequest request, String message) {
            us.refuses(request, message);

            assertThat(us.writes()).isZero();
        }

        @Test
        void oneMissingTableStopsTheWholeBatch() {
            us.refuses(
                    write(Map.of("people", puts(1), "unknown", puts(1))),
                    ResourceNotFoundException.class,
                    Endpoint.NO_TABLE);

            assertThat(us.writes()).isZero();
        }

        @Test
        void anUnknownKindOfCapacityReportIsRefused() {
            us.refuses(
                    write(Map.of("people", puts(1))).toBuilder()
                            .returnConsumedCapacity("ALL")
                            .build(),
                    "1 validation error detected: Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint:"
                            + " Member must satisfy enum value set: [INDEXES, TOTAL, NONE]");
        }
    }

    @Test
    void noneMeansNoCapacityReport() {
        BatchWriteItemResponse response = us.call(write(Map.of("people", puts(1))).toBuilder()
                .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
                .build());

        assertThat(response.hasConsumedCapacity()).isFalse();
    }
}
