package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.number;
import static dev.globaltable.operation.Transactions.CONDITION;
import static dev.globaltable.operation.Transactions.NONE;
import static dev.globaltable.operation.Transactions.cancelled;
import static dev.globaltable.operation.Transactions.check;
import static dev.globaltable.operation.Transactions.delete;
import static dev.globaltable.operation.Transactions.invalid;
import static dev.globaltable.operation.Transactions.put;
import static dev.globaltable.operation.Transactions.update;
import static dev.globaltable.operation.Transactions.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.history.HistoryEvent;
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
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class TransactWriteItemsTests {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String TWICE = "Transaction request cannot include multiple operations on one item";
    private static final String BAD_NUMBER = "The parameter cannot be converted to a numeric value: x";
    private static final TransactWriteItem FAILING = check("people", item("id", "nobody"), "attribute_exists(id)");

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static List<TransactWriteItem> puts(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> put("people", item("id", "p" + n)))
                .toList();
    }

    @Nested
    class WhatIsDone {

        @Test
        void allFourKindsOfActionAreDoneInSeveralTables() {
            us.put("people", item("id", "old"));
            us.put("people", item("id", "count", "n", 1));
            us.put("people", item("id", "guard"));

            TransactWriteItemsResponse response = us.call(write(
                    put("events", item("pk", "a", "at", "1", "n", number("1.0"))),
                    delete("people", item("id", "old")),
                    update("people", item("id", "count"), "ADD n :one", item(":one", 1)),
                    check("people", item("id", "guard"), "attribute_exists(id)")));

            assertThat(us.get("events", item("pk", "a", "at", "1"))).containsEntry("n", number("1"));
            assertThat(us.get("people", item("id", "old"))).isEmpty();
            assertThat(us.get("people", item("id", "count"))).isEqualTo(item("id", "count", "n", 2));
            assertThat(us.get("people", item("id", "guard"))).isEqualTo(item("id", "guard"));
            assertThat(response).hasToString("TransactWriteItemsResponse()");
        }

        @Test
        void anUpdateOfNothingMakesAnItem() {
            us.call(write(update("people", item("id", "new"), "SET n = :n", item(":n", 1))));

            assertThat(us.get("people", item("id", "new"))).isEqualTo(item("id", "new", "n", 1));
        }

        @Test
        void aHundredActionsAreAccepted() {
            us.call(write(puts(100)));

            assertThat(us.writes()).isEqualTo(100);
        }

        @Test
        void writesThatChangeNothingAreNoVersions() {
            // LWW-7, LWW-8
            us.put("people", item("id", "1"));

            us.call(write(
                    put("people", item("id", "1")),
                    delete("people", item("id", "2")),
                    check("people", item("id", "3"), "attribute_not_exists(id)")));

            assertThat(us.writes()).isEqualTo(1);
        }

        @Test
        void theHistoryTellsOneCallAndThenEachWrite() {
            us.call(write(puts(2)));

            assertThat(checked.simulation().history().events().stream()
                            .filter(event -> event instanceof HistoryEvent.Operation
                                    || event instanceof HistoryEvent.ItemWritten)
                            .map(Object::getClass))
                    .containsExactly(
                            HistoryEvent.Operation.class,
                            HistoryEvent.ItemWritten.class,
                            HistoryEvent.ItemWritten.class);
        }

        @Test
        void tablesCanBeNamedByTheirArn() {
            us.call(write(
                    put("arn:aws:dynamodb:us-east-1:123456789012:table/people", item("id", "1")),
                    put("people", item("id", "2"))));

            assertThat(us.get("people", item("id", "1"))).isNotEmpty();
            us.refuses(
                    write(
                            put("arn:aws:dynamodb:us-east-1:123456789012:table/people", item("id", "1")),
                            delete("people", item("id", "1"))),
                    TWICE);
        }

        @Test
        void tablesWithoutLocalIndexesHaveNoItemCollectionMetrics() {
            TransactWriteItemsResponse response = us.call(write(puts(1)).toBuilder()
                    .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                    .build());

            assertThat(response.hasItemCollectionMetrics()).isFalse();
        }
    }

    @Nested
    class Cancellation {

        @Test
        void namesAReasonForEachActionInTheirOrderAndDoesNothing() {
            assertThat(cancelled(
                            us,
                            write(put("people", item("id", "1")), FAILING, delete("people", item("id", "2"))),
                            "None, ConditionalCheckFailed, None"))
                    .containsExactly(NONE, CONDITION, NONE);
            assertThat(us.writes()).isZero();
        }

        @Test
        void showsTheItemsWhereAsked() {
            us.put("people", item("id", "1", "name", "Ada"));
            TransactWriteItem shown = put(
                    "people",
                    item("id", "1"),
                    put -> put.conditionExpression("attribute_not_exists(id)")
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            TransactWriteItem absent = put(
                    "people",
                    item("id", "2"),
                    put -> put.conditionExpression("attribute_exists(id)")
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));

            assertThat(cancelled(us, write(shown, absent), "ConditionalCheckFailed, ConditionalCheckFailed"))
                    .containsExactly(
                            CONDITION.toBuilder()
                                    .item(item("id", "1", "name", "Ada"))
                                    .build(),
                            CONDITION);
        }

        static Stream<Arguments> invalidActions() {
            Map<String, AttributeValue> ada = item("id", "ada");
            return Stream.of(
                    arguments(
                            update("people", ada, "ADD title :n", item(":n", 1)),
                            "An operand in the update expression has an incorrect data type"),
                    arguments(
                            update("people", ada, "SET n = absent"),
                            "The provided expression refers to an attribute that does not exist in the item"),
                    arguments(
                            update("people", ada, "SET absent.a = :n", item(":n", 1)),
                            "The document path provided in the update expression is invalid for update"),
                    arguments(
                            update("people", ada, "SET v = :v", item(":v", "x".repeat(405 * 1024))),
                            "Item size to update has exceeded the maximum allowed size"),
                    arguments(
                            update("people", ada, "SET id = :v", item(":v", "x")),
                            INVALID + "Cannot update attribute id. This attribute is part of the key"),
                    arguments(put("people", item("id", 1)), INVALID + "Type mismatch for key id expected: S actual: N"),
                    arguments(put("people", item("n", 1)), INVALID + "Missing the key id in the item"),
                    arguments(
                            put("people", item("id", "x".repeat(2049))),
                            INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes"),
                    arguments(delete("people", item("id", 1)), Endpoint.KEY_MISMATCH),
                    arguments(delete("people", item("id", "1", "n", 1)), Endpoint.KEY_MISMATCH),
                    arguments(check("people", item("n", 1), "attribute_exists(id)"), Endpoint.KEY_MISMATCH));
        }

        @ParameterizedTest
        @MethodSource("invalidActions")
        void isTheAnswerToAnActionThatDoesNotFitItsItemOrTable(TransactWriteItem action, String message) {
            us.put("people", item("id", "ada", "title", "Ada", "w", "x".repeat(1024)));

            assertThat(cancelled(
                            us,
                            write(FAILING, action, put("people", item("id", "3"))),
                            "ConditionalCheckFailed, ValidationError, None"))
                    .containsExactly(CONDITION, invalid(message), NONE);
            assertThat(us.writes()).isEqualTo(1);
        }
    }

    @Nested
    class BadRequests {

        private static final String NULL = " failed to satisfy constraint: Member must not be null";

        static Stream<Arguments> requests() {
            return Stream.of(
                    arguments(
                            TransactWriteItemsRequest.builder().build(),
                            "1 validation error detected: Value null at 'transactItems'" + NULL),
                    arguments(
                            write(),
                            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint:"
                                    + " Member must have length greater than or equal to 1"),
                    arguments(
                            write(puts(101)),
                            "1 validation error detected: Value '" + puts(101)
                                    + "' at 'transactItems' failed to satisfy"
                                    + " constraint: Member must have length less than or equal to 100"),
                    arguments(
                            write(put("people", null), delete(null, null), update("people", item("id", "1"), null)),
                            "4 validation errors detected: Value null at 'transactItems.1.member.put.item'" + NULL
                                    + "; Value null at 'transactItems.2.member.delete.tableName'" + NULL
                                    + "; Value null at 'transactItems.2.member.delete.key'" + NULL
                                    + "; Value null at 'transactItems.3.member.update.updateExpression'" + NULL),
                    arguments(
                            write(check("people", null, null)),
                            "2 validation errors detected: Value null at 'transactItems.1.member.conditionCheck.key'"
                                    + NULL
                                    + "; Value null at 'transactItems.1.member.conditionCheck.conditionExpression'"
                                    + NULL),
                    arguments(
                            write(put(
                                    "people",
                                    item("id", "1"),
                                    put -> put.returnValuesOnConditionCheckFailure("ALL_NEW"))),
                            "1 validation error detected: Value 'ALL_NEW' at"
                                    + " 'transactItems.1.member.put.returnValuesOnConditionCheckFailure' failed to"
                                    + " satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]"),
                    arguments(
                            write(puts(1)).toBuilder()
                                    .returnConsumedCapacity("ALL")
                                    .returnItemCollectionMetrics("ALL")
                                    .clientRequestToken("x".repeat(37))
                                    .build(),
                            "3 validation errors detected: Value 'ALL' at 'returnConsumedCapacity' failed to satisfy"
                                    + " constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value"
                                    + " 'ALL' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must"
                                    + " satisfy enum value set: [SIZE, NONE]; Value '" + "x".repeat(37)
                                    + "' at 'clientRequestToken' failed to satisfy constraint: Member must have length"
                                    + " less than or equal to 36"),
                    arguments(
                            write(TransactWriteItem.builder().build()),
                            "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request"),
                    arguments(
                            write(puts(1).get(0).toBuilder()
                                    .delete(delete -> delete.tableName("people").key(item("id", "2")))
                                    .build()),
                            "TransactItems can only contain one of Check, Put, Update or Delete"),
                    arguments(
                            write(put("a", item("id", "1"))),
                            "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and"
                                    + " may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'"),
                    arguments(write(put("people", item("id", "1")), delete("people", item("id", "1"))), TWICE),
                    arguments(
                            write(
                                    check("people", item("id", "1"), "attribute_exists(id)"),
                                    update("people", item("id", "1"), "REMOVE n")),
                            TWICE),
                    arguments(
                            write(
                                    put("readings", item("pk", "a", "n", number("1"))),
                                    put("readings", item("pk", "a", "n", number("1.0")))),
                            TWICE),
                    arguments(write(put("people", item("id", "1", "n", number("x")))), BAD_NUMBER),
                    arguments(
                            write(put("people", item("id", "1", "v", "x".repeat(400 * 1024)))),
                            "Item size has exceeded the maximum allowed size"),
                    arguments(
                            write(put("people", item("id", ""))),
                            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                                    + " contain an empty string value. Key: id"),
                    arguments(
                            write(delete("events", item("pk", "a", "at", ""))),
                            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                                    + " contain an empty string value. Key: at"),
                    arguments(
                            write(check("people", item("id", "1"), "")),
                            "Invalid ConditionExpression: The expression can not be empty;"),
                    arguments(
                            write(update("people", item("id", "1"), "SET n = :n", item(":n", 1, ":m", 1))),
                            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:m}"),
                    arguments(
                            write(put("people", item("id", "1"), put -> put.expressionAttributeValues(item(":n", 1)))),
                            "ExpressionAttributeValues can only be specified when using expressions:"
                                    + " ConditionExpression is null"),
                    arguments(
                            write(check("people", item("id", "1"), "attribute_exists(id.x)")),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
                                    + " Key: id"));
        }

        @ParameterizedTest
        @MethodSource("requests")
        void areRefusedAsAWhole(TransactWriteItemsRequest request, String message) {
            us.refuses(request, message);

            assertThat(us.writes()).isZero();
        }

        @Test
        void aMissingTableStopsTheTransaction() {
            us.refuses(
                    write(put("people", item("id", "1")), put("nobody", item("id", "1"))),
                    ResourceNotFoundException.class,
                    Endpoint.NO_TABLE);

            assertThat(us.writes()).isZero();
        }

        static Stream<Arguments> order() {
            TransactWriteItem badValue = put("people", item("id", "1", "n", number("x")));
            TransactWriteItem empty = TransactWriteItem.builder().build();
            TransactWriteItem badKey = put("people", item("id", 1));
            TransactWriteItem emptyKey = put("people", item("id", ""));
            return Stream.of(
                    arguments("the first action's fault", write(badValue, empty), BAD_NUMBER),
                    arguments(
                            "the first action's fault",
                            write(check("people", item("id", "1"), ""), badValue),
                            "Invalid ConditionExpression: The expression can not be empty;"),
                    arguments(
                            "an action's expressions, then its values",
                            write(put("people", item("id", "1", "n", number("x")), put -> put.conditionExpression(""))),
                            "Invalid ConditionExpression: The expression can not be empty;"),
                    arguments(
                            "values, then duplicates",
                            write(put("people", item("id", "1")), put("people", item("id", "1")), badValue),
                            BAD_NUMBER),
                    arguments("values, then names of tables", write(put("a", item("id", "1")), badValue), BAD_NUMBER),
                    arguments("values, then tables", write(put("nobody", item("id", "1")), badValue), BAD_NUMBER),
                    arguments(
                            "duplicates, then what does not fit",
                            write(badKey, put("people", item("id", "1")), put("people", item("id", "1"))),
                            TWICE),
                    arguments(
                            "empty keys, then what does not fit",
                            write(FAILING, badKey, emptyKey),
                            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                                    + " contain an empty string value. Key: id"));
        }

        @Test
        void anEmptySortKeyAfterAPartitionKeyOfAnotherTypeIsNotLookedAt() {
            TransactWriteItem action = put("events", item("pk", 1, "at", ""));

            assertThat(cancelled(us, write(action), "ValidationError"))
                    .containsExactly(invalid(INVALID + "Type mismatch for key pk expected: S actual: N"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("order")
        void theFirstFaultIsNamed(
                @SuppressWarnings("unused") String order, TransactWriteItemsRequest request, String message) {
            us.refuses(request, message);
        }
    }

    @Nested
    class Size {

        private static final int FOUR_MEGABYTES = 4 * 1024 * 1024;

        /** Eleven puts of so many bytes together. */
        private static List<TransactWriteItem> puts(int bytes) {
            int each = bytes / 11;
            return IntStream.range(0, 11)
                    .mapToObj(n -> {
                        int size = n == 0 ? bytes - 10 * each : each;
                        return put("people", item("id", "p" + (10 + n), "v", "x".repeat(size - 6)));
                    })
                    .toList();
        }

        @Test
        void fourMegabytesAreAccepted() {
            us.call(write(puts(FOUR_MEGABYTES)));

            assertThat(us.writes()).isEqualTo(11);
        }

        @Test
        void oneByteMoreIsRefused() {
            us.refuses(
                    write(puts(FOUR_MEGABYTES + 1)),
                    "Transaction payload size cannot exceed 4MB. Payload Size: 4194305");
        }

        @Test
        void keysExpressionsNamesAndValuesCount() {
            List<TransactWriteItem> writes = Stream.concat(
                            puts(FOUR_MEGABYTES - 22).stream(),
                            Stream.of(
                                    update("people", item("id", "abc"), "SET a=:w", item(":w", "1234567")),
                                    delete("people", item("id", "d"))))
                    .toList();

            us.refuses(write(writes), "Transaction payload size cannot exceed 4MB. Payload Size: 4194305");
        }

        @Test
        void conditionsAndWhatNamesStandForCount() {
            // id, d; the condition; its name; its value.
            List<TransactWriteItem> writes = Stream.concat(
                            puts(FOUR_MEGABYTES - 11).stream(),
                            Stream.of(TransactWriteItem.builder()
                                    .delete(delete -> delete.tableName("people")
                                            .key(item("id", "d"))
                                            .conditionExpression("#n=:v")
                                            .expressionAttributeNames(Map.of("#n", "abc"))
                                            .expressionAttributeValues(item(":v", "1")))
                                    .build()))
                    .toList();

            us.refuses(write(writes), "Transaction payload size cannot exceed 4MB. Payload Size: 4194305");
        }
    }

    @Nested
    class Capacity {

        @Test
        void isTwiceThatOfTheWritesAlone() {
            // CAP-5
            us.put("people", item("id", "big", "v", "x".repeat(3000)));

            TransactWriteItemsResponse response = us.call(write(
                            put("readings", item("pk", "a", "n", 1, "v", "x".repeat(1024))),
                            delete("people", item("id", "big")),
                            put("people", item("id", "1")),
                            delete("people", item("id", "gone")))
                    .toBuilder()
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .build());

            assertThat(response.consumedCapacity()).containsExactly(written("readings", 4), written("people", 10));
        }

        @Test
        void ofAConditionCheckIsThatOfAReadInATransaction() {
            us.put("people", item("id", "guard", "v", "x".repeat(5000)));

            TransactWriteItemsResponse response = us.call(
                    write(check("people", item("id", "guard"), "attribute_exists(id)"), put("people", item("id", "1")))
                            .toBuilder()
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                            .build());

            assertThat(response.consumedCapacity())
                    .containsExactly(ConsumedCapacity.builder()
                            .tableName("people")
                            .capacityUnits(6.0)
                            .readCapacityUnits(4.0)
                            .writeCapacityUnits(2.0)
                            .build());
        }

        private static ConsumedCapacity written(String table, double units) {
            return ConsumedCapacity.builder()
                    .tableName(table)
                    .capacityUnits(units)
                    .writeCapacityUnits(units)
                    .table(capacity -> capacity.capacityUnits(units).writeCapacityUnits(units))
                    .build();
        }
    }
}
