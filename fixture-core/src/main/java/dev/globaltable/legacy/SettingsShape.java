package dev.globaltable.legacy;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.CreateTableShape;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AutoScalingSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableGlobalSecondaryIndexSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndexSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.ReplicaSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;

/** What is wrong with an {@code UpdateGlobalTableSettings} request whatever its global table is. */
final class SettingsShape {

    private static final int INDEXES_MAX = 20;
    private static final int REPLICAS_MAX = 50;
    private static final String INDEXES = "globalTableGlobalSecondaryIndexSettingsUpdate";
    private static final String REPLICAS = "replicaSettingsUpdate";
    private static final AutoScalingSettingsUpdate DISABLED =
            AutoScalingSettingsUpdate.builder().autoScalingDisabled(true).build();

    private final UpdateGlobalTableSettingsRequest request;
    private final Constraints constraints = new Constraints();
    private final CreateTableShape shape = new CreateTableShape(constraints);

    private SettingsShape(UpdateGlobalTableSettingsRequest request) {
        this.request = request;
    }

    static void check(UpdateGlobalTableSettingsRequest request) {
        SettingsShape shape = new SettingsShape(request);
        shape.checkConstraints();
        LegacyPlane.requireName(request.globalTableName());
        shape.refuseScaling();
        shape.requireDistinct();
        if (request.globalTableBillingMode() == BillingMode.PAY_PER_REQUEST && namesCapacity(request)) {
            throw validation(LegacyPlane.INVALID
                    + ": ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST");
        }
    }

    /** Whether any number of capacity units is asked for. */
    static boolean namesCapacity(UpdateGlobalTableSettingsRequest request) {
        return request.globalTableProvisionedWriteCapacityUnits() != null
                || request.globalTableGlobalSecondaryIndexSettingsUpdate().stream()
                        .anyMatch(index -> index.provisionedWriteCapacityUnits() != null)
                || request.replicaSettingsUpdate().stream().anyMatch(SettingsShape::namesCapacity);
    }

    private static boolean namesCapacity(ReplicaSettingsUpdate replica) {
        return replica.replicaProvisionedReadCapacityUnits() != null
                || replica.replicaGlobalSecondaryIndexSettingsUpdate().stream()
                        .anyMatch(index -> index.provisionedReadCapacityUnits() != null);
    }

    /** Whether anything is asked for. */
    static boolean isEmpty(UpdateGlobalTableSettingsRequest request) {
        return request.globalTableBillingModeAsString() == null
                && request.globalTableProvisionedWriteCapacityUnits() == null
                && request.globalTableProvisionedWriteCapacityAutoScalingSettingsUpdate() == null
                && !request.hasGlobalTableGlobalSecondaryIndexSettingsUpdate()
                && !request.hasReplicaSettingsUpdate();
    }

    private void checkConstraints() {
        constraints.present("globalTableName", request.globalTableName() != null);
        shape.billing("globalTableBillingMode", request.globalTableBillingModeAsString());
        units("globalTableProvisionedWriteCapacityUnits", request.globalTableProvisionedWriteCapacityUnits());
        var indexes = request.globalTableGlobalSecondaryIndexSettingsUpdate();
        size(INDEXES, request.hasGlobalTableGlobalSecondaryIndexSettingsUpdate(), indexes, INDEXES_MAX);
        for (int at = 0; at < indexes.size(); at++) {
            String member = INDEXES + "." + (at + 1) + ".member.";
            name(member, indexes.get(at).indexName());
            units(member + "provisionedWriteCapacityUnits", indexes.get(at).provisionedWriteCapacityUnits());
        }
        List<ReplicaSettingsUpdate> replicas = request.replicaSettingsUpdate();
        size(REPLICAS, request.hasReplicaSettingsUpdate(), replicas, REPLICAS_MAX);
        for (int at = 0; at < replicas.size(); at++) {
            replica(REPLICAS + "." + (at + 1) + ".member.", replicas.get(at));
        }
        constraints.check();
    }

