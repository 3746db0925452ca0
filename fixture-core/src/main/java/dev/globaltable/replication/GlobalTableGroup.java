package dev.globaltable.replication;

import dev.globaltable.table.Consistency;
import dev.globaltable.table.LocalWrite;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** The replicas of one global table, all equal (CUR-2). */
final class GlobalTableGroup {

    private final List<ReplicaTable> replicas;
    private final Map<Region, List<ReplicaTable>> others = new LinkedHashMap<>();
    private final ReplicationDelay delay;
    private final @Nullable StrongConsistency strong;
    private long coalesceMicros;

    GlobalTableGroup(List<ReplicaTable> replicas, ReplicationDelay delay) {
        this(replicas, delay, null);
    }

    GlobalTableGroup(List<ReplicaTable> replicas, ReplicationDelay delay, @Nullable StrongConsistency strong) {
        this.replicas = new ArrayList<>(replicas);
        this.delay = delay;
        this.strong = strong;
        showEachOther();
    }

    /** What keeps its Regions in step; {@code null} for a global table that is eventually consistent. */
    @Nullable
    StrongConsistency strong() {
        return strong;
    }

    /** For how long versions of an item are merged into one. */
    long coalesceMicros() {
        return coalesceMicros;
    }

    void setCoalesceMicros(long micros) {
        coalesceMicros = micros;
    }

    /** What a write arrives in order with. */
    Transit.Lane lane(LocalWrite write, Region to) {
        String table = write.table().name();
        return strong == null
                ? Transit.Lane.ofItem(write.table().region(), to, table, write.key())
                : Transit.Lane.ofTable(to, table);
    }

    ReplicationDelay delay() {
        return delay;
    }

    List<ReplicaTable> replicas() {
        return List.copyOf(replicas);
    }

    @Nullable
    ReplicaTable find(Region region) {
        for (ReplicaTable replica : replicas) {
            if (replica.region().equals(region)) {
                return replica;
            }
        }
        return null;
    }

    /** Whether this very table is a member, not another one of the same name. */
    boolean contains(ReplicaTable table) {
        return table.equals(find(table.region()));
    }

    /** The members that hear of a write to this one. */
    List<ReplicaTable> others(ReplicaTable replica) {
        return others.getOrDefault(replica.region(), List.of());
    }

    boolean remove(ReplicaTable replica) {
        boolean removed = replicas.remove(replica);
        if (removed) {
            replica.setOtherReplicas(List.of());
            replica.setConsistency(Consistency.EVENTUAL);
            showEachOther();
        }
        return removed;
    }

    private void showEachOther() {
        others.clear();
        for (ReplicaTable replica : replicas) {
            List<ReplicaTable> rest =
                    replicas.stream().filter(other -> !other.equals(replica)).toList();
            others.put(replica.region(), rest);
            replica.setOtherReplicas(rest.stream().map(ReplicaTable::region).toList());
            replica.setConsistency(strong == null ? Consistency.EVENTUAL : strong);
        }
    }
}
