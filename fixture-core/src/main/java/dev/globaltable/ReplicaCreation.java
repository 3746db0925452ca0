package dev.globaltable;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.replication.Member;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableOptions;
import dev.globaltable.table.TableSettings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A replica comes to be, step by step (reference 1.3). */
final class ReplicaCreation extends ReplicaSteps {

    private final ReplicaTable source;

    ReplicaCreation(
            AccountContext account, GlobalTableGroup group, Member member, ReplicaTable source, RegionalTables tables) {
        super(account, group, member, tables);
        this.source = source;
    }

    /**
     * Takes the first step.
     *
     * @param overrides what the replica will have for itself
     * @param encryption the key in its Region
     */
    void begin(ReplicaOverrides overrides, @Nullable SSEDescription encryption) {
        statuses.set(source, TableStatus.UPDATING);
        after(durations().listed(), () -> list(overrides, encryption));
    }

    private void list(ReplicaOverrides overrides, @Nullable SSEDescription encryption) {
        group.list(member);
        tell(ReplicaStatus.CREATING.toString());
        after(durations().visible(), () -> appear(overrides, encryption));
    }

    private void appear(ReplicaOverrides overrides, @Nullable SSEDescription encryption) {
        if (tables.find(source.name()) != null) {
            giveUp();
            return;
        }
        ReplicaTable table = tables.add(definition(), settings(overrides, encryption));
        source.vectorIndexes().all().forEach(index -> table.addVectorIndex(index.definition()));
        group.prepare(member, table);
        statuses.set(table, TableStatus.CREATING);
        if (source.items().isEmpty()) {
            after(durations().active(), () -> copy(table));
        } else {
            statuses.set(source, TableStatus.ACTIVE);
            after(durations().filled(), () -> {
                statuses.set(source, TableStatus.UPDATING);
                after(durations().active(), () -> copy(table));
            });
        }
    }

    /** Somebody was faster in that Region: nothing is left of the replica, and nobody is told (CUR-21). */
    private void giveUp() {
        group.drop(member);
        tell(HistoryEvent.TableStatusChanged.GONE);
        statuses.set(source, TableStatus.ACTIVE);
    }

    /** What is copied travels along the link that may be closed. */
    private void copy(ReplicaTable table) {
        account.replicator().whenOpen(source.region(), member.region(), () -> finish(table));
    }

    /** The stream begins after the items were copied, so that it tells nothing of them (CUR-5). */
    private void finish(ReplicaTable table) {
        account.replicator().join(group, member, source);
        table.setSettings(
                table.settings().toBuilder().stream(source.settings().stream()).build());
        account.control().share(source, table);
        account.expiry().follow(source, table);
        statuses.set(table, TableStatus.ACTIVE);
        tell(ReplicaStatus.ACTIVE.toString());
        statuses.set(source, TableStatus.ACTIVE);
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
    private TableSettings settings(ReplicaOverrides overrides, @Nullable SSEDescription encryption) {
        TableSettings shared = source.settings();
        TableOptions options = TableOptions.DEFAULT
                .withOnDemand(shared.options().onDemand())
                .withWarm(shared.options().warm())
                .withEncryption(encryption)
                .withOverrides(overrides);
        return shared.toBuilder().stream(null)
                .deletionProtected(false)
                .options(options)
                .build();
    }
}