    private void replica(String member, ReplicaSettingsUpdate replica) {
        constraints.present(member + "regionName", replica.regionName() != null);
        units(member + "replicaProvisionedReadCapacityUnits", replica.replicaProvisionedReadCapacityUnits());
        String list = member + "replicaGlobalSecondaryIndexSettingsUpdate";
        var indexes = replica.replicaGlobalSecondaryIndexSettingsUpdate();
        size(list, replica.hasReplicaGlobalSecondaryIndexSettingsUpdate(), indexes, INDEXES_MAX);
        for (int at = 0; at < indexes.size(); at++) {
            String path = list + "." + (at + 1) + ".member.";
            name(path, indexes.get(at).indexName());
            units(path + "provisionedReadCapacityUnits", indexes.get(at).provisionedReadCapacityUnits());
        }
        shape.tableClass(member + "replicaTableClass", replica.replicaTableClassAsString());
    }

    private void name(String member, @Nullable String name) {
        constraints.present(member + "indexName", name != null).name(member + "indexName", name);
    }

    private void units(String member, @Nullable Long units) {
        constraints.atLeast(member, units, 1);
    }

    private void size(String member, boolean present, List<?> list, int greatest) {
        if (present) {
            constraints.size(member, list, list.size(), 1, greatest);
        }
    }

    private void refuseScaling() {
        refuse(
                "GlobalTableProvisionedWriteCapacityAutoScalingSettingsUpdate",
                request.globalTableProvisionedWriteCapacityAutoScalingSettingsUpdate());
        request.globalTableGlobalSecondaryIndexSettingsUpdate()
                .forEach(index -> refuse(
                        "GlobalTableGlobalSecondaryIndexSettingsUpdate"
                                + ".ProvisionedWriteCapacityAutoScalingSettingsUpdate",
                        index.provisionedWriteCapacityAutoScalingSettingsUpdate()));
        for (ReplicaSettingsUpdate replica : request.replicaSettingsUpdate()) {
            refuse(
                    "ReplicaSettingsUpdate.ReplicaProvisionedReadCapacityAutoScalingSettingsUpdate",
                    replica.replicaProvisionedReadCapacityAutoScalingSettingsUpdate());
            replica.replicaGlobalSecondaryIndexSettingsUpdate()
                    .forEach(index -> refuse(
                            "ReplicaSettingsUpdate.ReplicaGlobalSecondaryIndexSettingsUpdate"
                                    + ".ProvisionedReadCapacityAutoScalingSettingsUpdate",
                            index.provisionedReadCapacityAutoScalingSettingsUpdate()));
        }
    }

    /** Nothing scales by itself; that it is not to is all that can be said. */
    private static void refuse(String parameter, @Nullable AutoScalingSettingsUpdate update) {
        if (update != null && !update.equals(DISABLED)) {
            throw NotSimulatedException.parameter("UpdateGlobalTableSettings", parameter);
        }
    }

    private void requireDistinct() {
        requireDistinct(
                "index",
                request.globalTableGlobalSecondaryIndexSettingsUpdate().stream()
                        .map(GlobalTableGlobalSecondaryIndexSettingsUpdate::indexName));
        requireDistinct("region", request.replicaSettingsUpdate().stream().map(ReplicaSettingsUpdate::regionName));
        for (ReplicaSettingsUpdate replica : request.replicaSettingsUpdate()) {
            requireDistinct(
                    "index",
                    replica.replicaGlobalSecondaryIndexSettingsUpdate().stream()
                            .map(ReplicaGlobalSecondaryIndexSettingsUpdate::indexName));
        }
    }

    private static void requireDistinct(String what, Stream<String> names) {
        List<String> all = names.toList();
        if (all.stream().distinct().count() < all.size()) {
            throw validation(LegacyPlane.INVALID + ": Settings of one " + what + " can be given once");
        }
    }
}
