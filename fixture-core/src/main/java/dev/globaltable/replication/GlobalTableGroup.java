package dev.globaltable.replication;

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

    GlobalTableGroup(List<ReplicaTable> replicas, ReplicationDelay delay) {
        this.replicas = new ArrayList<>(replicas);
        this.delay = delay;
        showEachOther();
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
        }
    }
}
