package dev.globaltable.legacy;

import dev.globaltable.operation.TableDescriptions;
import dev.globaltable.table.ReplicaTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AutoScalingSettingsDescription;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndexSettingsDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaSettingsDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The settings of replicas, taken from what {@code DescribeTable} shows in each Region. */
record SettingsDescriptions(LegacyLifecycle lifecycle) {

    List<ReplicaSettingsDescription> of(LegacyGlobalTable table) {
        return table.replicas().stream().map(this::of).toList();
    }

    private ReplicaSettingsDescription of(LegacyGlobalTable.Replica replica) {
        TableDescription table = TableDescriptions.of(replica.table(), lifecycle.nowMicros());
        return ReplicaSettingsDescription.builder()
                .regionName(replica.region().id())
                .replicaStatus(status(replica))
                .replicaBillingModeSummary(table.billingModeSummary())
                .replicaProvisionedReadCapacityUnits(
                        table.provisionedThroughput().readCapacityUnits())
                .replicaProvisionedReadCapacityAutoScalingSettings(scaling(false))
                .replicaProvisionedWriteCapacityUnits(
                        table.provisionedThroughput().writeCapacityUnits())
                .replicaProvisionedWriteCapacityAutoScalingSettings(writeScaling(replica.table(), null))
                .replicaGlobalSecondaryIndexSettings(
                        table.hasGlobalSecondaryIndexes()
                                ? table.globalSecondaryIndexes().stream()
                                        .map(index -> index(replica.table(), index))
                                        .toList()
                                : null)
                .replicaTableClassSummary(table.tableClassSummary())
                .build();
    }

    /** A replica's table can be updated by itself too, and can lose its Region or its key. */
    private ReplicaStatus status(LegacyGlobalTable.Replica replica) {
        if (replica.status() != ReplicaStatus.ACTIVE) {
            return replica.status();
        }
        return lifecycle.isDisabled(replica.region())
                ? ReplicaStatus.REGION_DISABLED
                : ReplicaStatus.fromValue(replica.table().status().toString());
    }

    private ReplicaGlobalSecondaryIndexSettingsDescription index(
            ReplicaTable table, GlobalSecondaryIndexDescription index) {
        // The model knows no index with zero units.
        boolean onDemand = table.settings().billingMode() == BillingMode.PAY_PER_REQUEST;
        return ReplicaGlobalSecondaryIndexSettingsDescription.builder()
                .indexName(index.indexName())
                .indexStatus(index.indexStatus())
                .provisionedReadCapacityUnits(
                        onDemand ? null : index.provisionedThroughput().readCapacityUnits())
                .provisionedReadCapacityAutoScalingSettings(scaling(false))
                .provisionedWriteCapacityUnits(
                        onDemand ? null : index.provisionedThroughput().writeCapacityUnits())
                .provisionedWriteCapacityAutoScalingSettings(writeScaling(table, index.indexName()))
                .build();
    }

    private AutoScalingSettingsDescription writeScaling(ReplicaTable table, @Nullable String index) {
        return scaling(lifecycle.scalesWrites(table, index));
    }

    private static AutoScalingSettingsDescription scaling(boolean scaled) {
        return AutoScalingSettingsDescription.builder()
                .autoScalingDisabled(!scaled)
                .build();
    }
}
