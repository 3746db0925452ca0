package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
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
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class BatchGetItemTests {

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static KeysAndAttributes people(Object... ids) {
        return keys(Stream.of(ids).map(id -> item("id", id)).toList());
    }

    private static KeysAndAttributes people(int count) {
        return keys(IntStream.range(0, count).mapToObj(n -> item("id", "p" + n)).toList());
    }

    private static KeysAndAttributes keys(List<Map<String, AttributeValue>> keys) {
        return KeysAndAttributes.builder().keys(keys).build();
    }

    private static BatchGetItemRequest get(Map<String, KeysAndAttributes> items) {
        return BatchGetItemRequest.builder().requestItems(items).build();
    }

    @Test
    void itemsThatExistAreReturnedTableByTable() {
        us.put("people", item("id", "1", "n", 1));
        us.put("readings", item("pk", "a", "n", 2));

        BatchGetItemResponse response = us.call(get(Map.of(
                "people", people("1", "2"),
                "readings", keys(List.of(item("pk", "a", "n", 2))),
                "events", keys(List.of(item("pk", "a", "at", "b"))))));

        assertThat(response.responses())
                .containsOnlyKeys("people", "readings", "events")
                .containsEntry("people", List.of(item("id", "1", "n", 1)))
                .containsEntry("readings", List.of(item("pk", "a", "n", 2)))
                .containsEntry("events", List.of());
        assertThat(response.hasUnprocessedKeys()).isTrue();
        assertThat(response.unprocessedKeys()).isEmpty();
        assertThat(response.hasConsumedCapacity()).isFalse();
    }

    @Test
    void aProjectionIsForOneTable() {
        us.put("people", item("id", "1", "n", 1));

        BatchGetItemResponse response = us.call(get(Map.of(
                "people",
                people("1").toBuilder()
                        .projectionExpression("#n")
                        .expressionAttributeNames(Map.of("#n", "n"))
                        .build())));

        assertThat(response.responses().get("people")).containsExactly(item("n", 1));
    }

    @Test
    void aHundredKeysAreAccepted() {
        BatchGetItemResponse response = us.call(get(Map.of("people", people(100))));

        assertThat(response.responses().get("people")).isEmpty();
    }

    @Test
    void everyKeyCostsEvenIfThereIsNoItem() {
        us.put("people", item("id", "1", "v", "x".repeat(5000)));

        BatchGetItemResponse response = us.call(get(Map.of(
                        "people",
                        people("1", "2"),
                        "readings",
                        keys(List.of(item("pk", "a", "n", 1))).toBuilder()
                                .consistentRead(true)
                                .build()))
                .toBuilder()
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build());

        assertThat(response.consumedCapacity())
                .containsExactlyInAnyOrder(
                        ConsumedCapacity.builder()
                                .tableName("people")
                                .capacityUnits(1.5)
                                .build(),
                        ConsumedCapacity.builder()
                                .tableName("readings")
                                .capacityUnits(1.0)
                                .build());
    }

    @Test
    void whatDoesNotFitInto16MegabytesComesBackAsUnprocessed() {
        // Without replay: this history is 50 MB of text.
        try (Simulation simulation = Simulation.builder()
                .globalTable(GlobalTableDefinition.named("people").partitionKey("id"))
                .start()) {
            Endpoint endpoint = new Endpoint(() -> simulation, US_EAST_1);
            String filling = "x".repeat(300 * 1024 - "idp00v".length());
            IntStream.range(10, 70).forEach(n -> endpoint.put("people", item("id", "p" + n, "v", filling)));
            KeysAndAttributes wanted =
                    keys(IntStream.range(10, 70)
                                    .mapToObj(n -> item("id", "p" + n))
                                    .toList())
                            .toBuilder()
                            .consistentRead(true)
                            .projectionExpression("id")
                            .build();

            BatchGetItemResponse response = endpoint.call(get(Map.of("people", wanted)));

            assertThat(response.responses().get("people")).hasSize(52);
            assertThat(response.unprocessedKeys())
                    .isEqualTo(Map.of(
                            "people",
                            wanted.toBuilder()
                                    .keys(wanted.keys().subList(52, 60))
                                    .build()));
            assertThat(endpoint.<BatchGetItemResponse>call(get(response.unprocessedKeys()))
                            .responses()
                            .get("people"))
                    .hasSize(8);
        }
    }

    @Test
    void whatIsExactlyAsLargeAsAResponseMayBeFits() {
        // Without replay, as above.
        try (Simulation simulation = Simulation.builder()
                .globalTable(GlobalTableDefinition.named("people").partitionKey("id"))
                .start()) {
            Endpoint endpoint = new Endpoint(() -> simulation, US_EAST_1);
            String filling = "x".repeat(400_000 - "idp00v".length());
            IntStream.range(10, 50).forEach(n -> endpoint.put("people", item("id", "p" + n, "v", filling)));

            BatchGetItemResponse response = endpoint.call(get(Map.of(
                    "people",
                    keys(IntStream.range(10, 50)
                            .mapToObj(n -> item("id", "p" + n))
                            .toList()))));

            assertThat(response.responses().get("people")).hasSize(40);
            assertThat(response.unprocessedKeys()).isEmpty();
        }
    }

    @Nested
    class BadRequests {

        static Stream<Arguments> requests() {
            return Stream.of(
                    arguments(
                            BatchGetItemRequest.builder().build(),
                            "1 validation error detected: Value null at 'requestItems' failed to satisfy constraint:"
                                    + " Member must not be null"),
                    arguments(
                            get(Map.of()),
                            "1 validation error detected: Value '{}' at 'requestItems' failed to satisfy constraint:"
                                    + " Member must have length greater than or equal to 1"),
                    arguments(
                            get(Map.of("people", KeysAndAttributes.builder().build())),
                            "1 validation error detected: Value null at 'requestItems.people.member.keys' failed to"
                                    + " satisfy constraint: Member must not be null"),
                    arguments(
                            get(Map.of("people", people(0))),
                            "1 validation error detected: Value '[]' at 'requestItems.people.member.keys' failed to"
                                    + " satisfy constraint: Member must have length greater than or equal to 1"),
                    arguments(
                            get(Map.of("people", people(101))),
                            "1 validation error detected: Value '" + people(101).keys()
                                    + "' at 'requestItems.people.member.keys' failed to satisfy constraint: Member must"
                                    + " have length less than or equal to 100"),
                    arguments(
                            get(Map.of("people", people(100), "nobody", people(1))),
                            "Too many items requested for the BatchGetItem call"),
                    arguments(
                            get(Map.of("people", people("1", "2", "1"))),
                            "Provided list of item keys contains duplicates"),
                    arguments(
                            get(Map.of(
                                    "readings",
                                    keys(List.of(
                                            item("pk", "a", "n", number("1")), item("n", number("1.0"), "pk", "a"))))),
                            "Provided list of item keys contains duplicates"),
                    arguments(
                            get(Map.of(
                                    "people",
                                    people(1).toBuilder().keys(List.of(item())).build())),
                            "The list of keys in RequestItems for BatchGetItem may not contain null or empty values:"
                                    + " people has one or more empty keys"),
                    arguments(get(Map.of("people", people("1", 2))), Endpoint.KEY_MISMATCH),
                    arguments(
                            get(Map.of("people", people("1", ""))),
                            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                                    + " contain an empty string value. Key: id"),
                    arguments(
                            get(Map.of(
                                    "people",
                                    people("1").toBuilder()
                                            .expressionAttributeNames(Map.of("#n", "n"))
                                            .build())),
                            "ExpressionAttributeNames can only be specified when using expressions"),
                    arguments(
                            get(Map.of(
                                    "people",
                                    people("1").toBuilder()
                                            .projectionExpression("id.x")
                                            .build())),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                                    + " allowed: Key: id"),
                    arguments(
                            get(Map.of("p!", people("1"))),
                            "Invalid table/index name.  Table/index names must be between 3 and 255 characters long,"
                                    + " and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'"));
        }

        @ParameterizedTest
        @MethodSource("requests")
        void areRefusedAsAWhole(BatchGetItemRequest request, String message) {
            us.refuses(request, message);
        }

        @Test
        void aTableThatDoesNotExistIsNotFound() {
            us.refuses(
                    get(Map.of("people", people("1"), "nobody", people("1"))),
                    ResourceNotFoundException.class,
                    Endpoint.NO_TABLE);
        }
    }
}
