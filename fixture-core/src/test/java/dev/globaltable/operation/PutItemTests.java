package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.map;
import static dev.globaltable.operation.Endpoint.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class PutItemTests {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String EMPTY_KEY =
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ";

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static PutItemRequest.Builder put(Map<String, AttributeValue> item) {
        return PutItemRequest.builder().tableName("people").item(item);
    }

    @Nested
    class ReturnValues {

        @Test
        void nothingIsReturnedUnlessAsked() {
            us.put("people", item("id", "1", "name", "Ada"));

            PutItemResponse response =
                    us.call(put(item("id", "1", "name", "Grace")).build());

            assertThat(response).hasToString("PutItemResponse()");
        }

        @Test
        void allOldIsTheItemThatWasReplaced() {
            us.put("people", item("id", "1", "name", "Ada"));

            PutItemResponse response = us.call(put(item("id", "1", "name", "Grace"))
                    .returnValues(ReturnValue.ALL_OLD)
                    .build());

            assertThat(response.attributes()).isEqualTo(item("id", "1", "name", "Ada"));
        }

        @Test
        void allOldOfANewItemIsAbsent() {
            PutItemResponse response = us.call(
                    put(item("id", "1")).returnValues(ReturnValue.ALL_OLD).build());

            assertThat(response.hasAttributes()).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"})
        void onlyAllOldAndNoneAreAllowed(ReturnValue wanted) {
            us.refuses(put(item("id", "1")).returnValues(wanted).build(), "ReturnValues can only be ALL_OLD or NONE");
        }
    }

    @Nested
    class Conditions {

        @Test
        void aConditionThatHoldsLetsTheWritePass() {
            us.call(put(item("id", "1"))
                    .conditionExpression("attribute_not_exists(id)")
                    .build());

            assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1"));
        }

        @Test
        void aConditionThatFailsChangesNothing() {
            us.put("people", item("id", "1", "name", "Ada"));

            ConditionalCheckFailedException error = us.refuses(
                    put(item("id", "1", "name", "Grace"))
                            .conditionExpression("attribute_not_exists(id)")
                            .build(),
                    ConditionalCheckFailedException.class,
                    "The conditional request failed");

            assertThat(error.hasItem()).isFalse();
            assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1", "name", "Ada"));
        }

        @Test
        void theErrorShowsTheItemWhenAsked() {
            us.put("people", item("id", "1", "name", "Ada"));

            ConditionalCheckFailedException error = us.refuses(
                    put(item("id", "1"))
                            .conditionExpression("#n = :n")
                            .expressionAttributeNames(Map.of("#n", "name"))
                            .expressionAttributeValues(item(":n", "Grace"))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .build(),
                    ConditionalCheckFailedException.class,
                    "The conditional request failed");

            assertThat(error.item()).isEqualTo(item("id", "1", "name", "Ada"));
        }

        @Test
        void theErrorHasNoItemToShowWhereThereIsNone() {
            ConditionalCheckFailedException error = us.refuses(
                    put(item("id", "1"))
                            .conditionExpression("attribute_exists(id)")
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .build(),
                    ConditionalCheckFailedException.class,
                    "The conditional request failed");

            assertThat(error.hasItem()).isFalse();
        }

        @Test
        void aConditionSeesTheRegionOfTheCallAlone() {
            // LWW-19
            Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);
            PutItemRequest once = put(item("id", "1"))
                    .conditionExpression("attribute_not_exists(id)")
                    .build();

            us.call(once);
            eu.call(once);

            assertThat(us.writes()).isEqualTo(2);
        }
    }

    @Nested
    class Storage {

        @ParameterizedTest
        @CsvSource({
            "-0, 0",
            "1.0, 1",
            "1.50, 1.5",
            "00012, 12",
            "1e3, 1000",
            "1E+3, 1000",
            "+5, 5",
            ".5, 0.5",
            "5., 5",
            "0e200, 0",
            "-1.20e-2, -0.012",
            "1234567890123456789012345678901234567800, 1234567890123456789012345678901234567800"
        })
        void numbersAreStoredInOneForm(String given, String stored) {
            us.put("people", item("id", "1", "n", number(given), "ns", AttributeValue.fromNs(List.of(given))));

            assertThat(us.get("people", item("id", "1")))
                    .isEqualTo(item("id", "1", "n", number(stored), "ns", AttributeValue.fromNs(List.of(stored))));
        }

        @Test
        void emptyValuesAreLegalOutsideKeys() {
            Map<String, AttributeValue> item = item(
                    "id",
                    "1",
                    "s",
                    "",
                    "b",
                    new byte[0],
                    "l",
                    List.of(),
                    "m",
                    map(),
                    "ss",
                    AttributeValue.fromSs(List.of("")),
                    "null",
                    AttributeValue.fromNul(true));

            us.put("people", item);

            assertThat(us.get("people", item("id", "1"))).isEqualTo(item);
        }

        @Test
        void aPutReplacesTheWholeItem() {
            us.put("people", item("id", "1", "name", "Ada", "age", 36));

            us.put("people", item("id", "1", "name", "Grace"));

            assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1", "name", "Grace"));
        }

        @Test
        void aTableCanBeNamedByItsArn() {
            us.call(put(item("id", "1"))
                    .tableName("arn:aws:dynamodb:us-east-1:123456789012:table/people")
                    .build());

            assertThat(us.get("people", item("id", "1"))).isEqualTo(item("id", "1"));
        }

        @Test
        void aPutOfWhatIsThereIsNoNewVersion() {
            // LWW-7
            us.put("people", item("id", "1", "n", number("1.0"), "set", AttributeValue.fromSs(List.of("b", "a"))));

            us.put("people", item("set", AttributeValue.fromSs(List.of("a", "b")), "id", "1", "n", number("1")));

            assertThat(us.writes()).isEqualTo(1);
        }

        @Test
        void aPutOfAnythingElseIsANewVersion() {
            us.put("people", item("id", "1", "n", 1));

            us.put("people", item("id", "1", "n", 2));

            assertThat(us.writes()).isEqualTo(2);
        }
    }

    @Nested
    class Capacity {

        @ParameterizedTest(name = "{0} bytes over {1} cost {2}")
        @CsvSource({"1024, 0, 1", "1025, 0, 2", "10, 2048, 2", "2049, 10, 3", "409600, 0, 400"})
        void aWriteCostsOneUnitPerStartedKilobyteOfTheLargerImage(int bytes, int bytesBefore, double units) {
            if (bytesBefore > 0) {
                us.put("people", sized(bytesBefore));
            }

            PutItemResponse response = us.call(put(sized(bytes))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());

            assertThat(response.consumedCapacity())
                    .isEqualTo(ConsumedCapacity.builder()
                            .tableName("people")
                            .capacityUnits(units)
                            .build());
        }

        @Test
        void indexesShowsTheTableOnItsOwn() {
            PutItemResponse response = us.call(put(item("id", "1"))
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .build());

            assertThat(response.consumedCapacity())
                    .isEqualTo(ConsumedCapacity.builder()
                            .tableName("people")
                            .capacityUnits(1.0)
                            .table(table -> table.capacityUnits(1.0))
                            .build());
        }

        @Test
        void noneShowsNothing() {
            PutItemResponse response = us.call(put(item("id", "1"))
                    .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
                    .build());

            assertThat(response.consumedCapacity()).isNull();
        }
    }

    @Nested
    class Limits {

        @Test
        void anItemOf400KilobytesIsAccepted() {
            us.put("people", sized(400 * 1024));

            assertThat(us.get("people", item("id", "1"))).isEqualTo(sized(400 * 1024));
        }

        @Test
        void anItemOfOneByteMoreIsRefused() {
            us.refuses(put(sized(400 * 1024 + 1)).build(), "Item size has exceeded the maximum allowed size");
        }

        @Test
        void attributeNamesCount() {
            us.refuses(
                    put(item("id", "1", "a".repeat(60_000), "v".repeat(349_598)))
                            .build(),
                    "Item size has exceeded the maximum allowed size");
        }

        @Test
        void keysOf2048And1024BytesAreAccepted() {
            Map<String, AttributeValue> item = item("pk", "p".repeat(2048), "at", "s".repeat(1024));

            us.put("events", item);

            assertThat(us.get("events", item)).isEqualTo(item);
        }
    }

    /** An item of this size under one key. */
    private static Map<String, AttributeValue> sized(int bytes) {
        return item("id", "1", "v", "x".repeat(bytes - "id1v".length()));
    }

    @Nested
    class BadRequests {

        static Stream<Arguments> values() {
            return Stream.of(
                    arguments(
                            "no type",
                            AttributeValue.builder().build(),
                            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"),
                    arguments(
                            "two types",
                            AttributeValue.builder().s("a").n("1").build(),
                            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
                                    + " supported datatypes"),
                    arguments(
                            "NULL false",
                            AttributeValue.fromNul(false),
                            INVALID + "Null attribute value types must have the value of true"),
                    arguments(
                            "empty SS", AttributeValue.fromSs(List.of()), INVALID + "An string set  may not be empty"),
                    arguments(
                            "empty NS", AttributeValue.fromNs(List.of()), INVALID + "An number set  may not be empty"),
                    arguments(
                            "empty BS", AttributeValue.fromBs(List.of()), INVALID + "Binary sets should not be empty"),
                    arguments(
                            "SS twice the same",
                            AttributeValue.fromSs(List.of("a", "a")),
                            INVALID + "Input collection [a, a] contains duplicates."),
                    arguments(
                            "NS twice the same number",
                            AttributeValue.fromNs(List.of("1", "1.0")),
                            "Input collection contains duplicates"),
                    arguments(
                            "no number",
                            number("twelve"),
                            "The parameter cannot be converted to a numeric value: twelve"),
                    arguments("empty number", number(""), "The parameter cannot be converted to a numeric value"),
                    arguments(
                            "39 digits",
                            number("1".repeat(39)),
                            "Attempting to store more than 38 significant digits in a Number"),
                    arguments(
                            "1e126",
                            number("1e126"),
                            "Number overflow. Attempting to store a number with magnitude larger than supported range"),
                    arguments(
                            "1e-131",
                            number("1e-131"),
                            "Number underflow. Attempting to store a number with magnitude smaller than supported"
                                    + " range"),
                    arguments("nested empty name", map("", 1), "Empty attribute name"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("values")
        void aValueThatIsNoneIsRefused(String what, AttributeValue value, String message) {
            us.refuses(put(item("id", "1", "v", value)).build(), message);
        }

        static Stream<Arguments> keys() {
            byte[] none = {};
            return Stream.of(
                    arguments("events", item("at", "x"), INVALID + "Missing the key pk in the item"),
                    arguments("events", item("pk", "x"), INVALID + "Missing the key at in the item"),
                    arguments("events", item(), INVALID + "Missing the key pk in the item"),
                    arguments(
                            "events",
                            item("pk", 1, "at", "x"),
                            INVALID + "Type mismatch for key pk expected: S actual: N"),
                    arguments(
                            "readings",
                            item("pk", "x", "n", map()),
                            INVALID + "Type mismatch for key n expected: N actual: M"),
                    arguments("events", item("pk", "", "at", "x"), EMPTY_KEY + "string value. Key: pk"),
                    arguments("events", item("pk", "x", "at", ""), EMPTY_KEY + "string value. Key: at"),
                    arguments("blobs", item("pk", "x", "b", none), EMPTY_KEY + "binary value. Key: b"),
                    arguments(
                            "events",
                            item("pk", "x".repeat(2049), "at", "x"),
                            INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes"),
                    arguments(
                            "events",
                            item("pk", "x", "at", "é".repeat(512) + "x"),
                            INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes"));
        }

        @ParameterizedTest
        @MethodSource("keys")
        void aKeyThatDoesNotFitTheTableIsRefused(String table, Map<String, AttributeValue> item, String message) {
            us.refuses(put(item).tableName(table).build(), message);
        }

        static Stream<Arguments> requests() {
            return Stream.of(
                    arguments(
                            PutItemRequest.builder().build(),
                            "2 validation errors detected: Value null at 'tableName' failed to satisfy constraint:"
                                    + " Member must not be null; Value null at 'item' failed to satisfy constraint:"
                                    + " Member must not be null"),
                    arguments(
                            put(item("id", "1")).returnValues("SOME").build(),
                            "1 validation error detected: Value 'SOME' at 'returnValues' failed to satisfy constraint:"
                                    + " Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE,"
                                    + " UPDATED_NEW]"),
                    arguments(
                            put(item("id", "1")).returnConsumedCapacity("ALL").build(),
                            "1 validation error detected: Value 'ALL' at 'returnConsumedCapacity' failed to satisfy"
                                    + " constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]"),
                    arguments(
                            put(item("id", "1"))
                                    .returnItemCollectionMetrics("ALL")
                                    .build(),
                            "1 validation error detected: Value 'ALL' at 'returnItemCollectionMetrics' failed to"
                                    + " satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]"),
                    arguments(
                            put(item("id", "1"))
                                    .returnValuesOnConditionCheckFailure("ALL_NEW")
                                    .build(),
                            "1 validation error detected: Value 'ALL_NEW' at 'returnValuesOnConditionCheckFailure'"
                                    + " failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD,"
                                    + " NONE]"),
                    arguments(
                            put(item("id", "1"))
                                    .expressionAttributeNames(Map.of("#a", "a"))
                                    .build(),
                            "ExpressionAttributeNames can only be specified when using expressions"),
                    arguments(
                            put(item("id", "1"))
                                    .expressionAttributeValues(item(":a", 1))
                                    .build(),
                            "ExpressionAttributeValues can only be specified when using expressions:"
                                    + " ConditionExpression is null"),
                    arguments(
                            put(item("id", "1"))
                                    .conditionExpression("attribute_exists(id)")
                                    .expressionAttributeNames(Map.of("#a", "a"))
                                    .build(),
                            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}"),
                    arguments(
                            put(item("id", "1"))
                                    .conditionExpression("attribute_exists(id)")
                                    .expressionAttributeValues(item(":b", 1, ":a", 1))
                                    .build(),
                            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:a, :b}"),
                    arguments(
                            put(item("id", "1"))
                                    .conditionExpression("attribute_exists(id.x)")
                                    .build(),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                                    + " allowed: Key: id"));
        }

        @ParameterizedTest
        @MethodSource("requests")
        void aRequestThatContradictsItselfIsRefused(PutItemRequest request, String message) {
            us.refuses(request, message);
        }

        @Test
        void aTableThatDoesNotExistIsNotFound() {
            us.refuses(
                    put(item("id", "1")).tableName("nobody").build(),
                    ResourceNotFoundException.class,
                    Endpoint.NO_TABLE);
        }

        @Test
        void aRegionWithoutAReplicaDoesNotKnowTheTable() {
            new Endpoint(checked::simulation, AP_SOUTH_1)
                    .refuses(put(item("id", "1")).build(), ResourceNotFoundException.class, Endpoint.NO_TABLE);
        }

        @ParameterizedTest
        @CsvSource({"ab", "a b c", "people/index/by-name", "'täble'"})
        void aNameThatNoTableCanHaveIsRefused(String name) {
            us.refuses(
                    put(item("id", "1")).tableName(name).build(),
                    "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may"
                            + " contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
        }
    }

    @Test
    void bytesOfTheCallerAreNotSharedWithTheTable() {
        byte[] bytes = {1, 2};
        us.put("people", item("id", "1", "b", bytes));

        bytes[0] = 9;

        assertThat(us.get("people", item("id", "1")).get("b").b()).isEqualTo(SdkBytes.fromByteArray(new byte[] {1, 2}));
    }
}
