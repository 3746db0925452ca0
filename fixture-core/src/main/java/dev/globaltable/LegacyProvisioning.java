package dev.globaltable;

import dev.globaltable.control.ControlState;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.legacy.LegacyGlobalTable;
import dev.globaltable.legacy.LegacyLifecycle;
import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.replication.Member;
import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * The global tables of version 2017.11.29 come and go, in virtual time. Since all their tables are empty when they begin,
 * replication begins with the request, and only the statuses follow.
 */
final class LegacyProvisioning implements LegacyLifecycle {

    private final AccountContext account;
    private final Function<Region, RegionalTables> tables;
    private final Impairments impairments;
    private final BiConsumer<List<ReplicaTable>, Boolean> beforeAddition;
    private final BiFunction<Region, UpdateTableRequest, Runnable> preparation;
    private final StatusChanges statuses;
    private final Map<String, State> states = new TreeMap<>();
    private boolean emulated;

    /** What a global table has beside its replicas. */
    private record State(long createdMicros, GlobalTableStatus status) {}

    /**
     * No global table as yet.
     *
     * @param beforeAddition hears of the tables that are to be replicas, and whether they are the first ones
     * @param preparation checks a request of {@code UpdateTable} in a Region, and gives what it does
     */
    LegacyProvisioning(
            AccountContext account,
            Function<Region, RegionalTables> tables,
            Impairments impairments,
            BiConsumer<List<ReplicaTable>, Boolean> beforeAddition,
            BiFunction<Region, UpdateTableRequest, Runnable> preparation) {
        this.account = account;
        this.tables = tables;
        this.impairments = impairments;
        this.beforeAddition = beforeAddition;
        this.preparation = preparation;
        this.statuses = new StatusChanges(account.time(), account.log());
        this.emulated = account.legacyGlobalTables() == LegacyGlobalTables.EMULATED;
    }

    @Override
    public boolean isEmulated() {
        return emulated;
    }

    @Override
    public boolean isDisabled(Region region) {
        return impairments.isDisabled(region);
    }

    @Override
    public @Nullable ReplicaTable table(Region region, String name) {
        return tables.apply(region).find(name);
    }

    @Override
    public boolean hasCustomerKey(ReplicaTable table) {
        return ControlState.hasCustomerKey(table);
    }

    @Override
    public boolean hasPolicy(ReplicaTable table) {
        return account.control().hasPolicy(table);
    }

    @Override
    public boolean hasNamesake(String name) {
        GlobalTableGroup group = account.globalTables().find(name);
        return group != null && !group.isLegacy() && group.members().size() > 1;
    }

    @Override
    public @Nullable LegacyGlobalTable find(String name) {
        State state = states.get(name);
        return state == null ? null : view(group(name), state);
    }

    @Override
    public NavigableMap<String, LegacyGlobalTable> all() {
        NavigableMap<String, LegacyGlobalTable> all = new TreeMap<>();
        states.forEach((name, state) -> all.put(name, view(group(name), state)));
        return Collections.unmodifiableNavigableMap(all);
    }

    private static LegacyGlobalTable view(GlobalTableGroup group, State state) {
        return new LegacyGlobalTable(
                group.name(),
                state.createdMicros(),
                state.status(),
                group.members().stream()
                        .map(member ->
                                new LegacyGlobalTable.Replica(Objects.requireNonNull(member.table()), member.status()))
                        .toList());
    }

    private GlobalTableGroup group(String name) {
        return Objects.requireNonNull(account.globalTables().find(name));
    }

    /** A global table that was set up before the simulation started: from now on there can be more (LEG-4). */
    void define(List<ReplicaTable> replicas, ReplicationDelay delay, long coalesceMicros) {
        emulated = true;
        account.replicator().formation().connectLegacy(replicas, delay).setCoalesceMicros(coalesceMicros);
        states.put(replicas.get(0).name(), new State(account.time().nowMicros(), GlobalTableStatus.ACTIVE));
    }

    @Override
    public void create(List<ReplicaTable> replicas) {
        ReplicaTable first = replicas.get(0);
        beforeAddition.accept(replicas, true);
        GlobalTableGroup group = account.replicator()
                .formation()
                .connectLegacy(replicas, account.replicaRules().delay());
        states.put(first.name(), new State(account.time().nowMicros(), GlobalTableStatus.CREATING));
        tell(group.name(), GlobalTableStatus.CREATING.toString());
        group.members().forEach(member -> show(group, member, ReplicaStatus.CREATING));
        later(group, () -> {
            group.members().forEach(member -> show(group, member, ReplicaStatus.ACTIVE));
            set(group, GlobalTableStatus.ACTIVE);
        });
    }

