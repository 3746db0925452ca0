package dev.globaltable.replication;

import dev.globaltable.table.ReplicaTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The global tables of the account. A name stands for one of them, though a Region may have a table of its own by it. */
public final class GlobalTables {

    private final Map<String, GlobalTableGroup> groups = new LinkedHashMap<>();

    /** Lets a global table begin with one replica. */
    public GlobalTableGroup create(ReplicaTable first, long nowMicros, ReplicationDelay delay) {
        return add(new GlobalTableGroup(first, nowMicros, delay, null, false));
    }

    /** The same for one that is strongly consistent in all its Regions. */
    GlobalTableGroup createStrong(
            ReplicaTable first, long nowMicros, ReplicationDelay delay, StrongConsistency strong) {
        return add(new GlobalTableGroup(first, nowMicros, delay, strong, false));
    }

    /** The same for one of version 2017.11.29. */
    GlobalTableGroup createLegacy(ReplicaTable first, long nowMicros, ReplicationDelay delay) {
        return add(new GlobalTableGroup(first, nowMicros, delay, null, true));
    }

    private GlobalTableGroup add(GlobalTableGroup group) {
        groups.put(group.name(), group);
        return group;
    }

    /** The global table of this name, or {@code null}. */
    public @Nullable GlobalTableGroup find(String name) {
        return groups.get(name);
    }

    /** Every global table. */
    public List<GlobalTableGroup> all() {
        return List.copyOf(groups.values());
    }

    /** The global table that this very table belongs to, or {@code null}. */
    public @Nullable GlobalTableGroup find(ReplicaTable table) {
        GlobalTableGroup group = groups.get(table.name());
        Member member = group == null ? null : group.member(table.region());
        return member != null && table.equals(member.table()) ? group : null;
    }

    /**
     * The replicas that take part in replication with this one and share its settings, itself included; or it alone. Those of
     * version 2017.11.29 share none (reference 3.4).
     */
    public List<ReplicaTable> replicas(ReplicaTable table) {
        GlobalTableGroup group = find(table);
        return group != null && !group.isLegacy() && group.contains(table) ? group.replicas() : List.of(table);
    }

    /** Forgets the global table of this name, of which nothing is left. */
    public void remove(String name) {
        Objects.requireNonNull(groups.remove(name));
    }
}
