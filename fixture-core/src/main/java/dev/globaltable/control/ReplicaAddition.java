package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableSettings;
import java.util.Set;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateReplicationGroupMemberAction;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * A replica is added (CUR-1); the table becomes a global table with the first one.
 *
 * @param saysMode whether the request says that the global table is to be eventually consistent
 */
record ReplicaAddition(
        ReplicaLifecycle replicas, ControlState state, CreateReplicationGroupMemberAction wanted, boolean saysMode)
        implements TableChange {

    private static final String INVALID = "One or more parameter values were invalid: ";

    @Override
    public void check(ReplicaTable table) {
        if (saysMode) {
            requireNoMode(table);
        }
        if (table.consistency().isStrong()) {
            throw validation("Cannot add replicas to a global table with strong MultiRegionConsistency");
        }
        checkAny(table);
        if (replicas.requiresNewAndOldImages() && table.settings().stream() != StreamViewType.NEW_AND_OLD_IMAGES) {
            throw validation(INVALID + "Table must have a stream enabled with the view type NEW_AND_OLD_IMAGES to get a"
                    + " replica");
        }
    }

    /** A global table is as consistent as it was made (STRONG-1, STRONG-5). */
    static void requireNoMode(ReplicaTable table) {
        if (table.isReplica()) {
            throw validation("MultiRegionConsistency parameter is unsupported on existing global table");
        }
    }

    String regionName() {
        return wanted.regionName();
    }

    /** Fails unless the table can have this replica, however consistent they are to be. */
    void checkAny(ReplicaTable table) {
        Region region = ReplicaRegions.require(table, wanted.regionName());
        if (replicas.isDisabled(region)) {
            throw validation("Failed to access the region: \u2018" + wanted.regionName()
                    + "\u2019. User is missing the permissions since the region is disabled.");
        }
        state.requireReplicable(table);
        requireScalableWrites(table);
        if (replicas.hasTable(region, table.name())) {
            throw validation("Failed to create a the new replica of table with name: '" + table.name()
                    + "' because one or more replicas already existed as tables.");
        }
        if (replicas.isNamesake(table)) {
            throw NotSimulatedException.parameter(
                    "UpdateTable", "ReplicaUpdates of a second global table called \"" + table.name() + "\"");
        }
        settings().check(table);
        requireKey(table);
    }

    /** Replicated writes need room in every Region (CUR-9). */
    private void requireScalableWrites(ReplicaTable table) {
        if (table.settings().billingMode() == BillingMode.PROVISIONED) {
            Set<String> scaled = state.of(table).writeAutoScaling();
            if (!scaled.contains(TableRecord.TABLE)) {
                throw validation("Table write capacity should either be Pay-Per-Request or AutoScaled.");
            }
            if (!scaled.containsAll(GlobalIndexes.names(table))) {
                throw validation("GSI write capacity should either be Pay-Per-Request or AutoScaled.");
            }
        }
    }

    /** All replicas have keys of one kind, each in its own Region (CUR-41). */
    private void requireKey(ReplicaTable table) {
        boolean customerKey = EncryptionChange.hasCustomerKey(table);
        if (customerKey && wanted.kmsMasterKeyId() == null) {
            throw validation(INVALID + "KMSMasterKeyId must be specified for each replica.");
        }
        if (!customerKey && wanted.kmsMasterKeyId() != null) {
            throw NotSimulatedException.parameter(
                    "UpdateTable", "ReplicaUpdates.Create.KMSMasterKeyId of a table without customer managed key");
        }
    }

    private ReplicaSettings settings() {
        return new ReplicaSettings(ReplicaUpdatesShape.settings(wanted));
    }

    /** The table's status tells of the new replica, longer than of anything else. */
    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.ACTIVE;
    }

    /** A table without stream gets one, without a word (CUR-7). */
    @Override
    public TableSettings begin(ReplicaTable table, TableSettings settings) {
        return settings.stream() == null
                ? settings.toBuilder().stream(StreamViewType.NEW_AND_OLD_IMAGES).build()
                : settings;
    }

    @Override
    public void start(ReplicaTable table) {
        replicas.add(table, replica(table));
    }

    NewReplica replica(ReplicaTable table) {
        Region region = Region.of(wanted.regionName());
        ReplicaOverrides overrides = settings().over(ReplicaOverrides.NONE, table.settings());
        SSEDescription encryption = table.settings().options().encryption() == null
                ? null
                : EncryptionChange.description(TableDefinition.arn(region, table.name()), wanted.kmsMasterKeyId());
        return new NewReplica(region, overrides, encryption);
    }

    @Override
    public boolean reachesEveryReplica(ReplicaTable table) {
        return false;
    }
}
