package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.number;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Each request has several faults; the service names the first of them, in its own order. */
class ValidationOrderTests {

    private static final String BAD_NUMBER = "The parameter cannot be converted to a numeric value: x";
    private static final String MIXED =
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {";
    private static final String NAMES_UNUSED = "ExpressionAttributeNames can only be specified when using expressions";
    private static final String BAD_PLACEHOLDER =
            "ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"";
    private static final String RETURN_VALUES = "ReturnValues can only be ALL_OLD or NONE";
    private static final String NULL_KEY =
            "1 validation error detected: Value null at 'key' failed to satisfy constraint:"
                    + " Member must not be null";

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private static final String DUPLICATES = "Provided list of item keys contains duplicates";
    private static final String BAD_NAME = "Invalid table/index name.  Table/index names must be between 3 and 255"
            + " characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'";
    private static final Map<String, AttributeValue> BAD_VALUE = item("id", "1", "v", number("x"));
    private static final Map<String, AttributeValue> BAD_KEY = item("id", 1);
    private static final Map<String, ExpectedAttributeValue> EXPECTED =
            Map.of("v", ExpectedAttributeValue.builder().exists(false).build());

    private static final Map<String, Condition> CONDITIONS =
            Map.of("v", Condition.builder().comparisonOperator("NULL").build());

    private static PutItemRequest.Builder put(Map<String, AttributeValue> item) {
        return PutItemRequest.builder().tableName("people").item(item);
    }

    private static UpdateItemRequest.Builder update(Map<String, AttributeValue> key) {
        return UpdateItemRequest.builder().tableName("people").key(key);
    }

    private static GetItemRequest.Builder get(Map<String, AttributeValue> key) {
        return GetItemRequest.builder().tableName("people").key(key);
    }

    private static QueryRequest.Builder query() {
        return QueryRequest.builder()
                .tableName("events")
                .keyConditionExpression("pk = :p")
                .expressionAttributeValues(item(":p", "p"));
    }

    static Stream<Arguments> writes() {
        return Stream.of(
                arguments(
                        "Put: model, then return values",
                        put(item("id", "1")).item(null).returnValues(ReturnValue.ALL_NEW),
                        "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not"
                                + " be null"),
                arguments(
                        "Put: return values, then mixing",
                        put(BAD_VALUE)
                                .returnValues(ReturnValue.ALL_NEW)
                                .expected(EXPECTED)
                                .conditionExpression("a"),
                        RETURN_VALUES),
                arguments(
                        "Put: mixing, then the item",
                        put(BAD_VALUE).expected(EXPECTED).conditionExpression("a"),
                        MIXED + "Expected} Expression parameters: {ConditionExpression}"),
                arguments(
                        "Put: placeholders without expression, then the item",
                        put(BAD_VALUE).expressionAttributeNames(Map.of("a", "a")),
                        NAMES_UNUSED),
                arguments(
                        "Put: the item, then placeholders",
                        put(BAD_VALUE).conditionExpression("a").expressionAttributeNames(Map.of("a", "a")),
                        BAD_NUMBER),
                arguments(
                        "Put: the size, then the condition",
                        put(item("id", "1", "v", "x".repeat(409_600))).conditionExpression(""),
                        "Item size has exceeded the maximum allowed size"),
                arguments(
                        "Put: the condition, then the key",
                        put(BAD_KEY).conditionExpression(""),
                        "Invalid ConditionExpression: The expression can not be empty;"),
                arguments(
                        "Put: unused placeholders, then the key",
                        put(BAD_KEY)
                                .conditionExpression("attribute_exists(v)")
                                .expressionAttributeNames(Map.of("#a", "a")),
                        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}"),
                arguments(
                        "Put: the key, then scalars",
                        put(BAD_KEY).conditionExpression("attribute_exists(id.x)"),
                        "One or more parameter values were invalid: Type mismatch for key id expected: S actual: N"),
                arguments(
                        "Delete: return values, then mixing",
                        DeleteItemRequest.builder()
                                .tableName("people")
                                .key(BAD_KEY)
                                .returnValues(ReturnValue.ALL_NEW)
                                .expected(EXPECTED)
                                .conditionExpression("a"),
                        RETURN_VALUES),
                arguments(
                        "Delete: the key's values, then placeholders",
                        DeleteItemRequest.builder()
                                .tableName("people")
                                .key(item("id", number("x")))
                                .conditionExpression("a")
                                .expressionAttributeNames(Map.of("a", "a")),
                        BAD_NUMBER),
                arguments(
                        "Update: model, then mixing",
                        update(null).expected(EXPECTED).updateExpression("a"),
                        NULL_KEY),
                arguments(
                        "Update: all that is mixed",
                        update(BAD_KEY)
                                .expected(EXPECTED)
                                .attributeUpdates(Map.of(
                                        "a", AttributeValueUpdate.builder().build()))
                                .conditionalOperator("AND")
                                .conditionExpression("a")
                                .updateExpression("a"),
                        MIXED + "AttributeUpdates, Expected, ConditionalOperator} Expression parameters:"
                                + " {UpdateExpression, ConditionExpression}"),
                arguments(
                        "Update: update, then condition",
                        update(BAD_KEY).updateExpression("").conditionExpression(""),
                        "Invalid UpdateExpression: The expression can not be empty;"),
                arguments(
                        "Update: names, then values",
                        update(BAD_KEY)
                                .updateExpression("")
                                .expressionAttributeNames(Map.of("a", "a"))
                                .expressionAttributeValues(item("a", 1)),
                        BAD_PLACEHOLDER),
                arguments(
                        "Update: values, then the names themselves",
                        update(BAD_KEY)
                                .updateExpression("")
                                .expressionAttributeNames(Map.of("#a", ""))
                                .expressionAttributeValues(item("a", 1)),
                        "ExpressionAttributeValues contains invalid key: Syntax error; key: \"a\""),
                arguments(
                        "Put: the partition key's length, then the sort key's type",
                        put(item("pk", "p".repeat(2049), "at", 1)).tableName("events"),
                        "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit"
                                + " of2048 bytes"),
                arguments(
                        "Update: the key, then what is updated",
                        update(BAD_KEY).updateExpression("REMOVE id"),
                        Endpoint.KEY_MISMATCH),
                arguments(
                        "Update: a key that is updated, then scalars of the update",
                        update(item("id", "1")).updateExpression("SET id = id.x"),
                        "One or more parameter values were invalid: Cannot update attribute id. This attribute is part of"
                                + " the key"),
                arguments(
                        "Update: a key that is updated, then the condition",
                        update(item("id", "1"))
                                .updateExpression("REMOVE id")
                                .conditionExpression("attribute_exists(v)"),
                        "One or more parameter values were invalid: Cannot update attribute id. This attribute is part of"
                                + " the key"),
                arguments(
                        "BatchWrite: values of the first table, then too many",
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of(
                                        "events",
                                        List.of(putRequest(BAD_VALUE)),
                                        "people",
                                        Collections.nCopies(25, putRequest(item("id", "1"))))),
                        BAD_NUMBER),
                arguments(
                        "BatchWrite: too many, then values of the table that makes it so",
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of(
                                        "events",
                                        List.of(putRequest(item("pk", "1", "at", "1"))),
                                        "people",
                                        Collections.nCopies(25, putRequest(BAD_VALUE)))),
                        "Too many items requested for the BatchWriteItem call"),
                arguments(
                        "BatchWrite: values, then names of tables",
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of(
                                        "a", List.of(putRequest(BAD_KEY)), "people", List.of(putRequest(BAD_VALUE)))),
                        BAD_NUMBER),
                arguments(
                        "BatchWrite: names of tables, then duplicates",
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of("a", Collections.nCopies(2, putRequest(BAD_KEY)))),
                        BAD_NAME),
                arguments(
                        "BatchWrite: write by write, duplicates",
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of(
                                        "people",
                                        List.of(
                                                putRequest(item("id", "1")),
                                                putRequest(item("id", "1")),
                                                putRequest(BAD_KEY)))),
                        DUPLICATES),
                arguments(
                        "BatchWrite: write by write, keys",
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of(
                                        "people",
                                        List.of(
                                                putRequest(BAD_KEY),
                                                putRequest(item("id", "1")),
                                                putRequest(item("id", "1"))))),
                        "One or more parameter values were invalid: Type mismatch for key id expected: S actual: N"),
                arguments(
                        "BatchWrite: values of all, then keys",
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of(
                                        "events",
                                        List.of(putRequest(BAD_KEY)),
                                        "people",
                                        List.of(putRequest(BAD_VALUE)))),
                        BAD_NUMBER));
    }

    private static WriteRequest putRequest(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    static Stream<Arguments> reads() {
        return Stream.of(
                arguments(
                        "Get: mixing, then the key",
                        get(BAD_VALUE).attributesToGet("v").projectionExpression("v"),
                        MIXED + "AttributesToGet} Expression parameters: {ProjectionExpression}"),
                arguments(
                        "Get: the projection, then the key's values",
                        get(item("id", number("x"))).projectionExpression(""),
                        "Invalid ProjectionExpression: The expression can not be empty;"),
                arguments(
                        "Get: scalars, then the key",
                        get(BAD_KEY).projectionExpression("id.x"),
                        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key:"
                                + " id"),
                arguments(
                        "Query: no key condition, then mixing",
                        query().keyConditionExpression(null)
                                .conditionalOperator("AND")
                                .filterExpression("a"),
                        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."),
                arguments(
                        "Query: all that is mixed",
                        query().attributesToGet("a")
                                .queryFilter(CONDITIONS)
                                .conditionalOperator("AND")
                                .keyConditions(CONDITIONS)
                                .projectionExpression("a")
                                .filterExpression("a"),
                        MIXED
                                + "AttributesToGet, QueryFilter, ConditionalOperator, KeyConditions} Expression parameters:"
                                + " {ProjectionExpression, FilterExpression, KeyConditionExpression}"),
                arguments(
                        "Query: filter, then projection, then key condition",
                        query().filterExpression("").projectionExpression("").keyConditionExpression(""),
                        "Invalid FilterExpression: The expression can not be empty;"),
                arguments(
                        "Query: projection, then key condition",
                        query().projectionExpression("").keyConditionExpression(""),
                        "Invalid ProjectionExpression: The expression can not be empty;"),
                arguments(
                        "Query: key condition, then start key",
                        query().keyConditionExpression("a = :p").exclusiveStartKey(item()),
                        "Query condition missed key schema element: pk"),
                arguments(
                        "Query: scalars, then key condition",
                        query().keyConditionExpression("a = :p").projectionExpression("pk.x"),
                        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key:"
                                + " pk"),
                arguments(
                        "Query: start key, then a filter on the key",
                        query().exclusiveStartKey(item()).filterExpression("pk = :p"),
                        "The provided starting key is invalid: The provided key element does not match the schema"),
                arguments(
                        "Scan: mixing, then segments",
                        ScanRequest.builder()
                                .tableName("people")
                                .segment(1)
                                .attributesToGet("a")
                                .scanFilter(CONDITIONS)
                                .conditionalOperator("AND")
                                .filterExpression("a"),
                        MIXED + "AttributesToGet, ScanFilter, ConditionalOperator} Expression parameters:"
                                + " {FilterExpression}"),
                arguments(
                        "Scan: Select, then segments",
                        ScanRequest.builder().tableName("people").segment(1).select("SPECIFIC_ATTRIBUTES"),
                        "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                                + " SPECIFIC_ATTRIBUTES"),
                arguments(
                        "Scan: segments, then scalars",
                        ScanRequest.builder().tableName("people").segment(1).projectionExpression("id.x"),
                        "The TotalSegments parameter is required but was not present in the request when Segment"
                                + " parameter is present"),
                arguments(
                        "BatchGet: mixing in any table, then keys",
                        BatchGetItemRequest.builder()
                                .requestItems(Map.of(
                                        "events",
                                        keys(item("id", number("x")), 1).build(),
                                        "people",
                                        keys(BAD_KEY, 1)
                                                .attributesToGet("a")
                                                .projectionExpression("a")
                                                .build())),
                        MIXED + "AttributesToGet} Expression parameters: {ProjectionExpression}"),
                arguments(
                        "BatchGet: key by key, values",
                        batchGet(Map.of("people", List.of(item("id", number("x")), item()))),
                        BAD_NUMBER),
                arguments(
                        "BatchGet: key by key, empty ones",
                        batchGet(Map.of("people", List.of(item(), item("id", number("x"))))),
                        "The list of keys in RequestItems for BatchGetItem may not contain null or empty values: people has"
                                + " one or more empty keys"),
                arguments(
                        "BatchGet: key by key, duplicates",
                        batchGet(Map.of("people", List.of(item("id", "1"), item("id", "1"), item()))),
                        DUPLICATES),
                arguments(
                        "BatchGet: duplicates, then too many",
                        batchGet(Map.of(
                                "events",
                                Collections.nCopies(2, item("id", "1")),
                                "people",
                                IntStream.range(0, 99)
                                        .mapToObj(n -> item("id", "" + n))
                                        .toList())),
                        DUPLICATES),
                arguments(
                        "BatchGet: too many, then names of tables",
                        batchGet(Map.of(
                                "a",
                                List.of(item("id", "1"), item("id", "2")),
                                "people",
                                IntStream.range(0, 99)
                                        .mapToObj(n -> item("id", "" + n))
                                        .toList())),
                        "Too many items requested for the BatchGetItem call"),
                arguments(
                        "BatchGet: duplicates, then names of tables",
                        batchGet(Map.of("a", Collections.nCopies(2, BAD_KEY))),
                        DUPLICATES),
                arguments(
                        "BatchGet: duplicates, then the projection",
                        BatchGetItemRequest.builder()
                                .requestItems(Map.of(
                                        "people",
                                        keys(BAD_KEY, 2)
                                                .projectionExpression("")
                                                .build())),
                        "Provided list of item keys contains duplicates"),
                arguments(
                        "BatchGet: the key, then scalars",
                        BatchGetItemRequest.builder()
                                .requestItems(Map.of(
                                        "people",
                                        keys(BAD_KEY, 1)
                                                .projectionExpression("id.x")
                                                .build())),
                        Endpoint.KEY_MISMATCH),
                arguments(
                        "BatchGet: the projection, then the key",
                        BatchGetItemRequest.builder()
                                .requestItems(Map.of(
                                        "people",
                                        keys(BAD_KEY, 1)
                                                .projectionExpression("")
                                                .build())),
                        "Invalid ProjectionExpression: The expression can not be empty;"));
    }

    private static BatchGetItemRequest.Builder batchGet(Map<String, List<Map<String, AttributeValue>>> keys) {
        Map<String, KeysAndAttributes> items = new TreeMap<>();
        keys.forEach((table, list) ->
                items.put(table, KeysAndAttributes.builder().keys(list).build()));
        return BatchGetItemRequest.builder().requestItems(items);
    }

    private static KeysAndAttributes.Builder keys(Map<String, AttributeValue> key, int times) {
        return KeysAndAttributes.builder().keys(Collections.nCopies(times, key));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"writes", "reads"})
    void theFirstFaultIsNamed(@SuppressWarnings("unused") String order, AwsRequest.Builder request, String message) {
        new Endpoint(checked::simulation, US_EAST_1).refuses(request.build(), message);
    }

    static Stream<Arguments> withoutTable() {
        return Stream.of(
                arguments(
                        put(item("id", "1")).tableName("nobody").conditionExpression(""),
                        "Invalid ConditionExpression: The expression can not be empty;"),
                arguments(put(BAD_VALUE).tableName("nobody"), BAD_NUMBER),
                arguments(get(item("id", number("x"))).tableName("nobody"), BAD_NUMBER),
                arguments(
                        query().tableName("nobody").filterExpression(""),
                        "Invalid FilterExpression: The expression can not be empty;"),
                arguments(
                        update(item("id", "1")).tableName("nobody").updateExpression(""),
                        "Invalid UpdateExpression: The expression can not be empty;"));
    }

    @ParameterizedTest
    @MethodSource("withoutTable")
    void whatNeedsNoTableIsCheckedBeforeTheTableIsLookedUp(AwsRequest.Builder request, String message) {
        new Endpoint(checked::simulation, US_EAST_1).refuses(request.build(), message);
    }
}
