package dev.globaltable.operation;

import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableSettings;
import java.util.List;

/** What the control plane needs of the rest of the account: time, identifiers, and what happens later. */
public interface TableLifecycle {

    /** Virtual time in microseconds since the epoch. */
    long nowMicros();

    /** A {@code TableId} that no other table has. */
    String newTableId();

    /** Adds the table in status {@code CREATING}; it becomes {@code ACTIVE} in virtual time. */
    ReplicaTable create(TableDefinition definition, TableSettings settings);

    /** Sets the table's status to {@code DELETING}; it goes away in virtual time. */
    void delete(ReplicaTable table);

    /** Sets the table's status to {@code UPDATING}; in virtual time the action is run and the table {@code ACTIVE} again. */
    void update(ReplicaTable table, Runnable action);

    /** Runs an action when a change of a table's state that begins now has come to its end in virtual time. */
    void later(Runnable action);

    /** Every replica of the global table that this one belongs to, itself included; or it alone. */
    List<ReplicaTable> replicas(ReplicaTable table);

    /** Whether a change of one replica's settings gets to another one at once (FIS-2). */
    boolean crosses(ReplicaTable from, ReplicaTable to);

    /** Has another replica's settings changed as soon as changes get there, if it is a replica then. */
    void whenCrossing(ReplicaTable from, ReplicaTable to, Runnable change);

    /** Whether a replica that was added in this table's Region less than a day ago is still there (CUR-33). */
    boolean isNeededAsSource(ReplicaTable table);

    /** Deletes items of these replicas, in virtual time, when the time in this attribute has passed. */
    void startExpiry(List<ReplicaTable> replicas, String attribute);

    /** Deletes items of a replica as of another one, if those are deleted when they expire; else lets them live on. */
    void shareExpiry(ReplicaTable from, ReplicaTable to);

    /** Lets the items of a replica live on. */
    void stopExpiry(ReplicaTable replica);

    /** Adds a global secondary index in status {@code CREATING}; it is filled and becomes {@code ACTIVE} in virtual time. */
    void addIndex(ReplicaTable table, IndexSettings index);

    /** Sets the index's status to {@code DELETING}; it goes away in virtual time. */
    void removeIndex(ReplicaTable table, SecondaryIndex index);
}
