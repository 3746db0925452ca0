package dev.globaltable;

import dev.globaltable.control.ReplicaLifecycle;
import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.replication.Member;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The replicas of all global tables come and go, in virtual time. */
final class ReplicaProvisioning implements ReplicaLifecycle {

    private final AccountContext account;
    private final Function<Region, RegionalTables> tables;
    private final Impairments impairments;
    private final BiConsumer<ReplicaTable, Region> beforeAddition;

    /** @param beforeAddition hears of each replica that is to be made of a table */
    ReplicaProvisioning(
            AccountContext account,
            Function<Region, RegionalTables> tables,
            Impairments impairments,
            BiConsumer<ReplicaTable, Region> beforeAddition) {
        this.account = account;
        this.tables = tables;
        this.impairments = impairments;
        this.beforeAddition = beforeAddition;
    }

    @Override
    public boolean isDisabled(Region region) {
        return impairments.isDisabled(region);
    }

    @Override
    public boolean hasTable(Region region, String name) {
        GlobalTableGroup group = account.globalTables().find(name);
        return tables.apply(region).find(name) != null || (group != null && group.member(region) != null);
    }

    @Override
    public boolean isNamesake(ReplicaTable table) {
        GlobalTableGroup group = account.globalTables().find(table.name());
        return group != null
                && group.members().size() > 1
                && account.globalTables().find(table) == null;
    }

    @Override
    public boolean isChanging(ReplicaTable table) {
        GlobalTableGroup group = account.globalTables().find(table);
        return group != null && group.isChanging();
    }

    @Override
    public @Nullable ReplicaTable listed(ReplicaTable table, Region region) {
        GlobalTableGroup group = account.globalTables().find(table);
        Member member = group == null ? null : group.member(region);
        return member == null || !member.isListed() ? null : member.table();
    }

    boolean isNeededAsSource(ReplicaTable table) {
        GlobalTableGroup group = account.globalTables().find(table);
        return group != null && group.needsSource(table.region(), account.time().nowMicros());
    }

    @Override
    public boolean requiresNewAndOldImages() {
        return account.replicaRules().requireNewAndOldImages();
    }

    @Override
    public void add(
            ReplicaTable source, Region region, ReplicaOverrides overrides, @Nullable SSEDescription encryption) {
        beforeAddition.accept(source, region);
        long now = account.time().nowMicros();
        GlobalTableGroup group = account.globalTables().find(source);
        if (group == null) {
            group = account.globalTables()
                    .create(source, now, account.replicaRules().delay());
        }
        Member member = group.add(region, source.region(), now, overrides);
        new ReplicaCreation(account, group, member, source, tables.apply(region)).begin(overrides, encryption);
    }

    @Override
    public void update(ReplicaTable table, ReplicaTable replica, Runnable action) {
        StatusChanges statuses = new StatusChanges(account.time(), account.log());
        GlobalTableGroup group = Objects.requireNonNull(account.globalTables().find(replica));
        Member member = Objects.requireNonNull(group.member(replica.region()));
        group.setChanging(member, true);
        group.setStatus(member, ReplicaStatus.UPDATING);
        statuses.set(table, TableStatus.UPDATING);
        statuses.set(replica, TableStatus.UPDATING);
        statuses.tell(member, replica.name(), ReplicaStatus.UPDATING.toString());
        account.time().at(account.time().nowMicros() + account.statusDelayMicros(), () -> {
            action.run();
            group.setChanging(member, false);
            group.setStatus(member, ReplicaStatus.ACTIVE);
            statuses.set(replica, TableStatus.ACTIVE);
            statuses.tell(member, replica.name(), ReplicaStatus.ACTIVE.toString());
            statuses.set(table, TableStatus.ACTIVE);
        });
    }

    @Override
    public void remove(ReplicaTable table, Region region) {
        ReplicaTable leaving = Objects.requireNonNull(listed(table, region));
        departure(leaving).begin(table);
    }

    /** Deletes a replica as its own Region is told to; says whether the table is one. */
    boolean delete(ReplicaTable table) {
        if (table.isReplica()) {
            departure(table).delete();
            return true;
        }
        return false;
    }

    /** What was left of a global table goes away. */
    void forget(ReplicaTable table) {
        if (account.globalTables().find(table) != null) {
            account.globalTables().remove(table.name());
        }
    }

    private ReplicaDeparture departure(ReplicaTable leaving) {
        GlobalTableGroup group = Objects.requireNonNull(account.globalTables().find(leaving));
        Member member = Objects.requireNonNull(group.member(leaving.region()));
        return new ReplicaDeparture(account, group, member, leaving, tables.apply(leaving.region()));
    }
}
