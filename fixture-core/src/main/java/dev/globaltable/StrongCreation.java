package dev.globaltable;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.Witness;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WitnessStatus;

/** A strongly consistent global table comes to be, all of it at once (STRONG-1, STRONG-9). */
final class StrongCreation {

    private final AccountContext account;
    private final StatusChanges statuses;
    private final GlobalTableGroup group;
    private final ReplicaTable source;
    private final List<NewReplicaSteps> replicas;
    private final @Nullable Region witness;

    StrongCreation(
            AccountContext account,
            GlobalTableGroup group,
            ReplicaTable source,
            List<NewReplicaSteps> replicas,
            @Nullable Region witness) {
        this.account = account;
        this.statuses = account.statuses();
        this.group = group;
        this.source = source;
        this.replicas = List.copyOf(replicas);
        this.witness = witness;
    }

    /** Takes the first step. */
    void begin() {
        statuses.set(source, TableStatus.UPDATING);
        account.after(account.replicaRules().durations().listed(), this::list);
    }

    private void list() {
        replicas.forEach(NewReplicaSteps::list);
        setWitness(WitnessStatus.CREATING);
        account.after(account.replicaRules().durations().visible(), this::appear);
    }

    private void appear() {
        if (replicas.stream().anyMatch(NewReplicaSteps::isTaken)) {
            giveUp();
            return;
        }
        replicas.forEach(NewReplicaSteps::appear);
        account.after(account.replicaRules().durations().active(), this::finish);
    }

    /** Without one of them there is none. */
    private void giveUp() {
        replicas.forEach(NewReplicaSteps::giveUp);
        if (witness != null) {
            group.setWitness(null);
            statuses.tellWitness(witness, group.name(), HistoryEvent.TableStatusChanged.GONE);
        }
        account.replicator().dissolve(group, source);
        statuses.set(source, TableStatus.ACTIVE);
    }

    /** Every Region has to be reached. */
    private void finish() {
        for (Region region : others()) {
            if (!account.replicator().links().isOpen(source.region(), region)) {
                account.replicator().whenOpen(source.region(), region, this::finish);
                return;
            }
        }
        replicas.forEach(NewReplicaSteps::finish);
        setWitness(WitnessStatus.ACTIVE);
        statuses.set(source, TableStatus.ACTIVE);
    }

    private List<Region> others() {
        List<Region> others = new ArrayList<>();
        replicas.forEach(replica -> others.add(replica.member.region()));
        if (witness != null) {
            others.add(witness);
        }
        return others;
    }

    private void setWitness(WitnessStatus status) {
        if (witness != null) {
            group.setWitness(new Witness(witness, status));
            statuses.tellWitness(witness, group.name(), status.toString());
        }
    }
}