    @Override
    public void update(String name, List<ReplicaTable> added, List<Region> removed) {
        GlobalTableGroup group = group(name);
        boolean ends = added.isEmpty() && removed.size() == group.members().size();
        set(group, ends ? GlobalTableStatus.DELETING : GlobalTableStatus.UPDATING);
        if (!added.isEmpty()) {
            beforeAddition.accept(added, false);
        }
        Map<Member, Boolean> changes = new LinkedHashMap<>();
        for (ReplicaTable table : added) {
            changes.put(join(group, table), true);
        }
        for (Region region : removed) {
            Member member = Objects.requireNonNull(group.member(region));
            account.replicator().disconnect(group, member);
            statuses.tell(member, name, ReplicaStatus.DELETING.toString());
            changes.put(member, false);
        }
        later(group, () -> {
            changes.forEach((member, stays) -> finish(group, member, stays));
            settle(group);
        });
    }

    @Override
    public long nowMicros() {
        return account.time().nowMicros();
    }

    @Override
    public boolean scalesWrites(ReplicaTable table, @Nullable String index) {
        return account.control().scalesWrites(table, index);
    }

    @Override
    public void stopScalingWrites(ReplicaTable table, @Nullable String index) {
        account.control().stopScalingWrites(table, index);
    }

    @Override
    public Runnable prepareUpdate(ReplicaTable table, UpdateTableRequest request) {
        return preparation.apply(table.region(), request);
    }

    @Override
    public void change(String name, Map<Region, Runnable> changes) {
        GlobalTableGroup group = group(name);
        set(group, GlobalTableStatus.UPDATING);
        List<Member> changing = changes.keySet().stream()
                .map(region -> Objects.requireNonNull(group.member(region)))
                .toList();
        changing.forEach(member -> show(group, member, ReplicaStatus.UPDATING));
        changes.values().forEach(Runnable::run);
        later(group, () -> {
            changing.forEach(member -> finish(group, member, true));
            settle(group);
        });
    }

    /** The new replica hears of what is under way to the others, such as deletes. */
    private Member join(GlobalTableGroup group, ReplicaTable table) {
        ReplicaTable source = group.replicas().get(0);
        table.forgetDeleted();
        Member member =
                group.add(table.region(), source.region(), account.time().nowMicros(), ReplicaOverrides.NONE);
        group.prepare(member, table);
        account.replicator().join(group, member, source);
        show(group, member, ReplicaStatus.CREATING);
        return member;
    }

    private void finish(GlobalTableGroup group, Member member, boolean stays) {
        if (!group.members().contains(member)) {
            return;
        }
        if (stays) {
            show(group, member, ReplicaStatus.ACTIVE);
        } else {
            leave(group, member);
        }
    }

    private void leave(GlobalTableGroup group, Member member) {
        group.drop(member);
        statuses.tell(member, group.name(), HistoryEvent.TableStatusChanged.GONE);
    }

    /** A global table without replicas is none any more. */
    private void settle(GlobalTableGroup group) {
        if (group.members().isEmpty()) {
            states.remove(group.name());
            account.globalTables().remove(group.name());
            tell(group.name(), HistoryEvent.TableStatusChanged.GONE);
        } else {
            set(group, GlobalTableStatus.ACTIVE);
        }
    }

    /** A replica's table is deleted: it leaves its global table at once. */
    void deleted(ReplicaTable table, GlobalTableGroup group) {
        Member member = Objects.requireNonNull(group.member(table.region()));
        account.replicator().disconnect(group, member);
        leave(group, member);
        if (group.members().isEmpty()) {
            settle(group);
        }
    }

    private void show(GlobalTableGroup group, Member member, ReplicaStatus status) {
        group.setStatus(member, status);
        statuses.tell(member, group.name(), status.toString());
    }

    private void set(GlobalTableGroup group, GlobalTableStatus status) {
        State state = Objects.requireNonNull(states.get(group.name()));
        states.put(group.name(), new State(state.createdMicros(), status));
        tell(group.name(), status.toString());
    }

    private void tell(String name, String status) {
        account.log()
                .append(new HistoryEvent.GlobalTableStatusChanged(
                        HistoryLog.instant(account.time().nowMicros()), name, status));
    }

    /** Unless another one of that name has taken its place. */
    private void later(GlobalTableGroup group, Runnable action) {
        account.time().at(account.time().nowMicros() + account.statusDelayMicros(), () -> {
            if (group.equals(account.globalTables().find(group.name()))) {
                action.run();
            }
        });
    }
}
