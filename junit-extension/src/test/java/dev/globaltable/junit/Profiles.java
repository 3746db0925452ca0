package dev.globaltable.junit;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a service would do with a table {@code profiles} with partition key {@code userId}. */
final class Profiles {

    private Profiles() {}

    static void put(DynamoDbClient client, String userId, String name) {
        client.putItem(request -> request.tableName("profiles")
                .item(Map.of("userId", AttributeValue.fromS(userId), "name", AttributeValue.fromS(name))));
    }

    /** The name, or an empty text for an unknown user. */
    static String name(DynamoDbClient client, String userId) {
        Map<String, AttributeValue> item = client.getItem(
                        request -> request.tableName("profiles").key(Map.of("userId", AttributeValue.fromS(userId))))
                .item();
        return item.containsKey("name") ? item.get("name").s() : "";
    }
}
