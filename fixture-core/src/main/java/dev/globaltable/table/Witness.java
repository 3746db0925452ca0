package dev.globaltable.table;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.WitnessStatus;

/** The Region that only helps to find a majority (STRONG-2), as the replicas list it. */
public record Witness(Region region, WitnessStatus status) {}
