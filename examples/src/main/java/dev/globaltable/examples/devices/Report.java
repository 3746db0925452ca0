package dev.globaltable.examples.devices;

/**
 * What a device says of itself.
 *
 * @param sequence counts the reports of the device, by the device
 * @param firmware the version that it runs
 * @param batteryPercent how full its battery is
 */
public record Report(long sequence, String firmware, int batteryPercent) {}
