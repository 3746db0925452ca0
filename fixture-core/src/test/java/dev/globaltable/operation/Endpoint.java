package dev.globaltable.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.history.HistoryEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** One Region's endpoint, as the tests of the operations talk to it, and the tables that they talk about. */
public final class Endpoint {

    public static final String NO_TABLE = "Requested resource not found";
    public static final String KEY_MISMATCH = "The provided key element does not match the schema";

    private final Supplier<Simulation> simulation;
    private final Region region;

    public Endpoint(Supplier<Simulation> simulation, Region region) {
        this.simulation = simulation;
        this.region = region;
    }

    /** Tables with each kind of key: people (id), events (pk, at), readings (pk, n) and blobs (pk, b). */
    public static CheckedSimulation tables() {
        return CheckedSimulation.of(
                table("people", "id"),
                table("events", "pk").sortKey("at"),
                table("readings", "pk").sortKey("n", ScalarAttributeType.N),
                table("blobs", "pk").sortKey("b", ScalarAttributeType.B));
    }

    private static GlobalTableDefinition table(String name, String partitionKey) {
        return GlobalTableDefinition.named(name).partitionKey(partitionKey).replicationDelay("1s");
    }

    /** The answer, which is of the type that belongs to the request. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <R extends AwsResponse> R call(AwsRequest request) {
        return (R) simulation.get().execute(region, request);
    }

    public void put(String table, Map<String, AttributeValue> item) {
        call(PutItemRequest.builder().tableName(table).item(item).build());
    }

    public Map<String, AttributeValue> get(String table, Map<String, AttributeValue> key) {
        return this.<GetItemResponse>call(
                        GetItemRequest.builder().tableName(table).key(key).build())
                .item();
    }

    /** Expects a {@code ValidationException}. */
    public void refuses(AwsRequest request, String message) {
        DynamoDbException error = error(request, DynamoDbException.class);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(error.requestId()).hasSize(52);
    }

    /** Expects a modelled exception, whose error code is its name. */
    public <E extends DynamoDbException> E refuses(AwsRequest request, Class<E> type, String message) {
        E error = error(request, type);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(type.getSimpleName());
        assertThat(error.statusCode()).isEqualTo(400);
        return error;
    }

    private <E extends DynamoDbException> E error(AwsRequest request, Class<E> type) {
        E error = catchThrowableOfType(type, () -> call(request));
        assertThat(error).as("error of %s", request).isExactlyInstanceOf(type);
        return error;
    }

    /** How many writes the history tells of, in all Regions. */
    public int writes() {
        return simulation.get().history().events(HistoryEvent.ItemWritten.class).size();
    }

    /** Attributes from names and values in turn: text is S, a number N, bytes B, a truth value BOOL. */
    public static Map<String, AttributeValue> item(Object... namesAndValues) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            item.put((String) namesAndValues[at], value(namesAndValues[at + 1]));
        }
        return item;
    }

    public static AttributeValue value(Object value) {
        if (value instanceof AttributeValue attribute) {
            return attribute;
        }
        if (value instanceof Number number) {
            return AttributeValue.fromN(number.toString());
        }
        if (value instanceof byte[] bytes) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
        }
        if (value instanceof Boolean bool) {
            return AttributeValue.fromBool(bool);
        }
        if (value instanceof List<?> list) {
            return AttributeValue.fromL(list.stream().map(Endpoint::value).toList());
        }
        return AttributeValue.fromS((String) value);
    }

    public static AttributeValue number(String text) {
        return AttributeValue.fromN(text);
    }

    public static AttributeValue map(Object... namesAndValues) {
        return AttributeValue.fromM(item(namesAndValues));
    }
}
