package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class DeleteItemTests {

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static DeleteItemRequest.Builder delete(Map<String, AttributeValue> key) {
        return DeleteItemRequest.builder().tableName("people").key(key);
    }

    @Test
    void aDeletedItemIsGone() {
        us.put("people", item("id", "1"));

        DeleteItemResponse response = us.call(delete(item("id", "1")).build());

        assertThat(response).hasToString("DeleteItemResponse()");
        assertThat(us.get("people", item("id", "1"))).isEmpty();
    }

    @Test
    void allOldIsTheItemThatWasDeleted() {
        us.put("people", item("id", "1", "n", 1));

        DeleteItemResponse response = us.call(
                delete(item("id", "1")).returnValues(ReturnValue.ALL_OLD).build());

        assertThat(response.attributes()).isEqualTo(item("id", "1", "n", 1));
    }

    @Test
    void allOldOfAnAbsentItemIsAbsent() {
        DeleteItemResponse response = us.call(
                delete(item("id", "1")).returnValues(ReturnValue.ALL_OLD).build());

        assertThat(response.hasAttributes()).isFalse();
    }

    @Test
    void aDeleteOfAnAbsentKeyTakesNoPartInConflictResolution() {
        // LWW-8
        new Endpoint(checked::simulation, EU_WEST_1).put("people", item("id", "1"));

        us.call(delete(item("id", "1")).build());
        checked.simulation().settle();

        assertThat(us.writes()).isEqualTo(1);
        assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1"));
    }

    @Test
    void aDeletedKeyCanBeWrittenAgain() {
        us.put("people", item("id", "1"));
        us.call(delete(item("id", "1")).build());

        us.put("people", item("id", "1", "n", 2));

        assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1", "n", 2));
    }

    @Test
    void aConditionThatFailsKeepsTheItem() {
        us.put("people", item("id", "1", "n", 1));

        ConditionalCheckFailedException error = us.refuses(
                delete(item("id", "1"))
                        .conditionExpression("n > :n")
                        .expressionAttributeValues(item(":n", 1))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build(),
                ConditionalCheckFailedException.class,
                "The conditional request failed");

        assertThat(error.item()).isEqualTo(item("id", "1", "n", 1));
        assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1", "n", 1));
    }

    @Test
    void aConditionOnAnAbsentItemFailsEvenThoughNothingWouldChange() {
        us.refuses(
                delete(item("id", "1"))
                        .conditionExpression("attribute_exists(id)")
                        .build(),
                ConditionalCheckFailedException.class,
                "The conditional request failed");
    }

    @ParameterizedTest(name = "{0} bytes: {1}")
    @CsvSource({"0, 1", "1024, 1", "1025, 2"})
    void aDeleteCostsOneUnitPerStartedKilobyteOfTheItem(int bytes, double units) {
        if (bytes > 0) {
            us.put("people", item("id", "1", "v", "x".repeat(bytes - "id1v".length())));
        }

        DeleteItemResponse response = us.call(delete(item("id", "1"))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build());

        assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(units);
        assertThat(response.consumedCapacity().tableName()).isEqualTo("people");
    }

    static Stream<Arguments> badRequests() {
        return Stream.of(
                arguments(
                        DeleteItemRequest.builder().build(),
                        "2 validation errors detected: Value null at 'tableName' failed to satisfy constraint: Member"
                                + " must not be null; Value null at 'key' failed to satisfy constraint: Member must not"
                                + " be null"),
                arguments(
                        delete(item("id", "1"))
                                .returnValues(ReturnValue.UPDATED_NEW)
                                .build(),
                        "ReturnValues can only be ALL_OLD or NONE"),
                arguments(delete(item("id", 1)).build(), Endpoint.KEY_MISMATCH),
                arguments(
                        delete(item("id", "1"))
                                .conditionExpression("id.x = :x")
                                .expressionAttributeValues(item(":x", 1))
                                .build(),
                        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
                                + " Key: id"),
                arguments(
                        delete(item("id", "1"))
                                .expressionAttributeValues(item(":x", 1))
                                .build(),
                        "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is"
                                + " null"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void aBadRequestIsRefused(DeleteItemRequest request, String message) {
        us.refuses(request, message);
    }

    @Test
    void aTableThatDoesNotExistIsNotFound() {
        us.refuses(
                delete(item("id", "1")).tableName("nobody").build(),
                ResourceNotFoundException.class,
                Endpoint.NO_TABLE);
    }
}
