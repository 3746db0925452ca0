package dev.globaltable;

import dev.globaltable.control.NewReplica;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.replication.Member;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableOptions;
import dev.globaltable.table.TableSettings;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The steps of one replica that comes to be; when they are taken is decided elsewhere. */
final class NewReplicaSteps extends ReplicaSteps {

    private final ReplicaTable source;
    private final NewReplica wanted;

    NewReplicaSteps(
            AccountContext account,
            GlobalTableGroup group,
            Member member,
            ReplicaTable source,
            NewReplica wanted,
            RegionalTables tables) {
        super(account, group, member, tables);
        this.source = source;
        this.wanted = wanted;
    }

    void list() {
        group.list(member);
        tell(ReplicaStatus.CREATING.toString());
    }

    /** Whether somebody was faster in that Region. */
    boolean isTaken() {
        return tables.find(source.name()) != null;
    }

    /** Nothing is left of the replica, and nobody is told (CUR-21). */
    void giveUp() {
        group.drop(member);
        tell(HistoryEvent.TableStatusChanged.GONE);
    }

    void appear() {
        ReplicaTable table = tables.add(definition(), settings());
        source.vectorIndexes().all().forEach(index -> table.addVectorIndex(index.definition()));
        group.prepare(member, table);
        statuses.set(table, TableStatus.CREATING);
    }

    /** The stream begins after the items were copied, so that it tells nothing of them (CUR-5). */
    void finish() {
        ReplicaTable table = Objects.requireNonNull(member.table());
        account.replicator().join(group, member, source);
        if (!group.isStrong()) {
            table.setSettings(table.settings().toBuilder().stream(source.settings().stream())
                    .build());
            if (account.openPoints().recordsBackfill()) {
                table.retellItems();
            }
        }
        account.control().share(source, table);
        account.expiry().follow(source, table);
        statuses.set(table, TableStatus.ACTIVE);
        tell(ReplicaStatus.ACTIVE.toString());
    }

    private TableDefinition definition() {
        return new TableDefinition(
                source.name(),
                TableDefinition.arn(member.region(), source.name()),
                account.newTableId(),
                account.time().nowMicros(),
                source.keySchema());
    }

    /** What the whole group shares (reference 1.5). */
    private TableSettings settings() {
        TableSettings shared = source.settings();
        TableOptions options = TableOptions.DEFAULT
                .withOnDemand(shared.options().onDemand())
                .withWarm(shared.options().warm())
                .withEncryption(wanted.encryption())
                .withOverrides(wanted.overrides());
        return shared.toBuilder().stream(null)
                .deletionProtected(false)
                .options(options)
                .build();
    }
}
