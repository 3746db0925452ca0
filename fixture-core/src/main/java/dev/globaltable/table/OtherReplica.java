package dev.globaltable.table;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;

/**
 * Another member of the global table, as the members list it.
 *
 * @param asked what the request that added it asked for
 * @param table its table, {@code null} as long as there is none
 */
public record OtherReplica(
        Region region,
        ReplicaStatus status,
        ReplicaOverrides asked,
        @Nullable ReplicaTable table) {

    /** What it has for itself: that of its table, or what will be. */
    public ReplicaOverrides overrides() {
        return table == null ? asked : table.settings().options().overrides();
    }
}
