package dev.globaltable;

import dev.globaltable.control.NewReplica;
import dev.globaltable.control.ReplicaLifecycle;
import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.replication.Member;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StrongRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The replicas of all global tables come and go, in virtual time. */
final class ReplicaProvisioning implements ReplicaLifecycle {

    private final AccountContext account;
    private final Function<Region, RegionalTables> tables;
    private final Impairments impairments;
    private final LegacyProvisioning legacy;
    private final Additions additions;

    /** Hears of global tables that an application makes, before it is done. */
    interface Additions {

        /** A table gets a replica. */
        void beforeReplica(ReplicaTable source, Region region);

        /** A table becomes a strongly consistent global table with replicas in these Regions. */
        void beforeStrong(ReplicaTable source, List<Region> regions, @Nullable Region witness);
    }

    ReplicaProvisioning(
            AccountContext account,
            Function<Region, RegionalTables> tables,
            Impairments impairments,
            LegacyProvisioning legacy,
            Additions additions) {
        this.account = account;
        this.tables = tables;
        this.impairments = impairments;
        this.legacy = legacy;
        this.additions = additions;
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
                && (group.isLegacy() || group.members().size() > 1)
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
    public StrongRegions strongRegions() {
        return account.replicaRules().strongRegions();
    }

    @Override
    public void add(ReplicaTable source, NewReplica wanted) {
        additions.beforeReplica(source, wanted.region());
        GlobalTableGroup group = account.globalTables().find(source);
        if (group == null) {
            group = account.globalTables()
                    .create(
                            source,
                            account.time().nowMicros(),
                            account.replicaRules().delay());
        }
        new ReplicaCreation(account, source, steps(group, source, wanted)).begin();
    }

    @Override
    public void addStrongly(ReplicaTable source, List<NewReplica> wanted, @Nullable Region witness) {
        List<Region> regions = new ArrayList<>(List.of(source.region()));
        wanted.forEach(replica -> regions.add(replica.region()));
        additions.beforeStrong(source, List.copyOf(regions), witness);
        if (witness != null) {
            regions.add(witness);
        }
        ReplicaRules rules = account.replicaRules();
        GlobalTableGroup group = account.replicator()
                .formation()
                .createStrong(
                        source,
                        regions,
                        rules.delay(),
                        rules.acknowledgementDelay().toNanos() / 1000);
        List<NewReplicaSteps> replicas =
                wanted.stream().map(replica -> steps(group, source, replica)).toList();
        new StrongCreation(account, group, source, replicas, witness).begin();
    }

    private NewReplicaSteps steps(GlobalTableGroup group, ReplicaTable source, NewReplica wanted) {
        Region region = wanted.region();
        Member member = group.add(region, source.region(), account.time().nowMicros(), wanted.overrides());
        return new NewReplicaSteps(account, group, member, source, wanted, tables.apply(region));
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

    @Override
    public void dissolve(ReplicaTable table) {
        GlobalTableGroup group = Objects.requireNonNull(account.globalTables().find(table));
        List<ReplicaDeparture> leaving = group.members().stream()
                .map(Member::table)
                .filter(replica -> replica != null && !replica.equals(table))
                .map(this::departure)
                .toList();
        new StrongDissolution(account, group, table, leaving).begin();
    }

    /** Deletes a replica as its own Region is told to; says whether the table is one. */
    boolean delete(ReplicaTable table) {
        if (table.isReplica()) {
            departure(table).delete();
            return true;
        }
        return false;
    }

    /** What was left of a global table goes away; one of version 2017.11.29 goes on without the table. */
    void forget(ReplicaTable table) {
        GlobalTableGroup group = account.globalTables().find(table);
        if (group != null && group.isLegacy()) {
            legacy.deleted(table, group);
        } else if (group != null) {
            account.globalTables().remove(table.name());
        }
    }

    private ReplicaDeparture departure(ReplicaTable leaving) {
        GlobalTableGroup group = Objects.requireNonNull(account.globalTables().find(leaving));
        Member member = Objects.requireNonNull(group.member(leaving.region()));
        return new ReplicaDeparture(account, group, member, leaving, tables.apply(leaving.region()));
    }
}
