package dev.globaltable.examples.devices;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Keeps each shadow in one item: the registration, what is desired and what was reported. */
public final class OneDocument implements DeviceShadows {

    private static final String TABLE = "device-shadows";

    private final DynamoDbAsyncClient dynamoDb;
    private final @Nullable String condition;

    private OneDocument(DynamoDbAsyncClient dynamoDb, @Nullable String condition) {
        this.dynamoDb = dynamoDb;
        this.condition = condition;
    }

    /** Updates whatever is there, or starts a new item. */
    public static OneDocument updating(DynamoDbAsyncClient dynamoDb) {
        return new OneDocument(dynamoDb, null);
    }

    /** Updates shadows of registered devices only. */
    public static OneDocument updatingExisting(DynamoDbAsyncClient dynamoDb) {
        return new OneDocument(dynamoDb, "attribute_exists(deviceId)");
    }

    @Override
    public CompletableFuture<Void> register(String deviceId, String model) {
        return set(deviceId, "model", AttributeValue.fromS(model), null);
    }

    @Override
    public CompletableFuture<Void> report(String deviceId, Report report) {
        return set(deviceId, "reported", Attributes.of(report), condition);
    }

    @Override
    public CompletableFuture<Void> requestFirmware(String deviceId, String version) {
        return set(deviceId, "desiredFirmware", AttributeValue.fromS(version), condition);
    }

    @Override
    public CompletableFuture<Void> decommission(String deviceId) {
        return dynamoDb.deleteItem(delete -> delete.tableName(TABLE).key(key(deviceId)))
                .thenAccept(deleted -> {});
    }

    @Override
    public CompletableFuture<Optional<Shadow>> find(String deviceId) {
        return dynamoDb.getItem(get -> get.tableName(TABLE).key(key(deviceId)).consistentRead(true))
                .thenApply(found -> found.hasItem() ? Optional.of(shadow(deviceId, found.item())) : Optional.empty());
    }

    private CompletableFuture<Void> set(
            String deviceId, String attribute, AttributeValue value, @Nullable String updateCondition) {
        return dynamoDb.updateItem(update -> update.tableName(TABLE)
                        .key(key(deviceId))
                        .updateExpression("SET #attribute = :value")
                        .conditionExpression(updateCondition)
                        .expressionAttributeNames(Map.of("#attribute", attribute))
                        .expressionAttributeValues(Map.of(":value", value)))
                .handle((updated, failure) -> {
                    if (failure != null) {
                        throw translated(deviceId, failure);
                    }
                    return null;
                });
    }

    private static CompletionException translated(String deviceId, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new CompletionException(
                cause instanceof ConditionalCheckFailedException ? new UnknownDeviceException(deviceId) : cause);
    }

    private static Map<String, AttributeValue> key(String deviceId) {
        return Map.of("deviceId", AttributeValue.fromS(deviceId), "facet", AttributeValue.fromS("SHADOW"));
    }

    private static Shadow shadow(String deviceId, Map<String, AttributeValue> item) {
        return new Shadow(
                deviceId,
                Attributes.text(item, "model"),
                Attributes.text(item, "desiredFirmware"),
                Attributes.report(item));
    }
}
