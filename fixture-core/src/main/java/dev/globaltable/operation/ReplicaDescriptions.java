package dev.globaltable.operation;

import dev.globaltable.table.OtherReplica;
import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableSettingsReplicationMode;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughputOverride;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputOverride;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableClass;

/** The other replicas as {@code DescribeTable} lists them: what a replica has for itself appears only when set (CUR-25). */
final class ReplicaDescriptions {

    private ReplicaDescriptions() {}

    /** An entry in the description of a table. */
    static ReplicaDescription of(OtherReplica other, ReplicaTable viewer) {
        ReplicaTable table = other.table() == null ? viewer : other.table();
        ReplicaOverrides overrides = other.overrides();
        TableClass tableClass = overrides.tableClass();
        ReplicaDescription.Builder description = ReplicaDescription.builder()
                .regionName(other.region().id())
                .replicaStatus(other.status())
                .kmsMasterKeyId(overrides.kmsKey())
                .provisionedThroughputOverride(provisioned(overrides.reads()))
                .onDemandThroughputOverride(onDemand(overrides.maxReads()))
                .globalSecondaryIndexes(indexes(overrides))
                .warmThroughput(CapacityDescriptions.warm(table.settings()))
                .globalTableSettingsReplicationMode(GlobalTableSettingsReplicationMode.ENABLED_WITH_OVERRIDES);
        if (tableClass != null) {
            description.replicaTableClassSummary(summary -> summary.tableClass(tableClass));
        }
        return description.build();
    }

    private static @Nullable List<ReplicaGlobalSecondaryIndexDescription> indexes(ReplicaOverrides overrides) {
        return overrides.indexes().isEmpty()
                ? null
                : overrides.indexes().entrySet().stream()
                        .map(index -> ReplicaGlobalSecondaryIndexDescription.builder()
                                .indexName(index.getKey())
                                .provisionedThroughputOverride(
                                        provisioned(index.getValue().reads()))
                                .onDemandThroughputOverride(
                                        onDemand(index.getValue().maxReads()))
                                .build())
                        .toList();
    }

    private static @Nullable ProvisionedThroughputOverride provisioned(@Nullable Long reads) {
        return reads == null
                ? null
                : ProvisionedThroughputOverride.builder()
                        .readCapacityUnits(reads)
                        .build();
    }

    private static @Nullable OnDemandThroughputOverride onDemand(@Nullable Long reads) {
        return reads == null
                ? null
                : OnDemandThroughputOverride.builder()
                        .maxReadRequestUnits(reads)
                        .build();
    }
}
