package dev.globaltable.sdk;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The requests most tests send. */
final class Requests {

    private Requests() {}

    static PutItemRequest put(String id, String name) {
        Map<String, AttributeValue> item = new TreeMap<>();
        item.put("id", AttributeValue.fromS(id));
        item.put("name", AttributeValue.fromS(name));
        return PutItemRequest.builder().tableName("profiles").item(item).build();
    }

    static GetItemRequest get(String id) {
        return GetItemRequest.builder()
                .tableName("profiles")
                .key(Map.of("id", AttributeValue.fromS(id)))
                .build();
    }
}
