package dev.globaltable.control;

import dev.globaltable.access.Policy;
import dev.globaltable.access.ReplicationRole;
import dev.globaltable.access.ResourcePolicies;
import dev.globaltable.table.ReplicaTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** What the control plane of the whole account remembers; guarded by the simulation's lock. */
public final class ControlState implements ResourcePolicies {

    private final Map<String, TableRecord> records = new LinkedHashMap<>();
    private boolean hadPolicy;

    /** What is kept of a table; another table of the same name has a record of its own. */
    TableRecord of(ReplicaTable table) {
        return records.computeIfAbsent(table.definition().id(), id -> new TableRecord());
    }

    /** Lets a new replica have what the replicas of a global table share (reference 1.5). */
    public void share(ReplicaTable from, ReplicaTable to) {
        TableRecord shared = of(from);
        of(to).writeAutoScaling().addAll(shared.writeAutoScaling());
        if (shared.timeToLive() != null) {
            of(to).setTimeToLive(shared.timeToLive());
        }
    }

    /** Says that the provisioned write capacity of a table and all its global secondary indexes is scaled (CUR-9). */
    public void scaleWrites(ReplicaTable table) {
        of(table).writeAutoScaling().add(TableRecord.TABLE);
        of(table).writeAutoScaling().addAll(GlobalIndexes.names(table));
    }

    /** Whether the provisioned write capacity of a table is scaled, or that of a global secondary index of it. */
    public boolean scalesWrites(ReplicaTable table, @Nullable String index) {
        return of(table).writeAutoScaling().contains(index == null ? TableRecord.TABLE : index);
    }

    /** Says that it is not scaled any more. */
    public void stopScalingWrites(ReplicaTable table, @Nullable String index) {
        of(table).writeAutoScaling().remove(index == null ? TableRecord.TABLE : index);
    }

    /** The time to live of a table as the API describes it, {@code null} when it never had one. */
    public @Nullable TimeToLiveDescription timeToLive(ReplicaTable table) {
        TimeToLive ttl = of(table).timeToLive();
        return ttl == null ? null : ttl.describe();
    }

    /** Whether a table has a resource policy. */
    public boolean hasPolicy(ReplicaTable table) {
        return of(table).policy(table.definition().arn()) != null;
    }

    /** Whether a table is encrypted with a key of the account's own. */
    public static boolean hasCustomerKey(ReplicaTable table) {
        return EncryptionChange.hasCustomerKey(table);
    }

    /** Attaches a resource policy to a table or its stream. */
    void attach(ReplicaTable table, String arn, ResourcePolicy policy) {
        of(table).policies().put(arn, policy);
        hadPolicy = true;
    }

    /** Stays so once there was one, which only costs that calls look. */
    @Override
    public boolean any() {
        return hadPolicy;
    }

    @Override
    public @Nullable Policy attachedTo(ReplicaTable table, String arn) {
        ResourcePolicy policy = of(table).policy(arn);
        return policy == null ? null : policy.policy();
    }

    /** Fails where replicas come or go of a table that its policy forbids to replicate. */
    void requireReplicable(ReplicaTable table) {
        DynamoDbException denial = ReplicationRole.denial(table, this);
        if (denial != null) {
            throw denial;
        }
    }

    /** Drops what is kept of a table that is gone. */
    public void forget(ReplicaTable table) {
        records.remove(table.definition().id());
    }
}
