package dev.globaltable.control;

import dev.globaltable.table.ReplicaOverrides;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;

/**
 * A replica that is wanted.
 *
 * @param overrides what it will have for itself
 * @param encryption the key in its Region
 */
public record NewReplica(
        Region region, ReplicaOverrides overrides, @Nullable SSEDescription encryption) {}
