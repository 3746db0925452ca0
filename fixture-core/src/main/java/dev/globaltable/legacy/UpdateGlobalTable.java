package dev.globaltable.legacy;

import static dev.globaltable.error.ServiceErrors.replicaAlreadyExists;
import static dev.globaltable.error.ServiceErrors.replicaNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicaUpdate;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableResponse;

/** {@code UpdateGlobalTable}: replicas are added as long as all are empty (LEG-9), or go their own ways (LEG-10). */
final class UpdateGlobalTable implements Operation<UpdateGlobalTableRequest> {

    private final Region region;
    private final LegacyLifecycle lifecycle;

    /** @param region that of the endpoint */
    UpdateGlobalTable(Region region, LegacyLifecycle lifecycle) {
        this.region = region;
        this.lifecycle = lifecycle;
    }

    @Override
    public UpdateGlobalTableResponse.Builder execute(UpdateGlobalTableRequest request) {
        checkShape(request);
        boolean adds = request.replicaUpdates().stream().anyMatch(update -> update.create() != null);
        if (adds && !lifecycle.isEmulated()) {
            throw LegacyPlane.unsupported();
        }
        LegacyGlobalTable table = LegacyPlane.require(lifecycle, request.globalTableName());
        Set<Region> added = added(request, table);
        Set<Region> removed = removed(request, table);
        if (added.stream().anyMatch(removed::contains)) {
            throw validation(LegacyPlane.INVALID + ": A replica cannot be added and removed in one request");
        }
        requireSettled(table);
        List<ReplicaTable> tables = ReplicaRequirements.tables(lifecycle, added, table.name());
        if (!tables.isEmpty()) {
            List<ReplicaTable> all = new ArrayList<>(table.tables());
            all.addAll(tables);
            new ReplicaRequirements(lifecycle, table.name()).check(all);
        }
        lifecycle.update(table.name(), tables, List.copyOf(removed));
        return UpdateGlobalTableResponse.builder()
                .globalTableDescription(
                        Objects.requireNonNull(lifecycle.find(table.name())).describe());
    }

    private static void checkShape(UpdateGlobalTableRequest request) {
        Constraints constraints = new Constraints()
                .present("globalTableName", request.globalTableName() != null)
                .present("replicaUpdates", request.hasReplicaUpdates());
        for (int at = 0; at < request.replicaUpdates().size(); at++) {
            ReplicaUpdate update = request.replicaUpdates().get(at);
            String member = "replicaUpdates." + (at + 1) + ".member.";
            constraints.present(
                    member + "create.regionName",
                    update.create() == null || update.create().regionName() != null);
            constraints.present(
                    member + "delete.regionName",
                    update.delete() == null || update.delete().regionName() != null);
        }
        constraints.check();
        LegacyPlane.requireName(request.globalTableName());
        if (request.replicaUpdates().stream().allMatch(update -> update.create() == null && update.delete() == null)) {
            throw validation(LegacyPlane.INVALID);
        }
        if (request.replicaUpdates().stream().anyMatch(update -> update.create() != null && update.delete() != null)) {
            throw validation(LegacyPlane.INVALID + ": A ReplicaUpdate structure cannot contain both a create"
                    + " replica action and a delete replica action");
        }
    }

    private Set<Region> added(UpdateGlobalTableRequest request, LegacyGlobalTable table) {
        Set<Region> added = new LinkedHashSet<>();
        for (ReplicaUpdate update : request.replicaUpdates()) {
            if (update.create() != null) {
                String name = update.create().regionName();
                LegacyRegions.require(region.id(), lifecycle);
                if (table.replica(name) != null) {
                    throw replicaAlreadyExists();
                }
                added.add(LegacyRegions.require(name, lifecycle));
            }
        }
        return added;
    }

    private static Set<Region> removed(UpdateGlobalTableRequest request, LegacyGlobalTable table) {
        Set<Region> removed = new LinkedHashSet<>();
        for (ReplicaUpdate update : request.replicaUpdates()) {
            if (update.delete() != null) {
                LegacyGlobalTable.Replica replica =
                        table.replica(update.delete().regionName());
                if (replica == null) {
                    throw replicaNotFound();
                }
                removed.add(replica.region());
            }
        }
        return removed;
    }

    private static void requireSettled(LegacyGlobalTable table) {
        if (table.status() != GlobalTableStatus.ACTIVE) {
            throw validation(LegacyPlane.INVALID + ": Global table " + table.name() + " is " + table.status());
        }
    }
}
