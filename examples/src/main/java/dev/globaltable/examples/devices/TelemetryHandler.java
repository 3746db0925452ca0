package dev.globaltable.examples.devices;

import java.util.Map;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The function that each Region's message broker calls with what a device has sent. */
public final class TelemetryHandler {

    /** One client for all calls, in the Region of the host. */
    private static final DynamoDbAsyncClient DYNAMO_DB = DynamoDbAsyncClient.create();

    private final DeviceShadows shadows = new OneItemPerWriter(DYNAMO_DB);

    /**
     * Takes a message in.
     *
     * @return whether the device is in service; the broker disconnects one that is not
     */
    public boolean handle(String deviceId, Map<String, String> message) {
        try {
            shadows.report(deviceId, report(message)).join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnknownDeviceException) {
                return false;
            }
            throw e;
        }
    }

    private static Report report(Map<String, String> message) {
        return new Report(
                Long.parseLong(message.getOrDefault("sequence", "0")),
                message.getOrDefault("firmware", "unknown"),
                Integer.parseInt(message.getOrDefault("battery", "0")));
    }
}
