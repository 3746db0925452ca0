package dev.globaltable.replication;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.table.ArrivalOutcome;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredItem;
import dev.globaltable.table.WriteUnits;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a version that arrives becomes part of a replica, and what that costs there. */
final class Intake {

    private final HistoryLog history;

    Intake(HistoryLog history) {
        this.history = history;
    }

    void take(ReplicationMessage message, StoredItem content, ReplicaTable destination, Instant now) {
        StoredItem stored = destination.stored(message.key());
        boolean conflict = stored != null && unaware(stored, content);
        if (destination.isLegacyReplica()) {
            SystemWrites.markDeleted(destination, message.key(), content);
        }
        ArrivalOutcome outcome = destination.receive(message.key(), content);
        charge(destination, stored, content, outcome);
        Optional<ItemVersion> met = Optional.ofNullable(stored).map(StoredItem::asItemVersion);
        history.append(new HistoryEvent.VersionArrived(now, message, met, outcome, conflict));
    }

    private static boolean unaware(StoredItem one, StoredItem other) {
        return !one.lineage().includes(other.version()) && !other.lineage().includes(one.version());
    }

    private static void charge(
            ReplicaTable destination, @Nullable StoredItem stored, StoredItem content, ArrivalOutcome outcome) {
        if (destination.throughput().isLimited()) {
            WriteUnits units = WriteUnits.of(destination, stored == null ? null : stored.image(), content.image());
            for (int write = writes(destination, stored, content, outcome); write > 0; write--) {
                destination.throughput().wrote(units);
            }
        }
    }

    /** Version 2017.11.29 writes twice to add or delete an item, and once to replace it (reference 3.4). */
    private static int writes(
            ReplicaTable destination, @Nullable StoredItem stored, StoredItem content, ArrivalOutcome outcome) {
        boolean wasThere = stored != null && !stored.isTombstone();
        boolean twice =
                destination.isLegacyReplica() && outcome == ArrivalOutcome.APPLIED && wasThere == content.isTombstone();
        return twice ? 2 : 1;
    }
}
