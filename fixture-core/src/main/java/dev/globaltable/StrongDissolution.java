package dev.globaltable;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.Witness;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WitnessStatus;

/** A strongly consistent global table goes, all of it at once, but for the replica that was asked (STRONG-6). */
final class StrongDissolution {

    private final AccountContext account;
    private final StatusChanges statuses;
    private final GlobalTableGroup group;
    private final ReplicaTable survivor;
    private final List<ReplicaDeparture> leaving;

    StrongDissolution(
            AccountContext account, GlobalTableGroup group, ReplicaTable survivor, List<ReplicaDeparture> leaving) {
        this.account = account;
        this.statuses = account.statuses();
        this.group = group;
        this.survivor = survivor;
        this.leaving = List.copyOf(leaving);
    }

    /** Takes the first step. */
    void begin() {
        statuses.set(survivor, TableStatus.UPDATING);
        leaving.forEach(ReplicaDeparture::announce);
        account.after(account.replicaRules().durations().deleting(), this::delete);
    }

    /** What was acknowledged anywhere stays, whatever its way was. */
    private void delete() {
        account.replicator().catchUp(survivor);
        statuses.set(survivor, TableStatus.ACTIVE);
        leaving.forEach(ReplicaDeparture::delete);
        Witness witness = survivor.consistency().witness();
        if (witness != null) {
            group.setWitness(new Witness(witness.region(), WitnessStatus.DELETING));
            statuses.tellWitness(witness.region(), group.name(), WitnessStatus.DELETING.toString());
        }
        account.after(account.replicaRules().durations().unlisted(), this::end);
    }

    private void end() {
        Witness witness = group.witness();
        if (witness != null) {
            group.setWitness(null);
            statuses.tellWitness(witness.region(), group.name(), HistoryEvent.TableStatusChanged.GONE);
        }
        account.replicator().dissolve(group, survivor);
    }
}
