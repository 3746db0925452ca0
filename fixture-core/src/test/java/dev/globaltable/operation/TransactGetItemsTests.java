package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.map;
import static dev.globaltable.operation.Endpoint.number;
import static dev.globaltable.operation.Transactions.NONE;
import static dev.globaltable.operation.Transactions.cancelled;
import static dev.globaltable.operation.Transactions.get;
import static dev.globaltable.operation.Transactions.invalid;
import static dev.globaltable.operation.Transactions.read;
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
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

class TransactGetItemsTests {

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static List<TransactGetItem> gets(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> get("people", item("id", "p" + n)))
                .toList();
    }

    @Test
    void itemsComeInTheOrderOfTheRequest() {
        us.put("people", item("id", "1", "name", "Ada"));
        us.put("events", item("pk", "a", "at", "1"));

        TransactGetItemsResponse response = us.call(read(
                get("events", item("pk", "a", "at", "1")),
                get("people", item("id", "nobody")),
                get("people", item("id", "1"))));

        assertThat(response.responses())
                .containsExactly(
                        ItemResponse.builder().item(item("pk", "a", "at", "1")).build(),
                        ItemResponse.builder().build(),
                        ItemResponse.builder()
                                .item(item("id", "1", "name", "Ada"))
                                .build());
        assertThat(response.responses().get(1).hasItem()).isFalse();
        assertThat(response.hasConsumedCapacity()).isFalse();
    }

    @Test
    void eachReadHasAProjectionOfItsOwn() {
        us.put("people", item("id", "1", "m", map("a", 1, "b", 2), "name", "Ada"));
        us.put("people", item("id", "2", "name", "Grace"));

        TransactGetItemsResponse response = us.call(read(
                get(
                        "people",
                        item("id", "1"),
                        get -> get.projectionExpression("m.a, #n").expressionAttributeNames(Map.of("#n", "name"))),
                get("people", item("id", "2"), get -> get.projectionExpression("absent"))));

        assertThat(response.responses().get(0).item()).isEqualTo(item("m", map("a", 1), "name", "Ada"));
        assertThat(response.responses().get(1).hasItem()).isTrue();
        assertThat(response.responses().get(1).item()).isEmpty();
    }

    @Test
    void aHundredReadsAreAccepted() {
        TransactGetItemsResponse response = us.call(read(gets(100)));

        assertThat(response.responses()).hasSize(100);
    }

    @Test
    void everyReadCostsTwoUnitsPerFourKilobytes() {
        us.put("people", item("id", "big", "v", "x".repeat(9000)));
        us.put("events", item("pk", "a", "at", "1"));

        TransactGetItemsResponse response = us.call(read(
                        get("people", item("id", "big"), get -> get.projectionExpression("id")),
                        get("events", item("pk", "a", "at", "1")),
                        get("people", item("id", "nobody")))
                .toBuilder()
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build());

        assertThat(response.consumedCapacity()).containsExactly(readOf("people", 8), readOf("events", 2));
    }

    private static ConsumedCapacity readOf(String table, double units) {
        return ConsumedCapacity.builder()
                .tableName(table)
                .capacityUnits(units)
                .readCapacityUnits(units)
                .table(capacity -> capacity.capacityUnits(units).readCapacityUnits(units))
                .build();
    }

    @Test
    void itemsOfMoreThanFourMegabytesTogetherAreRefused() {
        List<TransactGetItem> reads = IntStream.range(0, 11)
                .mapToObj(n -> {
                    us.put("people", item("id", "b" + (10 + n), "v", "x".repeat(400_000 - 6)));
                    return get("people", item("id", "b" + (10 + n)), get -> get.projectionExpression("id"));
                })
                .toList();

        us.call(read(reads.subList(0, 10)));
        us.refuses(read(reads), "Transaction payload size cannot exceed 4MB. Payload Size: 4400000");
    }

    @Test
    void aKeyThatDoesNotFitCancelsTheTransaction() {
        assertThat(cancelled(
                        us,
                        read(
                                get("people", item("id", "1")),
                                get("people", item("id", 1)),
                                get("events", item("pk", "a")),
                                get("people", item("id", "x".repeat(2049)))),
                        "None, ValidationError, ValidationError, ValidationError"))
                .containsExactly(
                        NONE,
                        invalid(Endpoint.KEY_MISMATCH),
                        invalid(Endpoint.KEY_MISMATCH),
                        invalid(
                                "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size"
                                        + " limit of2048 bytes"));
    }

    @Nested
    class BadRequests {

        private static final String NULL = " failed to satisfy constraint: Member must not be null";

        static Stream<Arguments> requests() {
            return Stream.of(
                    arguments(
                            TransactGetItemsRequest.builder().build(),
                            "1 validation error detected: Value null at 'transactItems'" + NULL),
                    arguments(
                            read(),
                            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint:"
                                    + " Member must have length greater than or equal to 1"),
                    arguments(
                            read(gets(101)),
                            "1 validation error detected: Value '" + gets(101)
                                    + "' at 'transactItems' failed to satisfy"
                                    + " constraint: Member must have length less than or equal to 100"),
                    arguments(
                            read(TransactGetItem.builder().build(), get(null, null)),
                            "3 validation errors detected: Value null at 'transactItems.1.member.get'" + NULL
                                    + "; Value null at 'transactItems.2.member.get.tableName'" + NULL
                                    + "; Value null at 'transactItems.2.member.get.key'" + NULL),
                    arguments(
                            read(gets(1)).toBuilder()
                                    .returnConsumedCapacity("ALL")
                                    .build(),
                            "1 validation error detected: Value 'ALL' at 'returnConsumedCapacity' failed to satisfy"
                                    + " constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]"),
                    arguments(
                            read(get("people", item("id", "1")), get("people", item("id", "1"))),
                            "Transaction request cannot include multiple operations on one item"),
                    arguments(
                            read(get("people", item("id", number("x")))),
                            "The parameter cannot be converted to a numeric value: x"),
                    arguments(
                            read(get("people", item("id", ""))),
                            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                                    + " contain an empty string value. Key: id"),
                    arguments(
                            read(get("people", item("id", "1"), get -> get.projectionExpression(""))),
                            "Invalid ProjectionExpression: The expression can not be empty;"),
                    arguments(
                            read(get(
                                    "people",
                                    item("id", "1"),
                                    get -> get.projectionExpression("a").expressionAttributeNames(Map.of("#a", "a")))),
                            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}"),
                    arguments(
                            read(get(
                                    "people", item("id", "1"), get -> get.expressionAttributeNames(Map.of("#a", "a")))),
                            "ExpressionAttributeNames can only be specified when using expressions"),
                    arguments(
                            read(get("people", item("id", "1"), get -> get.projectionExpression("id.x"))),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
                                    + " Key: id"));
        }

        @ParameterizedTest
        @MethodSource("requests")
        void areRefused(TransactGetItemsRequest request, String message) {
            us.refuses(request, message);
        }

        @Test
        void aMissingTableStopsAllReads() {
            us.refuses(
                    read(get("people", item("id", "1")), get("nobody", item("id", "1"))),
                    ResourceNotFoundException.class,
                    Endpoint.NO_TABLE);
        }
    }
}
