package dev.globaltable.legacy;

import static dev.globaltable.error.ServiceErrors.replicaNotFound;
import static dev.globaltable.error.ServiceErrors.resourceInUse;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Operation;
import dev.globaltable.table.ReplicaTable;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * {@code UpdateGlobalTableSettings}: write capacity and billing of all replicas, read capacity and table class of single
 * ones (LEG-12). Either every replica takes its part or none does.
 */
final class UpdateGlobalTableSettings implements Operation<UpdateGlobalTableSettingsRequest> {

    private final LegacyLifecycle lifecycle;

    UpdateGlobalTableSettings(LegacyLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public UpdateGlobalTableSettingsResponse.Builder execute(UpdateGlobalTableSettingsRequest request) {
        SettingsShape.check(request);
        LegacyGlobalTable table = LegacyPlane.require(lifecycle, request.globalTableName());
        if (SettingsShape.isEmpty(request)) {
            throw validation(LegacyPlane.INVALID);
        }
        if (request.replicaSettingsUpdate().stream().anyMatch(update -> table.replica(update.regionName()) == null)) {
            throw replicaNotFound();
        }
        table.tables().forEach(replica -> new SettingsChange(request, replica).requireIndexes());
        if (table.status() != GlobalTableStatus.ACTIVE) {
            throw resourceInUse("Attempt to change a resource which is still in use: Global table " + table.name()
                    + " is " + table.status());
        }
        Map<Region, Runnable> changes = changes(request, table);
        table.tables().forEach(replica -> stopScaling(request, replica));
        if (!changes.isEmpty()) {
            lifecycle.change(table.name(), changes);
        }
        return UpdateGlobalTableSettingsResponse.builder()
                .globalTableName(table.name())
                .replicaSettings(new SettingsDescriptions(lifecycle).of(LegacyPlane.require(lifecycle, table.name())));
    }

    private Map<Region, Runnable> changes(UpdateGlobalTableSettingsRequest request, LegacyGlobalTable table) {
        Map<ReplicaTable, UpdateTableRequest> updates = new LinkedHashMap<>();
        for (ReplicaTable replica : table.tables()) {
            UpdateTableRequest update = new SettingsChange(request, replica).asUpdateTable();
            if (update != null) {
                updates.put(replica, update);
            }
        }
        Map<Region, Runnable> changes = new LinkedHashMap<>();
        updates.forEach((replica, update) -> changes.put(replica.region(), lifecycle.prepareUpdate(replica, update)));
        return changes;
    }

    private void stopScaling(UpdateGlobalTableSettingsRequest request, ReplicaTable replica) {
        if (request.globalTableProvisionedWriteCapacityAutoScalingSettingsUpdate() != null) {
            lifecycle.stopScalingWrites(replica, null);
        }
        request.globalTableGlobalSecondaryIndexSettingsUpdate().stream()
                .filter(index -> index.provisionedWriteCapacityAutoScalingSettingsUpdate() != null)
                .forEach(index -> lifecycle.stopScalingWrites(replica, index.indexName()));
    }
}
