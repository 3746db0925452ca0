package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A simulation for each test with the tables people (id) and orders (customer, number), in two Regions. */
final class Statements implements BeforeEachCallback, AfterEachCallback {

    static final Region HOME = Region.US_EAST_1;
    static final Region AWAY = Region.EU_WEST_1;

    private Simulation simulation = start();

    private static Simulation start() {
        return Simulation.builder()
                .globalTable(table("people").partitionKey("id"))
                .globalTable(table("orders").partitionKey("customer").sortKey("number", ScalarAttributeType.N))
                .start();
    }

    private static GlobalTableDefinition table(String name) {
        return GlobalTableDefinition.named(name).regions(HOME, AWAY).replicationDelay("1s");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulation.close();
        simulation = start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        simulation.close();
    }

    Simulation simulation() {
        return simulation;
    }

    /** The answer, which is of the type that belongs to the request. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <R extends AwsResponse> R call(AwsRequest request) {
        return (R) simulation.execute(HOME, request);
    }

    ExecuteStatementResponse execute(String statement, Consumer<ExecuteStatementRequest.Builder> details) {
        return call(ExecuteStatementRequest.builder()
                .statement(statement)
                .applyMutation(details)
                .build());
    }

    /** The items a statement answers with, as text. */
    List<String> run(String statement, Object... parameters) {
        return execute(statement, request -> parameters(request, parameters)).items().stream()
                .map(Statements::text)
                .toList();
    }

    private static void parameters(ExecuteStatementRequest.Builder request, Object... parameters) {
        if (parameters.length > 0) {
            request.parameters(values(parameters));
        }
    }

    static List<AttributeValue> values(Object... values) {
        List<AttributeValue> list = new ArrayList<>();
        for (Object value : values) {
            list.add(value(value));
        }
        return list;
    }

    /** Expects a {@code ValidationException}. */
    void refuses(String statement, String message, Object... parameters) {
        DynamoDbException error = refuses(DynamoDbException.class, statement, message, parameters);
        assertThat(error.awsErrorDetails().errorCode()).as(statement).isEqualTo("ValidationException");
    }

    <E extends DynamoDbException> E refuses(Class<E> type, String statement, String message, Object... parameters) {
        E error = catchThrowableOfType(type, () -> run(statement, parameters));
        assertThat(error).as(statement).isExactlyInstanceOf(type);
        assertThat(error.awsErrorDetails().errorMessage()).as(statement).isEqualTo(message);
        return error;
    }

    void put(String table, Object... namesAndValues) {
        call(PutItemRequest.builder()
                .tableName(table)
                .item(item(namesAndValues))
                .build());
    }

    /** An item of a table in a Region as text. */
    String get(Region region, String table, Object... key) {
        GetItemResponse answer = (GetItemResponse) simulation.execute(
                region, GetItemRequest.builder().tableName(table).key(item(key)).build());
        return answer.hasItem() ? text(answer.item()) : "nothing";
    }

    String person(String id) {
        return get(HOME, "people", "id", id);
    }

    static Map<String, AttributeValue> item(Object... namesAndValues) {
        Map<String, AttributeValue> item = new TreeMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            item.put((String) namesAndValues[at], value(namesAndValues[at + 1]));
        }
        return item;
    }

    static AttributeValue value(Object value) {
        if (value instanceof AttributeValue attribute) {
            return attribute;
        }
        if (value instanceof Number number) {
            return AttributeValue.fromN(number.toString());
        }
        if (value instanceof Boolean truth) {
            return AttributeValue.fromBool(truth);
        }
        if (value instanceof byte[] bytes) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
        }
        return AttributeValue.fromS((String) value);
    }

    /** Attributes by name: {@code {age: 36, name: 'Ada'}}; sets in double angle brackets. */
    static String text(Map<String, AttributeValue> item) {
        return new TreeMap<>(item)
                .entrySet().stream()
                        .map(attribute -> attribute.getKey() + ": " + text(attribute.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> "'" + value.s() + "'";
            case N -> value.n();
            case BOOL -> value.bool().toString();
            case NUL -> "null";
            case B -> "b'" + value.b().asUtf8String() + "'";
            case L -> value.l().stream().map(Statements::text).collect(Collectors.joining(", ", "[", "]"));
            case M -> text(value.m());
            case SS -> value.ss().stream().sorted().collect(Collectors.joining(", ", "<<", ">>"));
            case NS -> value.ns().stream().sorted().collect(Collectors.joining(", ", "<<", ">>"));
            default -> value.toString();
        };
    }
}
