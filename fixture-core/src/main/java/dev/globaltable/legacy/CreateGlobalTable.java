package dev.globaltable.legacy;

import static dev.globaltable.error.ServiceErrors.globalTableAlreadyExists;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.ReplicaTable;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableResponse;

/** {@code CreateGlobalTable}: of tables that are there already, one in each Region, all empty (LEG-5). */
final class CreateGlobalTable implements Operation<CreateGlobalTableRequest> {

    private final Region region;
    private final LegacyLifecycle lifecycle;

    /** @param region that of the endpoint */
    CreateGlobalTable(Region region, LegacyLifecycle lifecycle) {
        this.region = region;
        this.lifecycle = lifecycle;
    }

    @Override
    public CreateGlobalTableResponse.Builder execute(CreateGlobalTableRequest request) {
        checkShape(request);
        if (!lifecycle.isEmulated()) {
            throw LegacyPlane.unsupported();
        }
        String name = request.globalTableName();
        List<Region> regions = regions(request);
        if (lifecycle.find(name) != null) {
            throw globalTableAlreadyExists();
        }
        List<ReplicaTable> tables = ReplicaRequirements.tables(lifecycle, regions, name);
        new ReplicaRequirements(lifecycle, name).check(tables);
        lifecycle.create(tables);
        return CreateGlobalTableResponse.builder()
                .globalTableDescription(
                        Objects.requireNonNull(lifecycle.find(name)).describe());
    }

    private static void checkShape(CreateGlobalTableRequest request) {
        new Constraints()
                .present("globalTableName", request.globalTableName() != null)
                .present("replicationGroup", request.hasReplicationGroup())
                .check();
        LegacyPlane.requireName(request.globalTableName());
        if (request.replicationGroup().isEmpty()) {
            throw validation("Global table must have atleast one replica");
        }
    }

    private List<Region> regions(CreateGlobalTableRequest request) {
        LegacyRegions.require(region.id(), lifecycle);
        if (request.replicationGroup().stream().anyMatch(replica -> replica.regionName() == null)) {
            throw validation(LegacyPlane.INVALID + ": A replica has no RegionName");
        }
        List<Region> regions = request.replicationGroup().stream()
                .map(replica -> LegacyRegions.require(replica.regionName(), lifecycle))
                .toList();
        if (regions.stream().distinct().count() < regions.size()) {
            throw validation(LegacyPlane.INVALID + ": A Region holds one replica of a global table");
        }
        return regions;
    }
}
