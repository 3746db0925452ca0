package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class UpdateItemTests {

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static UpdateItemRequest.Builder update(String expression, Object... values) {
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .tableName("people")
                .key(item("id", "1"))
                .updateExpression(expression);
        return values.length == 0 ? request : request.expressionAttributeValues(item(values));
    }

    private static UpdateItemRequest.Builder touch() {
        return UpdateItemRequest.builder().tableName("people").key(item("id", "1"));
    }

    @Nested
    class AnAbsentItem {

        @Test
        void isCreatedWithItsKeyByAnUpdateWithoutExpression() {
            us.call(touch().build());

            assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1"));
        }

        @Test
        void isCreatedByARemoveOfNothing() {
            us.call(update("REMOVE gone").build());

            assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1"));
        }

        @Test
        void countsFromZero() {
            us.call(update("ADD n :one", ":one", 1).build());

            assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1", "n", 1));
        }
    }

    @Nested
    class ReturnValues {

        static Stream<Arguments> answers() {
            Map<String, AttributeValue> after =
                    item("id", "1", "n", 2, "m", map("x", 1, "y", 2), "l", List.of("a", "b"));
            return Stream.of(
                    arguments(ReturnValue.NONE, null),
                    arguments(
                            ReturnValue.ALL_OLD,
                            item("id", "1", "n", 1, "m", map("x", 1), "l", List.of("a", "b"), "former", true)),
                    arguments(ReturnValue.ALL_NEW, after),
                    arguments(ReturnValue.UPDATED_OLD, item("n", 1, "former", true)),
                    arguments(ReturnValue.UPDATED_NEW, item("n", 2, "m", map("y", 2))));
        }

        @ParameterizedTest
        @MethodSource("answers")
        void showTheItemOrOnlyThePathsOfTheExpression(ReturnValue wanted, Map<String, AttributeValue> expected) {
            us.put("people", item("id", "1", "n", 1, "m", map("x", 1), "l", List.of("a", "b"), "former", true));

            UpdateItemResponse response = us.call(update("SET m.y = :y ADD n :one REMOVE former", ":y", 2, ":one", 1)
                    .returnValues(wanted)
                    .build());

            assertThat(response.hasAttributes() ? response.attributes() : null).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({"ALL_OLD", "UPDATED_OLD"})
        void ofAnItemThatWasNotThereAreAbsent(ReturnValue wanted) {
            UpdateItemResponse response =
                    us.call(update("SET n = :n", ":n", 1).returnValues(wanted).build());

            assertThat(response.hasAttributes()).isFalse();
        }

        @Test
        void ofARemoveOfNothingAreAbsent() {
            us.put("people", item("id", "1"));

            UpdateItemResponse response = us.call(
                    update("REMOVE gone").returnValues(ReturnValue.UPDATED_NEW).build());

            assertThat(response.hasAttributes()).isFalse();
        }

        @Test
        void ofListElementsAreCloseTogether() {
            us.put("people", item("id", "1", "l", List.of("a", "b", "c")));

            UpdateItemResponse response = us.call(update("SET l[0] = :x, l[2] = :z", ":x", "x", ":z", "z")
                    .returnValues(ReturnValue.UPDATED_NEW)
                    .build());

            assertThat(response.attributes()).isEqualTo(item("l", List.of("x", "z")));
        }
    }

    @Nested
    class Conditions {

        @Test
        void aFailedConditionLeavesTheItem() {
            us.put("people", item("id", "1", "n", 1));

            ConditionalCheckFailedException error = us.refuses(
                    update("SET n = :new", ":new", 3, ":old", 2)
                            .conditionExpression("n = :old")
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .build(),
                    ConditionalCheckFailedException.class,
                    "The conditional request failed");

            assertThat(error.item()).isEqualTo(item("id", "1", "n", 1));
            assertThat(us.writes()).isEqualTo(1);
        }

        @Test
        void aConditionOfAnAbsentItemSeesNoKey() {
            us.refuses(
                    update("SET n = :n", ":n", 1)
                            .conditionExpression("attribute_exists(id)")
                            .build(),
                    ConditionalCheckFailedException.class,
                    "The conditional request failed");
        }
    }

    @Nested
    class Versions {

        @Test
        void anUpdateThatChangesNothingIsNone() {
            // LWW-7
            us.put("people", item("id", "1", "n", 1));

            us.call(update("SET n = :n", ":n", 1).build());
            us.call(touch().build());
            us.call(update("REMOVE gone").build());

            assertThat(us.writes()).isEqualTo(1);
        }

        @Test
        void anUpdateShipsTheWholeItem() {
            // LWW-11, LWW-21
            Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);
            us.put("people", item("id", "1", "n", 10));
            checked.simulation().settle();

            us.call(update("ADD n :d", ":d", 1).build());
            checked.simulation().clock().advance(Duration.ofMillis(1));
            eu.call(update("SET title = :t", ":t", "Dr").build());
            checked.simulation().settle();

            assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1", "n", 10, "title", "Dr"));
        }
    }

    @Nested
    class Capacity {

        @Test
        void theLargerImageCounts() {
            us.put("people", item("id", "1", "v", "x".repeat(3000)));

            UpdateItemResponse response = us.call(update("REMOVE v")
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());

            assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(3.0);
        }
    }

    @Nested
    class BadRequests {

        static Stream<Arguments> requests() {
            return Stream.of(
                    arguments(
                            update("SET id = :v", ":v", 1).build(),
                            "One or more parameter values were invalid: Cannot update attribute id. This attribute is"
                                    + " part of the key"),
                    arguments(
                            update("REMOVE id").build(),
                            "One or more parameter values were invalid: Cannot update attribute id. This attribute is"
                                    + " part of the key"),
                    arguments(
                            update("SET n = absent").build(),
                            "The provided expression refers to an attribute that does not exist in the item"),
                    arguments(
                            update("SET a.b = :v", ":v", 1).build(),
                            "The document path provided in the update expression is invalid for update"),
                    arguments(
                            update("ADD s :one", ":one", 1).build(),
                            "An operand in the update expression has an incorrect data type"),
                    arguments(
                            update("SET v = :v", ":v", "x".repeat(400 * 1024)).build(),
                            "Item size to update has exceeded the maximum allowed size"),
                    arguments(update("SET n = :n", ":n", 1).key(item("id", 1)).build(), Endpoint.KEY_MISMATCH),
                    arguments(update("").build(), "Invalid UpdateExpression: The expression can not be empty;"),
                    arguments(
                            update("SET n = id.part").build(),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                                    + " allowed: Key: id"),
                    arguments(
                            update("SET n = :n", ":n", 1)
                                    .conditionExpression("id[0] = :n")
                                    .build(),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                                    + " allowed: Key: id"),
                    arguments(
                            touch().expressionAttributeValues(item(":n", 1)).build(),
                            "ExpressionAttributeValues can only be specified when using expressions: UpdateExpression"
                                    + " and ConditionExpression are null"),
                    arguments(
                            touch().expressionAttributeNames(Map.of("#n", "n")).build(),
                            "ExpressionAttributeNames can only be specified when using expressions"),
                    arguments(
                            touch().returnValues("EVERYTHING").build(),
                            "1 validation error detected: Value 'EVERYTHING' at 'returnValues' failed to satisfy"
                                    + " constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD,"
                                    + " NONE, UPDATED_NEW]"),
                    arguments(
                            UpdateItemRequest.builder().tableName("people").build(),
                            "1 validation error detected: Value null at 'key' failed to satisfy constraint: Member must"
                                    + " not be null"));
        }

        @ParameterizedTest
        @MethodSource("requests")
        void changeNothing(UpdateItemRequest request, String message) {
            us.put("people", item("id", "1", "s", "text"));

            us.refuses(request, message);

            assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1", "s", "text"));
        }

        @Test
        void aTableThatDoesNotExistIsNotFound() {
            us.refuses(touch().tableName("nobody").build(), ResourceNotFoundException.class, Endpoint.NO_TABLE);
        }
    }
}
