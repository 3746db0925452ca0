package dev.globaltable.examples.devices;

import static java.util.concurrent.CompletableFuture.failedFuture;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Keeps each shadow in several items, one for each of those who write: the registration, the desired state, the reports
 * taken in each Region, and the retirement, which is never taken back. Whoever reads puts them together; of the reports
 * the device's own count says which is the last.
 */
public final class OneItemPerWriter implements DeviceShadows {

    private static final String TABLE = "device-shadows";
    private static final String REGISTRATION = "REGISTRATION";
    private static final String DESIRED = "DESIRED";
    private static final String REPORTED = "REPORTED#";
    private static final String RETIREMENT = "RETIREMENT";

    private final DynamoDbAsyncClient dynamoDb;
    private final String region;

    /** Takes reports for the Region of the client. */
    public OneItemPerWriter(DynamoDbAsyncClient dynamoDb) {
        this.dynamoDb = dynamoDb;
        this.region = dynamoDb.serviceClientConfiguration().region().id();
    }

    @Override
    public CompletableFuture<Void> register(String deviceId, String model) {
        return put(deviceId, REGISTRATION, "model", AttributeValue.fromS(model));
    }

    @Override
    public CompletableFuture<Void> report(String deviceId, Report report) {
        return ifInService(deviceId, () -> put(deviceId, REPORTED + region, "reported", Attributes.of(report)));
    }

    @Override
    public CompletableFuture<Void> requestFirmware(String deviceId, String version) {
        return ifInService(deviceId, () -> put(deviceId, DESIRED, "desiredFirmware", AttributeValue.fromS(version)));
    }

    @Override
    public CompletableFuture<Void> decommission(String deviceId) {
        return put(deviceId, RETIREMENT, "retiredIn", AttributeValue.fromS(region));
    }

    @Override
    public CompletableFuture<Optional<Shadow>> find(String deviceId) {
        return dynamoDb.query(query -> query.tableName(TABLE)
                        .keyConditionExpression("deviceId = :deviceId")
                        .expressionAttributeValues(Map.of(":deviceId", AttributeValue.fromS(deviceId)))
                        .consistentRead(true))
                .thenApply(QueryResponse::items)
                .thenApply(items -> shadow(deviceId, items));
    }

    /** Spares the writes of devices that are known to be gone; a retirement that is still under way hides them later. */
    private CompletableFuture<Void> ifInService(String deviceId, Supplier<CompletableFuture<Void>> write) {
        return find(deviceId)
                .thenCompose(shadow ->
                        shadow.isPresent() ? write.get() : failedFuture(new UnknownDeviceException(deviceId)));
    }

    private CompletableFuture<Void> put(String deviceId, String facet, String attribute, AttributeValue value) {
        return dynamoDb.putItem(put -> put.tableName(TABLE)
                        .item(Map.of(
                                "deviceId",
                                AttributeValue.fromS(deviceId),
                                "facet",
                                AttributeValue.fromS(facet),
                                attribute,
                                value)))
                .thenAccept(stored -> {});
    }

    private static Optional<Shadow> shadow(String deviceId, List<Map<String, AttributeValue>> items) {
        if (facet(items, RETIREMENT).findAny().isPresent()) {
            return Optional.empty();
        }
        return facet(items, REGISTRATION)
                .findAny()
                .map(registration -> new Shadow(
                        deviceId,
                        Attributes.text(registration, "model"),
                        facet(items, DESIRED).findAny().flatMap(desired -> Attributes.text(desired, "desiredFirmware")),
                        facet(items, REPORTED)
                                .flatMap(reported -> Attributes.report(reported).stream())
                                .max(Comparator.comparingLong(Report::sequence))));
    }

    private static Stream<Map<String, AttributeValue>> facet(List<Map<String, AttributeValue>> items, String prefix) {
        return items.stream()
                .filter(item -> Attributes.text(item, "facet").orElse("").startsWith(prefix));
    }
}
