package dev.globaltable;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What a random run asks a Region to do to one item of the table {@code items}, as a request, and what must come of it as
 * the test understands DynamoDB. The engine has no part in the latter.
 *
 * @param v the number that is put, set or added
 * @param g the text that is put or set; {@code null} for none
 * @param expires when a put item expires, in seconds; {@code null} for never
 * @param expected what the guard compares with
 */
record RandomWrite(
        Verb verb,
        Guard guard,
        String partition,
        String sort,
        int v,
        @Nullable String g,
        @Nullable Long expires,
        int expected) {

    enum Verb {
        PUT,
        SET,
        ADD,
        REMOVE,
        DELETE,
        CHECK
    }

    enum Guard {
        NONE,
        ABSENT,
        PRESENT,
        VALUE
    }

    /** Whether the guard lets the write pass. */
    boolean permits(@Nullable Map<String, AttributeValue> before) {
        return switch (guard) {
            case NONE -> true;
            case ABSENT -> before == null;
            case PRESENT -> before != null;
            case VALUE ->
                before != null && before.containsKey("v") && before.get("v").equals(number(expected));
        };
    }

    /** The item afterwards; {@code null} for none. */
    @Nullable
    Map<String, AttributeValue> after(@Nullable Map<String, AttributeValue> before) {
        return switch (verb) {
            case PUT -> item();
            case DELETE -> null;
            case CHECK -> before;
            case SET, ADD, REMOVE -> updated(before);
        };
    }

    private Map<String, AttributeValue> updated(@Nullable Map<String, AttributeValue> before) {
        Map<String, AttributeValue> item = before == null ? key() : new TreeMap<>(before);
        if (verb == Verb.ADD) {
            AttributeValue stored = item.get("v");
            item.put("v", number((stored == null ? 0 : Integer.parseInt(stored.n())) + v));
            return item;
        }
        item.put("v", number(v));
        if (verb == Verb.REMOVE) {
            item.remove("g");
        } else {
            item.put("g", AttributeValue.fromS(text()));
        }
        return item;
    }

    private Map<String, AttributeValue> item() {
        Map<String, AttributeValue> item = key();
        item.put("v", number(v));
        if (g != null) {
            item.put("g", AttributeValue.fromS(g));
        }
        if (expires != null) {
            item.put("t", AttributeValue.fromN(expires.toString()));
        }
        return item;
    }

    private Map<String, AttributeValue> key() {
        Map<String, AttributeValue> key = new TreeMap<>();
        key.put("p", AttributeValue.fromS(partition));
        key.put("s", AttributeValue.fromS(sort));
        return key;
    }

    private String text() {
        return Objects.requireNonNullElse(g, "none");
    }

    private static AttributeValue number(int value) {
        return AttributeValue.fromN(Integer.toString(value));
    }

    private @Nullable String condition() {
        return switch (guard) {
            case NONE -> null;
            case ABSENT -> "attribute_not_exists(p)";
            case PRESENT -> "attribute_exists(p)";
            case VALUE -> "v = :expected";
        };
    }

    private String updateExpression() {
        return switch (verb) {
            case ADD -> "ADD v :v";
            case REMOVE -> "SET v = :v REMOVE g";
            default -> "SET v = :v, g = :g";
        };
    }

    private @Nullable Map<String, AttributeValue> values() {
        Map<String, AttributeValue> values = new TreeMap<>();
        if (guard == Guard.VALUE) {
            values.put(":expected", number(expected));
        }
        if (verb == Verb.SET || verb == Verb.ADD || verb == Verb.REMOVE) {
            values.put(":v", number(v));
        }
        if (verb == Verb.SET) {
            values.put(":g", AttributeValue.fromS(text()));
        }
        return values.isEmpty() ? null : values;
    }

    /** The write by itself. */
    DynamoDbRequest request() {
        return switch (verb) {
            case PUT ->
                PutItemRequest.builder()
                        .tableName("items")
                        .item(item())
                        .conditionExpression(condition())
                        .expressionAttributeValues(values())
                        .build();
            case DELETE ->
                DeleteItemRequest.builder()
                        .tableName("items")
                        .key(key())
                        .conditionExpression(condition())
                        .expressionAttributeValues(values())
                        .build();
            default ->
                UpdateItemRequest.builder()
                        .tableName("items")
                        .key(key())
                        .updateExpression(updateExpression())
                        .conditionExpression(condition())
                        .expressionAttributeValues(values())
                        .build();
        };
    }

    /** The write as a part of a transaction. */
    TransactWriteItem inTransaction() {
        TransactWriteItem.Builder action = TransactWriteItem.builder();
        return switch (verb) {
            case PUT ->
                action.put(put -> put.tableName("items")
                                .item(item())
                                .conditionExpression(condition())
                                .expressionAttributeValues(values()))
                        .build();
            case DELETE ->
                action.delete(delete -> delete.tableName("items")
                                .key(key())
                                .conditionExpression(condition())
                                .expressionAttributeValues(values()))
                        .build();
            case CHECK ->
                action.conditionCheck(check -> check.tableName("items")
                                .key(key())
                                .conditionExpression(condition())
                                .expressionAttributeValues(values()))
                        .build();
            default ->
                action.update(update -> update.tableName("items")
                                .key(key())
                                .updateExpression(updateExpression())
                                .conditionExpression(condition())
                                .expressionAttributeValues(values()))
                        .build();
        };
    }

    /** The write as a part of a batch, which knows no guards. */
    WriteRequest inBatch() {
        return verb == Verb.DELETE
                ? WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key()))
                        .build()
                : WriteRequest.builder().putRequest(put -> put.item(item())).build();
    }
}
