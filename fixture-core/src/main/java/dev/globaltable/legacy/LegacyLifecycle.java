package dev.globaltable.legacy;

import dev.globaltable.table.ReplicaTable;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What the operations of version 2017.11.29 need of the rest of the account. */
public interface LegacyLifecycle {

    /** Whether global tables of that version can still be made (LEG-4). */
    boolean isEmulated();

    /** Whether a Region is disabled for the account. */
    boolean isDisabled(Region region);

    /** The table of this name in a Region, or {@code null}. */
    @Nullable
    ReplicaTable table(Region region, String name);

    /** Whether the table is encrypted with a key of the account's own. */
    boolean hasCustomerKey(ReplicaTable table);

    /** Whether the table has a resource policy. */
    boolean hasPolicy(ReplicaTable table);

    /** Whether there is a global table of version 2019.11.21 by this name. */
    boolean hasNamesake(String name);

    /** The global table of this name, or {@code null}. */
    @Nullable
    LegacyGlobalTable find(String name);

    /** Every global table by its name. */
    NavigableMap<String, LegacyGlobalTable> all();

    /** Virtual time in microseconds since the epoch. */
    long nowMicros();

    /** Whether the provisioned write capacity of a table is scaled, or that of a global secondary index of it. */
    boolean scalesWrites(ReplicaTable table, @Nullable String index);

    /** Ends that. */
    void stopScalingWrites(ReplicaTable table, @Nullable String index);

    /** Fails as {@code UpdateTable} would in the table's Region; what is returned does what the request asks for. */
    Runnable prepareUpdate(ReplicaTable table, UpdateTableRequest request);

    /** Changes settings of replicas, in virtual time, each by what is given for its Region. */
    void change(String name, Map<Region, Runnable> changes);

    /** Makes a global table of these tables; it becomes {@code ACTIVE} in virtual time. */
    void create(List<ReplicaTable> replicas);

    /** Adds and removes replicas, in virtual time; the tables of those that are removed stay. */
    void update(String name, List<ReplicaTable> added, List<Region> removed);
}
