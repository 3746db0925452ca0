package dev.globaltable.control;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StrongRegions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** What {@code UpdateTable} needs of the rest of the account to change which replicas a global table has. */
public interface ReplicaLifecycle {

    /** Whether a Region is disabled for the account. */
    boolean isDisabled(Region region);

    /** Whether a Region has a table of this name, in whatever status and wherever it came from. */
    boolean hasTable(Region region, String name);

    /** Whether there is a global table of this table's name, in other Regions, that it does not belong to. */
    boolean isNamesake(ReplicaTable table);

    /** Whether a replica of this table's global table is on its way in or out. */
    boolean isChanging(ReplicaTable table);

    /** The replica in a Region that this table lists, or {@code null}. */
    @Nullable
    ReplicaTable listed(ReplicaTable table, Region region);

    /** Whether a table has to have a stream of new and old images before it gets a replica (CUR-7). */
    boolean requiresNewAndOldImages();

    /** Adds a replica of this table, in virtual time; the table is {@code UPDATING} until it is there. */
    void add(ReplicaTable source, NewReplica wanted);

    /** Makes this table a strongly consistent global table with these replicas, and a witness if there is to be one. */
    void addStrongly(ReplicaTable source, List<NewReplica> wanted, @Nullable Region witness);

    /** Sets both tables and the replica {@code UPDATING}; in virtual time the action is run, and they are active again. */
    void update(ReplicaTable table, ReplicaTable replica, Runnable action);

    /** Takes the replica in a Region away with all that it holds, in virtual time. */
    void remove(ReplicaTable table, Region region);

    /** Takes all other replicas of a strongly consistent table away, and its witness, so that it is a regional table. */
    void dissolve(ReplicaTable table);

    /** Which Regions a strongly consistent table can have. */
    StrongRegions strongRegions();
}
