package dev.globaltable;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Somebody who uses the table "items" (partition key "id") in one Region. */
record Caller(Simulation simulation, Region region) {

    static final GlobalTableDefinition ITEMS =
            GlobalTableDefinition.named("items").partitionKey("id");

    /** An item as text pairs: {@code item("1", "name", "Ada")}; values that are whole numbers become numbers. */
    static Map<String, AttributeValue> item(String id, String... attributes) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("id", AttributeValue.fromS(id));
        for (int at = 0; at < attributes.length; at += 2) {
            item.put(attributes[at], value(attributes[at + 1]));
        }
        return item;
    }

    private static AttributeValue value(String text) {
        return text.matches("-?\\d+") ? AttributeValue.fromN(text) : AttributeValue.fromS(text);
    }

    PutItemResponse put(String id, String... attributes) {
        return (PutItemResponse) simulation.execute(
                region,
                PutItemRequest.builder()
                        .tableName("items")
                        .item(item(id, attributes))
                        .returnValues(ReturnValue.ALL_OLD)
                        .build());
    }

    PutItemResponse putIfAbsent(String id, String... attributes) {
        return (PutItemResponse) simulation.execute(
                region,
                PutItemRequest.builder()
                        .tableName("items")
                        .item(item(id, attributes))
                        .conditionExpression("attribute_not_exists(id)")
                        .build());
    }

    UpdateItemResponse update(String id, String expression, String... values) {
        Map<String, AttributeValue> placeholders = new LinkedHashMap<>();
        for (int at = 0; at < values.length; at += 2) {
            placeholders.put(values[at], value(values[at + 1]));
        }
        return (UpdateItemResponse) simulation.execute(
                region,
                UpdateItemRequest.builder()
                        .tableName("items")
                        .key(item(id))
                        .updateExpression(expression)
                        .expressionAttributeValues(placeholders.isEmpty() ? null : placeholders)
                        .returnValues(ReturnValue.ALL_NEW)
                        .build());
    }

    DeleteItemResponse delete(String id) {
        return (DeleteItemResponse) simulation.execute(
                region,
                DeleteItemRequest.builder()
                        .tableName("items")
                        .key(item(id))
                        .returnValues(ReturnValue.ALL_OLD)
                        .build());
    }

    /** The item as this Region answers it; empty when it has none. */
    Map<String, AttributeValue> get(String id) {
        GetItemResponse response = (GetItemResponse) simulation.execute(
                region,
                GetItemRequest.builder()
                        .tableName("items")
                        .key(item(id))
                        .consistentRead(true)
                        .build());
        return response.item();
    }
}
