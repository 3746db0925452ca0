package dev.globaltable;

import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A replica comes to be, step by step (reference 1.3). */
final class ReplicaCreation {

    private final AccountContext account;
    private final StatusChanges statuses;
    private final ReplicaTable source;
    private final NewReplicaSteps replica;

    ReplicaCreation(AccountContext account, ReplicaTable source, NewReplicaSteps replica) {
        this.account = account;
        this.statuses = replica.statuses;
        this.source = source;
        this.replica = replica;
    }

    /** Takes the first step. */
    void begin() {
        statuses.set(source, TableStatus.UPDATING);
        account.after(account.replicaRules().durations().listed(), this::list);
    }

    private void list() {
        replica.list();
        account.after(account.replicaRules().durations().visible(), this::appear);
    }

    private void appear() {
        if (replica.isTaken()) {
            replica.giveUp();
            statuses.set(source, TableStatus.ACTIVE);
            return;
        }
        replica.appear();
        if (source.items().isEmpty()) {
            account.after(account.replicaRules().durations().active(), this::copy);
        } else {
            statuses.set(source, TableStatus.ACTIVE);
            account.after(account.replicaRules().durations().filled(), () -> {
                statuses.set(source, TableStatus.UPDATING);
                account.after(account.replicaRules().durations().active(), this::copy);
            });
        }
    }

    /** What is copied travels along the link that may be closed. */
    private void copy() {
        Region region = replica.member.region();
        account.replicator().whenOpen(source.region(), region, () -> {
            replica.finish();
            statuses.set(source, TableStatus.ACTIVE);
        });
    }
}
