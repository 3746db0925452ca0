package dev.globaltable.replication;

import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.Witness;
import dev.globaltable.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.WitnessStatus;

/** Makes global tables of tables, and of a strongly consistent one a table again. */
public final class Formation {

    private final GlobalTables globalTables;
    private final VirtualTime time;
    private final Links links;
    private final StrongRules rules;
    private final Consumer<ReplicaTable> catchUp;

    Formation(
            GlobalTables globalTables,
            VirtualTime time,
            Links links,
            StrongRules rules,
            Consumer<ReplicaTable> catchUp) {
        this.globalTables = globalTables;
        this.time = time;
        this.links = links;
        this.rules = rules;
        this.catchUp = catchUp;
    }

    /** Makes replicas of one name a global table; writes to any of them from now on reach the others. */
    public GlobalTableGroup connect(List<ReplicaTable> replicas, ReplicationDelay delay) {
        GlobalTableGroup group = globalTables.create(replicas.get(0), time.nowMicros(), delay);
        connect(group, replicas);
        return group;
    }

    /** The same as a global table of version 2017.11.29; they forget what was deleted before (reference section 3). */
    public GlobalTableGroup connectLegacy(List<ReplicaTable> replicas, ReplicationDelay delay) {
        replicas.forEach(ReplicaTable::forgetDeleted);
        GlobalTableGroup group = globalTables.createLegacy(replicas.get(0), time.nowMicros(), delay);
        connect(group, replicas);
        return group;
    }

    /**
     * The same with strong consistency in all Regions (reference section 4).
     *
     * @param witness the third Region where there are two replicas; {@code null} where there are three
     * @param acknowledgementMicros how long after its acceptance a write of an item meets others
     */
    public void connectStrongly(
            List<ReplicaTable> replicas, @Nullable Region witness, ReplicationDelay delay, long acknowledgementMicros) {
        List<Region> regions = new ArrayList<>();
        replicas.forEach(replica -> regions.add(replica.region()));
        if (witness != null) {
            regions.add(witness);
        }
        GlobalTableGroup group = createStrong(replicas.get(0), regions, delay, acknowledgementMicros);
        if (witness != null) {
            group.setWitness(new Witness(witness, WitnessStatus.ACTIVE));
        }
        connect(group, replicas);
    }

    /** Lets a strongly consistent global table begin with one replica; it will have these three Regions. */
    public GlobalTableGroup createStrong(
            ReplicaTable first, List<Region> regions, ReplicationDelay delay, long acknowledgementMicros) {
        StrongConsistency consistency =
                new StrongConsistency(regions, acknowledgementMicros, rules, time, links, catchUp);
        return globalTables.createStrong(first, time.nowMicros(), delay, consistency);
    }

    /** Ends a strongly consistent global table of which one replica is left: that is a regional table then (STRONG-6). */
    void dissolve(GlobalTableGroup group, ReplicaTable last) {
        globalTables.create(last, time.nowMicros(), group.delay());
    }

    private void connect(GlobalTableGroup group, List<ReplicaTable> replicas) {
        Region first = replicas.get(0).region();
        for (ReplicaTable replica : replicas.subList(1, replicas.size())) {
            group.activate(group.add(replica.region(), first, time.nowMicros(), ReplicaOverrides.NONE), replica);
        }
    }
}
