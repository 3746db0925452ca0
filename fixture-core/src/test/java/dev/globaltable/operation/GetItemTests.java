package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.map;
import static dev.globaltable.operation.Endpoint.number;
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
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class GetItemTests {

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static GetItemRequest.Builder get(Map<String, AttributeValue> key) {
        return GetItemRequest.builder().tableName("people").key(key);
    }

    @Test
    void anAbsentItemIsNoItem() {
        GetItemResponse response = us.call(get(item("id", "1")).build());

        assertThat(response).hasToString("GetItemResponse()");
        assertThat(response.hasItem()).isFalse();
    }

    @Test
    void oneNumberIsOneKeyHoweverItIsWritten() {
        us.put("readings", item("pk", "a", "n", number("1.0"), "v", true));

        assertThat(us.get("readings", item("pk", "a", "n", number("100e-2"))))
                .isEqualTo(item("pk", "a", "n", 1, "v", true));
    }

    @Test
    void aStronglyConsistentReadIsAsFreshAsTheLocalReplica() {
        // LWW-22
        Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);
        us.put("people", item("id", "1"));
        GetItemRequest strong = get(item("id", "1")).consistentRead(true).build();

        assertThat(eu.<GetItemResponse>call(strong).hasItem()).isFalse();
        checked.simulation().clock().advance(Duration.ofSeconds(1));
        assertThat(eu.<GetItemResponse>call(strong).item()).isEqualTo(item("id", "1"));
    }

    @Nested
    class Projections {

        @ParameterizedTest(name = "{0}")
        @MethodSource("projections")
        void onlyWhatIsAskedForIsReturned(String expression, Map<String, AttributeValue> expected) {
            us.put(
                    "people",
                    item(
                            "id",
                            "1",
                            "name",
                            "Ada",
                            "m",
                            map("x", 1, "y", map("z", 2, "w", 3)),
                            "l",
                            List.of("a", "b", map("c", 1, "d", 2))));

            GetItemResponse response = us.call(
                    get(item("id", "1")).projectionExpression(expression).build());

            assertThat(response.hasItem()).isTrue();
            assertThat(response.item()).isEqualTo(expected);
        }

        static Stream<Arguments> projections() {
            return Stream.of(
                    arguments("id", item("id", "1")),
                    arguments("m.y.z", item("m", map("y", map("z", 2)))),
                    arguments("m.y.z, m.x", item("m", map("x", 1, "y", map("z", 2)))),
                    arguments("l[0], l[2].d, l[7]", item("l", List.of("a", map("d", 2)))),
                    arguments("nothing", item()),
                    arguments("m.nothing, gone.x", item()));
        }

        @Test
        void placeholdersStandForNames() {
            us.put("people", item("id", "1", "a.b", 1, "name", "Ada"));

            GetItemResponse response = us.call(get(item("id", "1"))
                    .projectionExpression("#d, #n")
                    .expressionAttributeNames(Map.of("#d", "a.b", "#n", "name"))
                    .build());

            assertThat(response.item()).isEqualTo(item("a.b", 1, "name", "Ada"));
        }
    }

    @Nested
    class Capacity {

        @ParameterizedTest(name = "{0} bytes, consistent {1}: {2}")
        @CsvSource({
            "0, false, 0.5",
            "0, true, 1",
            "4096, false, 0.5",
            "4097, false, 1",
            "4097, true, 2",
            "409600, true, 100"
        })
        void aReadCostsOneUnitPerStarted4KilobytesHalfIfEventual(int bytes, boolean consistent, double units) {
            if (bytes > 0) {
                us.put("people", item("id", "1", "v", "x".repeat(bytes - "id1v".length())));
            }

            GetItemResponse response = us.call(get(item("id", "1"))
                    .consistentRead(consistent)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .build());

            assertThat(response.consumedCapacity())
                    .isEqualTo(ConsumedCapacity.builder()
                            .tableName("people")
                            .capacityUnits(units)
                            .table(table -> table.capacityUnits(units))
                            .build());
        }

        @Test
        void aProjectionSavesNothing() {
            us.put("people", item("id", "1", "v", "x".repeat(5000)));

            GetItemResponse response = us.call(get(item("id", "1"))
                    .projectionExpression("id")
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());

            assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(1.0);
        }
    }

    @Nested
    class BadRequests {

        static Stream<Arguments> keys() {
            return Stream.of(
                    arguments("events", item("pk", "a")),
                    arguments("events", item("pk", "a", "at", "b", "more", "c")),
                    arguments("events", item("pk", "a", "to", "b")),
                    arguments("events", item("pk", "a", "at", 1)),
                    arguments("people", item()),
                    arguments("people", item("id", map())));
        }

        @ParameterizedTest
        @MethodSource("keys")
        void aKeyThatIsNotTheTablesKeyIsRefused(String table, Map<String, AttributeValue> key) {
            us.refuses(get(key).tableName(table).build(), Endpoint.KEY_MISMATCH);
        }

        static Stream<Arguments> requests() {
            return Stream.of(
                    arguments(
                            GetItemRequest.builder().tableName("people").build(),
                            "1 validation error detected: Value null at 'key' failed to satisfy constraint: Member must"
                                    + " not be null"),
                    arguments(
                            get(item("id", "1")).tableName("").build(),
                            "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: Member"
                                    + " must have length greater than or equal to 1"),
                    arguments(
                            get(item("id", "1")).tableName("x".repeat(1025)).build(),
                            "1 validation error detected: Value '" + "x".repeat(1025)
                                    + "' at 'tableName' failed to satisfy constraint: Member must have length less than"
                                    + " or equal to 1024"),
                    arguments(
                            get(item("id", "")).build(),
                            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                                    + " contain an empty string value. Key: id"),
                    arguments(
                            get(item("id", "x".repeat(2049))).build(),
                            "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size"
                                    + " limit of2048 bytes"),
                    arguments(
                            get(item("id", AttributeValue.builder().build())).build(),
                            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"),
                    arguments(
                            get(item("id", "1")).projectionExpression("").build(),
                            "Invalid ProjectionExpression: The expression can not be empty;"),
                    arguments(
                            get(item("id", "1")).projectionExpression("m, m.x").build(),
                            "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or"
                                    + " rewrite one of these paths; path one: [m], path two: [m, x]"),
                    arguments(
                            get(item("id", "1")).projectionExpression("id[0]").build(),
                            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                                    + " allowed: Key: id"),
                    arguments(
                            get(item("id", "1"))
                                    .expressionAttributeNames(Map.of("#a", "a"))
                                    .build(),
                            "ExpressionAttributeNames can only be specified when using expressions"),
                    arguments(
                            get(item("id", "1"))
                                    .projectionExpression("a")
                                    .expressionAttributeNames(Map.of())
                                    .build(),
                            "ExpressionAttributeNames must not be empty"));
        }

        @ParameterizedTest
        @MethodSource("requests")
        void aMalformedRequestIsRefused(GetItemRequest request, String message) {
            us.refuses(request, message);
        }

        @Test
        void aTableThatDoesNotExistIsNotFound() {
            us.refuses(
                    get(item("id", "1")).tableName("nobody").build(),
                    ResourceNotFoundException.class,
                    Endpoint.NO_TABLE);
        }
    }
}
