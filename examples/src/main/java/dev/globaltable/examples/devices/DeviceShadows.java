package dev.globaltable.examples.devices;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The shadows of all devices. The futures fail with what DynamoDB answers, unless it says otherwise here. */
public interface DeviceShadows {

    /** Takes a device into service. */
    CompletableFuture<Void> register(String deviceId, String model);

    /** Keeps what a device says of itself; may fail with {@link UnknownDeviceException}. */
    CompletableFuture<Void> report(String deviceId, Report report);

    /** Asks a device to run a firmware; may fail with {@link UnknownDeviceException}. */
    CompletableFuture<Void> requestFirmware(String deviceId, String version);

    /** Takes a device out of service. */
    CompletableFuture<Void> decommission(String deviceId);

    /** A device that is in service. */
    CompletableFuture<Optional<Shadow>> find(String deviceId);
}
