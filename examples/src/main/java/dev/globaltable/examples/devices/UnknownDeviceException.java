package dev.globaltable.examples.devices;

/** A device was never registered, or has been decommissioned. */
public final class UnknownDeviceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownDeviceException(String deviceId) {
        super("There is no device " + deviceId);
    }
}
