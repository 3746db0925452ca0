package dev.globaltable;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.replication.Member;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A replica goes, step by step, and its table with it (reference 1.3, CUR-31, CUR-32). */
final class ReplicaDeparture extends ReplicaSteps {

    private final ReplicaTable table;

    ReplicaDeparture(
            AccountContext account, GlobalTableGroup group, Member member, ReplicaTable table, RegionalTables tables) {
        super(account, group, member, tables);
        this.table = table;
    }

    /** By {@code UpdateTable} of another replica. */
    void begin(ReplicaTable caller) {
        statuses.set(caller, TableStatus.UPDATING);
        announce();
        account.after(account.replicaRules().durations().deleting(), () -> {
            statuses.set(caller, TableStatus.ACTIVE);
            delete();
        });
    }

    /** Tells that it will go. */
    void announce() {
        group.setChanging(member, true);
        statuses.set(table, TableStatus.UPDATING);
    }

    /** By {@code DeleteTable}, and from here on in any case. */
    void delete() {
        account.replicator().disconnect(group, member);
        account.expiry().stop(table);
        statuses.set(table, TableStatus.DELETING);
        tell(ReplicaStatus.DELETING.toString());
        account.after(account.replicaRules().durations().unlisted(), this::unlist);
    }

    private void unlist() {
        group.drop(member);
        tell(HistoryEvent.TableStatusChanged.GONE);
        account.after(account.replicaRules().durations().gone(), this::end);
    }

    private void end() {
        tables.remove(table.name());
        account.backups().tableGone(table, account.control());
        account.control().forget(table);
        statuses.tell(table, HistoryEvent.TableStatusChanged.GONE);
    }
}
