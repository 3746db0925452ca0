package dev.globaltable;

import java.time.Duration;

/**
 * How long versions were under way from one Region to another, as CloudWatch's metric {@code ReplicationLatency} tells it
 * (reference 5.1): over those that arrived. What does not arrive does not show, so that nothing is told of a stall.
 *
 * @param samples how many versions arrived
 * @since 0.1.0
 */
public record ReplicationLatency(Duration average, Duration minimum, Duration maximum, int samples) {}
