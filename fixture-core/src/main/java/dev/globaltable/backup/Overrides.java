package dev.globaltable.backup;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.CreateTableShape;
import dev.globaltable.operation.VectorIndexDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;

/** What a restored table is to have otherwise than its source; {@code null} for what it shares with it. */
record Overrides(
        @Nullable String billingMode,
        @Nullable List<GlobalSecondaryIndex> globalIndexes,
        @Nullable List<LocalSecondaryIndex> localIndexes,
        @Nullable List<VectorIndex> vectorIndexes,
        @Nullable ProvisionedThroughput throughput,
        @Nullable OnDemandThroughput onDemand,
        @Nullable SSESpecification encryption) {

    static Overrides of(RestoreTableFromBackupRequest request) {
        return new Overrides(
                request.billingModeOverrideAsString(),
                request.hasGlobalSecondaryIndexOverride() ? request.globalSecondaryIndexOverride() : null,
                request.hasLocalSecondaryIndexOverride() ? request.localSecondaryIndexOverride() : null,
                request.hasVectorIndexOverride() ? request.vectorIndexOverride() : null,
                request.provisionedThroughputOverride(),
                request.onDemandThroughputOverride(),
                request.sseSpecificationOverride());
    }

    static Overrides of(RestoreTableToPointInTimeRequest request) {
        return new Overrides(
                request.billingModeOverrideAsString(),
                request.hasGlobalSecondaryIndexOverride() ? request.globalSecondaryIndexOverride() : null,
                request.hasLocalSecondaryIndexOverride() ? request.localSecondaryIndexOverride() : null,
                request.hasVectorIndexOverride() ? request.vectorIndexOverride() : null,
                request.provisionedThroughputOverride(),
                request.onDemandThroughputOverride(),
                request.sseSpecificationOverride());
    }

    void check(Constraints constraints) {
        CreateTableShape shape = new CreateTableShape(constraints);
        shape.billing("billingModeOverride", billingMode);
        if (globalIndexes != null) {
            for (int at = 0; at < globalIndexes.size(); at++) {
                shape.globalIndex("globalSecondaryIndexOverride." + (at + 1) + ".member.", globalIndexes.get(at));
            }
        }
        if (localIndexes != null) {
            for (int at = 0; at < localIndexes.size(); at++) {
                shape.localIndex("localSecondaryIndexOverride." + (at + 1) + ".member.", localIndexes.get(at));
            }
        }
        if (vectorIndexes != null) {
            for (int at = 0; at < vectorIndexes.size(); at++) {
                VectorIndexDeclaration.checkShape(
                        constraints, "vectorIndexOverride." + (at + 1) + ".member.", vectorIndexes.get(at));
            }
        }
        shape.throughput("provisionedThroughputOverride", throughput);
    }

    BillingMode billingModeOver(BillingMode source) {
        return billingMode == null ? source : BillingMode.fromValue(billingMode);
    }
}
