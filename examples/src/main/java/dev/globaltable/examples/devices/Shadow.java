package dev.globaltable.examples.devices;

import java.util.Optional;

/**
 * What the service knows of a device.
 *
 * @param model what it was sold as
 * @param desiredFirmware the version that it is asked to run, if any
 * @param reported what it said last, if it ever did
 */
public record Shadow(
        String deviceId, Optional<String> model, Optional<String> desiredFirmware, Optional<Report> reported) {}
