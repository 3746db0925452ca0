package dev.globaltable;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.replication.Member;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.time.VirtualTime;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Sets the statuses of tables, and writes each down. */
final class StatusChanges {

    private final VirtualTime time;
    private final HistoryLog log;

    StatusChanges(VirtualTime time, HistoryLog log) {
        this.time = time;
        this.log = log;
    }

    void set(ReplicaTable table, TableStatus status) {
        table.setStatus(status);
        tell(table, status.toString());
    }

    /** Writes down what a table's status is, or that the table is gone. */
    void tell(ReplicaTable table, String status) {
        log.append(new HistoryEvent.TableStatusChanged(
                HistoryLog.instant(time.nowMicros()), table.region(), table.name(), status));
    }

    /** Writes down how the replicas list the witness, or that they list it no more. */
    void tellWitness(Region witness, String table, String status) {
        log.append(new HistoryEvent.WitnessStatusChanged(HistoryLog.instant(time.nowMicros()), witness, table, status));
    }

    /** Writes down how the other replicas list a member, or that they list it no more. */
    void tell(Member member, String table, String status) {
        log.append(new HistoryEvent.ReplicaStatusChanged(
                HistoryLog.instant(time.nowMicros()), member.region(), table, status));
    }
}
