package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.table.ReplicaTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateReplicationGroupMemberAction;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughputOverride;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputOverride;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.UpdateReplicationGroupMemberAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What is wrong with {@code ReplicaUpdates} whatever their table is. */
final class ReplicaUpdatesShape {

    private static final List<String> TABLE_CLASSES = List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS");

    private ReplicaUpdatesShape() {}

    static void checkConstraints(Constraints constraints, List<ReplicationGroupUpdate> updates) {
        constraints.size("replicaUpdates", updates, updates.size(), 1, Integer.MAX_VALUE);
        for (int at = 0; at < updates.size(); at++) {
            String member = "replicaUpdates." + (at + 1) + ".member.";
            ReplicationGroupUpdate update = updates.get(at);
            if (update.create() != null) {
                checkConstraints(constraints, member + "create.", settings(update.create()));
            }
            if (update.update() != null) {
                checkConstraints(constraints, member + "update.", update.update());
            }
            if (update.delete() != null) {
                constraints.required(
                        member + "delete.regionName", update.delete().regionName());
            }
        }
    }

    private static void checkConstraints(
            Constraints constraints, String member, UpdateReplicationGroupMemberAction action) {
        constraints.required(member + "regionName", action.regionName());
        constraints.length(member + "kMSMasterKeyId", action.kmsMasterKeyId(), 1, Integer.MAX_VALUE);
        constraints.atLeast(
                member + "provisionedThroughputOverride.readCapacityUnits",
                reads(action.provisionedThroughputOverride()),
                1);
        if (action.hasGlobalSecondaryIndexes()) {
            List<ReplicaGlobalSecondaryIndex> indexes = action.globalSecondaryIndexes();
            constraints.size(member + "globalSecondaryIndexes", indexes, indexes.size(), 1, Integer.MAX_VALUE);
            for (int at = 0; at < indexes.size(); at++) {
                checkIndex(constraints, member + "globalSecondaryIndexes." + (at + 1) + ".member.", indexes.get(at));
            }
        }
        constraints.oneOf(member + "tableClassOverride", action.tableClassOverrideAsString(), TABLE_CLASSES);
    }

    private static void checkIndex(Constraints constraints, String member, ReplicaGlobalSecondaryIndex index) {
        constraints.required(member + "indexName", index.indexName());
        constraints.name(member + "indexName", index.indexName());
        constraints.atLeast(
                member + "provisionedThroughputOverride.readCapacityUnits",
                reads(index.provisionedThroughputOverride()),
                1);
    }

    static @Nullable Long reads(@Nullable ProvisionedThroughputOverride override) {
        return override == null ? null : override.readCapacityUnits();
    }

    static @Nullable Long maxReads(@Nullable OnDemandThroughputOverride override) {
        return override == null ? null : override.maxReadRequestUnits();
    }

    /** The settings of a new replica, as if it were there and got them. */
    static UpdateReplicationGroupMemberAction settings(CreateReplicationGroupMemberAction action) {
        return UpdateReplicationGroupMemberAction.builder()
                .regionName(action.regionName())
                .kmsMasterKeyId(action.kmsMasterKeyId())
                .provisionedThroughputOverride(action.provisionedThroughputOverride())
                .onDemandThroughputOverride(action.onDemandThroughputOverride())
                .globalSecondaryIndexes(action.hasGlobalSecondaryIndexes() ? action.globalSecondaryIndexes() : null)
                .tableClassOverride(action.tableClassOverrideAsString())
                .build();
    }

    /** Whether an update of a replica says what is to be changed. */
    private static boolean saysSomething(UpdateReplicationGroupMemberAction action) {
        return action.kmsMasterKeyId() != null
                || reads(action.provisionedThroughputOverride()) != null
                || maxReads(action.onDemandThroughputOverride()) != null
                || action.hasGlobalSecondaryIndexes()
                || action.tableClassOverrideAsString() != null;
    }

    /** Fails unless one kind of thing is asked for: one replica more or less, or other settings of some (CUR-11, CUR-17). */
    static void check(List<ReplicationGroupUpdate> updates) {
        for (ReplicationGroupUpdate update : updates) {
            boolean says = update.update() == null || saysSomething(update.update());
            if (!says || (update.create() == null && update.update() == null && update.delete() == null)) {
                throw validation("There are no actions specified in the Replica Update Action of the request.");
            }
        }
        long kinds = Math.min(
                        1,
                        updates.stream()
                                .filter(update -> update.create() != null)
                                .count())
                + Math.min(
                        1,
                        updates.stream()
                                .filter(update -> update.update() != null)
                                .count())
                + Math.min(
                        1,
                        updates.stream()
                                .filter(update -> update.delete() != null)
                                .count());
        if (kinds > 1) {
            throw validation("Update table operation with more than one type of replica actions not allowed");
        }
    }

    /** The updates without those that are there twice (CUR-11). */
    static List<ReplicationGroupUpdate> distinct(List<ReplicationGroupUpdate> updates) {
        return updates.stream().distinct().toList();
    }

    /**
     * Fails when more than one replica is added or removed (CUR-11), unless a strongly consistent global table is made or
     * dissolved (STRONG-1, STRONG-6).
     */
    static void requireOne(ReplicaTable table, UpdateTableRequest request) {
        if (table.isLegacyReplica() && request.hasReplicaUpdates()) {
            throw validation(
                    "ReplicaUpdates are not supported on a global table of version 2017.11.29 (Legacy), to which"
                            + " table " + table.name() + " belongs. Use UpdateGlobalTable");
        }
        List<ReplicationGroupUpdate> distinct = distinct(request.replicaUpdates());
        if (distinct.size() > 1 && distinct.get(0).update() == null) {
            boolean whole = distinct.get(0).create() != null
                    ? request.multiRegionConsistency() == MultiRegionConsistency.STRONG
                    : table.consistency().isStrong();
            if (whole) {
                return;
            }
            throw validation("Update table operation with more than one create or delete replica actions not allowed");
        }
    }
}
