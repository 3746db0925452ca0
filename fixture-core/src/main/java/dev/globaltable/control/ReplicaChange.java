package dev.globaltable.control;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableOptions;
import dev.globaltable.table.TableSettings;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.UpdateReplicationGroupMemberAction;

/** A replica gets settings for itself, or loses them (CUR-38). */
record ReplicaChange(ReplicaLifecycle replicas, UpdateReplicationGroupMemberAction wanted) implements TableChange {

    @Override
    public void check(ReplicaTable table) {
        Region region = ReplicaRegions.require(table, wanted.regionName());
        if (replicas.listed(table, region) == null) {
            throw ReplicaRegions.noMember(List.of(wanted.regionName()));
        }
        new ReplicaSettings(wanted).check(table);
        wanted.globalSecondaryIndexes().forEach(index -> IndexUpdate.require(table, index.indexName(), "update"));
        if (wanted.kmsMasterKeyId() != null && !EncryptionChange.hasCustomerKey(table)) {
            throw NotSimulatedException.parameter(
                    "UpdateTable", "ReplicaUpdates.Update.KMSMasterKeyId of a table without customer managed key");
        }
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.ACTIVE;
    }

    @Override
    public void start(ReplicaTable table) {
        ReplicaTable replica = Objects.requireNonNull(replicas.listed(table, Region.of(wanted.regionName())));
        replicas.update(table, replica, () -> replica.setSettings(changed(replica)));
    }

    private TableSettings changed(ReplicaTable replica) {
        TableSettings settings = replica.settings();
        ReplicaOverrides overrides =
                new ReplicaSettings(wanted).over(settings.options().overrides(), settings);
        TableOptions options = settings.options().withOverrides(overrides);
        return settings.toBuilder()
                .options(
                        wanted.kmsMasterKeyId() == null
                                ? options
                                : options.withEncryption(EncryptionChange.description(
                                        replica.definition().arn(), wanted.kmsMasterKeyId())))
                .build();
    }

    @Override
    public boolean reachesEveryReplica(ReplicaTable table) {
        return false;
    }
}
