package dev.globaltable.timeline;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryText;
import java.time.Instant;
import java.util.Optional;

/** What changed around the items, in a few words: tables, replicas, links, clocks, faults. */
final class ChangeText {

    private ChangeText() {}

    /** Empty for calls, writes, replication and the passing of time. */
    static Optional<String> of(HistoryEvent event) {
        if (event instanceof HistoryEvent.TableStatusChanged change) {
            return Optional.of("table " + change.table() + " " + change.status());
        }
        if (event instanceof HistoryEvent.ReplicaStatusChanged change) {
            return Optional.of("replica of " + change.table() + " " + change.status());
        }
        if (event instanceof HistoryEvent.WitnessStatusChanged change) {
            return Optional.of("witness of " + change.table() + " " + change.status());
        }
        if (event instanceof HistoryEvent.FaultChanged change) {
            return Optional.of((change.fault() + " " + change.table()).trim());
        }
        if (event instanceof HistoryEvent.ItemCopied copy) {
            return Optional.of("copied " + copy.table() + "/" + copy.key() + " = " + ItemText.content(copy.content()));
        }
        if (event instanceof HistoryEvent.BackupStatusChanged change) {
            return Optional.of("backup " + change.backupArn() + " " + change.status());
        }
        if (event instanceof HistoryEvent.ItemsExpired expired) {
            return Optional.of("time to live ended for " + expired.items() + " of " + expired.table());
        }
        if (event instanceof HistoryEvent.LinkChanged link) {
            return Optional.of("link to " + link.to().id() + " " + link.change());
        }
        if (event instanceof HistoryEvent.StrayWrite stray) {
            return Optional.of("STRAY: expected in " + stray.expected().id());
        }
        if (event instanceof HistoryEvent.RegionPromoted promoted) {
            return Optional.of("promoted to write " + promoted.table());
        }
        return event instanceof HistoryEvent.ClockSkewed clock ? Optional.of("clock " + skew(clock)) : Optional.empty();
    }

    /** How a clock goes wrong, such as {@code 0.500000 s behind}. */
    static String skew(HistoryEvent.ClockSkewed clock) {
        String seconds = new HistoryText(Instant.EPOCH)
                .time(Instant.EPOCH.plus(clock.ahead().abs()));
        String drift = clock.driftPartsPerMillion() == 0 ? "" : ", drift " + clock.driftPartsPerMillion() + " ppm";
        return seconds + (clock.ahead().isNegative() ? " s behind" : " s ahead") + drift;
    }
}
