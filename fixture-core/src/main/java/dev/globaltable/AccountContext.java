package dev.globaltable;

import dev.globaltable.backup.Backups;
import dev.globaltable.capacity.Capacities;
import dev.globaltable.choice.ChoiceSource;
import dev.globaltable.control.ControlState;
import dev.globaltable.expiry.ExpiryContext;
import dev.globaltable.expiry.ItemExpiry;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.replication.GlobalTables;
import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.replication.Replicator;
import dev.globaltable.time.VirtualTime;
import java.time.Duration;
import java.util.UUID;

/**
 * What the Regions of an account have in common.
 *
 * @param sessions which session the calls of each thread belong to
 * @param replicaRules what holds for replicas that the application adds
 * @param legacyGlobalTables whether global tables of version 2017.11.29 can be made
 * @param statusDelayMicros how long a table stays in a status that another one follows
 * @param streamShards how many open shards each stream starts with
 * @param openPoints what a test chose where AWS says nothing
 * @param indexDelay how far global secondary indexes are behind, where a table does not say it
 * @param eventualReads how eventually consistent reads are answered
 */
record AccountContext(
        VirtualTime time,
        ChoiceSource choices,
        HistoryLog log,
        Sessions sessions,
        Replicator replicator,
        GlobalTables globalTables,
        ReplicaRules replicaRules,
        ControlState control,
        Backups backups,
        ItemExpiry expiry,
        Capacities capacities,
        LegacyGlobalTables legacyGlobalTables,
        long statusDelayMicros,
        int streamShards,
        ReplicationDelay indexDelay,
        EventualReads eventualReads,
        OpenPoints openPoints) {

    /** What a simulation with these settings begins with. */
    static AccountContext of(SimulationBuilder builder, VirtualTime time, ChoiceSource choices, HistoryLog log) {
        GlobalTables globalTables = new GlobalTables();
        OpenPoints points = builder.openPoints();
        return new AccountContext(
                time,
                choices,
                log,
                new Sessions(),
                new Replicator(time, choices, log, globalTables, points.strongRules(), builder.systemWriteMicros()),
                globalTables,
                builder.replicaRules(),
                new ControlState(),
                new Backups(time, choices, log),
                new ItemExpiry(new ExpiryContext(time, choices, log, builder.timeToLiveDelayMicros())),
                new Capacities(time, builder.enforcesCapacity()),
                builder.legacyGlobalTables(),
                builder.statusDelayMicros(),
                builder.streamShards(),
                builder.indexDelay(),
                builder.eventualReads(),
                points);
    }

    /** Takes a step this much later in virtual time. */
    void after(Duration duration, Runnable step) {
        time.at(time.nowMicros() + duration.toNanos() / 1000, step);
    }

    /** What tells the statuses of tables and replicas. */
    StatusChanges statuses() {
        return new StatusChanges(time, log);
    }

    /** A {@code TableId} that no other table has. */
    String newTableId() {
        return new UUID(choices.nextBits("table id"), choices.nextBits("table id")).toString();
    }
}
