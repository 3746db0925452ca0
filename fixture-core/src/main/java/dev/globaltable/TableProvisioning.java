package dev.globaltable;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableSettings;
import dev.globaltable.time.VirtualTime;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Tables of one Region come and go, in virtual time. */
final class TableProvisioning implements TableLifecycle {

    private final RegionalTables tables;
    private final AccountContext account;
    private final ReplicaProvisioning replicas;
    private final StatusChanges statuses;
    private final VirtualTime time;

    TableProvisioning(RegionalTables tables, AccountContext account, ReplicaProvisioning replicas) {
        this.tables = tables;
        this.account = account;
        this.replicas = replicas;
        this.time = account.time();
        this.statuses = new StatusChanges(time, account.log());
    }

    @Override
    public long nowMicros() {
        return time.nowMicros();
    }

    @Override
    public String newTableId() {
        return account.newTableId();
    }

    @Override
    public ReplicaTable create(TableDefinition definition, TableSettings settings) {
        ReplicaTable table = tables.add(definition, settings);
        statuses.tell(table, TableStatus.CREATING.toString());
        later(() -> statuses.set(table, TableStatus.ACTIVE));
        return table;
    }

    /** A replica of a global table that was set up before the simulation started. */
    ReplicaTable createActive(GlobalTableDefinition definition) {
        GlobalTableSchema schema = GlobalTableSchema.of(definition);
        ReplicaTable table = tables.add(
                new TableDefinition(
                        definition.name(),
                        TableDefinition.arn(tables.region(), definition.name()),
                        newTableId(),
                        time.nowMicros(),
                        schema.keys()),
                TableSettings.builder().attributeDefinitions(schema.attributes()).indexes(schema.indexes()).stream(
                                definition.isStrong() ? null : StreamViewType.NEW_AND_OLD_IMAGES)
                        .build());
        statuses.set(table, TableStatus.ACTIVE);
        return table;
    }

    @Override
    public void addIndex(ReplicaTable table, IndexSettings settings) {
        SecondaryIndex index = table.addIndex(settings);
        later(() -> index.fill(table));
    }

    @Override
    public void removeIndex(ReplicaTable table, SecondaryIndex index) {
        index.setStatus(IndexStatus.DELETING);
        later(() -> table.removeIndex(index.name()));
    }

    @Override
    public void delete(ReplicaTable table) {
        if (replicas.delete(table)) {
            return;
        }
        statuses.set(table, TableStatus.DELETING);
        replicas.forget(table);
        account.expiry().stop(table);
        later(() -> {
            tables.remove(table.name());
            account.backups().tableGone(table, account.control());
            account.control().forget(table);
            statuses.tell(table, HistoryEvent.TableStatusChanged.GONE);
        });
    }

    @Override
    public void update(ReplicaTable table, Runnable action) {
        // A replica that cannot be replicated goes on to say so.
        if (table.status() == TableStatus.ACTIVE) {
            statuses.set(table, TableStatus.UPDATING);
        }
        later(() -> {
            action.run();
            if (table.status() == TableStatus.UPDATING) {
                statuses.set(table, TableStatus.ACTIVE);
            }
        });
    }

    @Override
    public void later(Runnable action) {
        time.at(time.nowMicros() + account.statusDelayMicros(), action);
    }

    @Override
    public List<ReplicaTable> replicas(ReplicaTable table) {
        return account.globalTables().replicas(table);
    }

    @Override
    public boolean crosses(ReplicaTable from, ReplicaTable to) {
        return account.replicator().crosses(from, to);
    }

    @Override
    public void whenCrossing(ReplicaTable from, ReplicaTable to, Runnable change) {
        account.replicator().whenCrossing(from, to, change);
    }

    @Override
    public boolean isNeededAsSource(ReplicaTable table) {
        return replicas.isNeededAsSource(table);
    }

    @Override
    public void startExpiry(List<ReplicaTable> replicas, String attribute) {
        account.expiry().start(replicas, attribute);
    }

    @Override
    public void shareExpiry(ReplicaTable from, ReplicaTable to) {
        account.expiry().stop(to);
        account.expiry().follow(from, to);
    }

    @Override
    public void stopExpiry(ReplicaTable replica) {
        account.expiry().stop(replica);
    }
}
