package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.UpdateReplicationGroupMemberAction;

/** What a request gives one replica for itself; what equals the global table's setting is no setting of its own (CUR-38). */
record ReplicaSettings(UpdateReplicationGroupMemberAction wanted) {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final long NO_BOUND = -1;

    /** Fails unless a replica of this table can have them. */
    void check(ReplicaTable table) {
        boolean onDemand = table.settings().billingMode() == BillingMode.PAY_PER_REQUEST;
        Long maxReads = ReplicaUpdatesShape.maxReads(wanted.onDemandThroughputOverride());
        if (onDemand && ReplicaUpdatesShape.reads(wanted.provisionedThroughputOverride()) != null) {
            throw validation(
                    INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
                            + " is PAY_PER_REQUEST");
        }
        if (!onDemand && maxReads != null) {
            throw validation(INVALID + "MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table"
                    + " BillingMode is PROVISIONED");
        }
        if (maxReads != null && maxReads < 1 && maxReads != NO_BOUND) {
            throw validation(INVALID
                    + "Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range");
        }
    }

    /** What a replica has for itself then; settings for an index that is not there are passed over (CUR-19). */
    ReplicaOverrides over(ReplicaOverrides current, TableSettings shared) {
        ReplicaOverrides changed = current;
        Long reads = ReplicaUpdatesShape.reads(wanted.provisionedThroughputOverride());
        if (reads != null) {
            changed = changed.withReads(unlessShared(reads, reads(shared.provisioned())));
        }
        Long maxReads = ReplicaUpdatesShape.maxReads(wanted.onDemandThroughputOverride());
        if (maxReads != null) {
            changed = changed.withMaxReads(
                    maxReads == NO_BOUND
                            ? null
                            : unlessShared(maxReads, maxReads(shared.options().onDemand())));
        }
        if (wanted.tableClassOverride() != null) {
            TableClass base = shared.tableClass() == null ? TableClass.STANDARD : shared.tableClass();
            changed = changed.withTableClass(unlessShared(wanted.tableClassOverride(), base));
        }
        if (wanted.kmsMasterKeyId() != null) {
            changed = changed.withKmsKey(wanted.kmsMasterKeyId());
        }
        for (ReplicaGlobalSecondaryIndex index : wanted.globalSecondaryIndexes()) {
            changed = over(changed, index, shared);
        }
        return changed;
    }

    private static ReplicaOverrides over(
            ReplicaOverrides current, ReplicaGlobalSecondaryIndex wanted, TableSettings shared) {
        for (IndexSettings index : shared.indexes()) {
            if (index.name().equals(wanted.indexName()) && index.definition().isGlobal()) {
                ReplicaOverrides.Index before = current.index(index.name());
                Long reads = ReplicaUpdatesShape.reads(wanted.provisionedThroughputOverride());
                Long maxReads = ReplicaUpdatesShape.maxReads(wanted.onDemandThroughputOverride());
                return current.withIndex(
                        index.name(),
                        new ReplicaOverrides.Index(
                                reads == null ? before.reads() : unlessShared(reads, reads(index.provisioned())),
                                maxReads == null ? before.maxReads() : unlessShared(maxReads, NO_BOUND)));
            }
        }
        return current;
    }

    private static <T> @Nullable T unlessShared(T wanted, @Nullable T shared) {
        return Objects.equals(wanted, shared) ? null : wanted;
    }

    private static @Nullable Long reads(@Nullable ProvisionedThroughput throughput) {
        return throughput == null ? null : throughput.readCapacityUnits();
    }

    private static @Nullable Long maxReads(@Nullable OnDemandThroughput bounds) {
        return bounds == null ? null : bounds.maxReadRequestUnits();
    }
}
