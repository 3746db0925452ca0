package dev.globaltable.timeline;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryText;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.table.ArrivalOutcome;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Puts each event of a history into the picture, as the row it deserves. */
final class TimelineRows {

    private final TimelineGrid grid;
    private final HistoryText text;
    private Optional<HistoryEvent.Operation> cause = Optional.empty();
    private boolean begun;

    TimelineRows(TimelineGrid grid, HistoryText text) {
        this.grid = grid;
        this.text = text;
    }

    /** An operation that writes is told by its writes, which come right after it. */
    void add(HistoryEvent event, Optional<HistoryEvent> next) {
        if (event instanceof HistoryEvent.Operation operation) {
            begun = true;
            cause = Optional.of(operation);
            if (next.filter(HistoryEvent.ItemWritten.class::isInstance).isEmpty()) {
                grid.text(time(event), operation.region(), OperationText.of(operation));
            }
        } else if (event instanceof HistoryEvent.ItemWritten write) {
            String name = cause.map(HistoryEvent.Operation::operation).orElse("write");
            grid.text(
                    time(event),
                    write.region(),
                    name + " " + write.table() + "/" + write.key() + " = " + content(write.written()));
        } else if (event instanceof HistoryEvent.VersionSent sent) {
            ReplicationMessage message = sent.message();
            String due = message.due().map(at -> "due " + text.time(at)).orElse("held for the test");
            grid.arrow(time(event), message.from(), message.to(), "#" + message.id(), due);
        } else if (event instanceof HistoryEvent.VersionArrived arrived) {
            addArrival(arrived);
        } else if (event instanceof HistoryEvent.VersionCoalesced coalesced) {
            grid.text(
                    time(event),
                    coalesced.message().to(),
                    "#" + coalesced.message().id() + " coalesced into #" + coalesced.into());
        } else if (event instanceof HistoryEvent.VersionAbandoned abandoned) {
            grid.text(
                    time(event),
                    abandoned.message().to(),
                    "#" + abandoned.message().id() + " abandoned");
        } else if (event instanceof HistoryEvent.CacheAnswered answer) {
            grid.text(
                    time(event),
                    answer.region(),
                    "DAX " + OperationText.of(answer) + ", cached " + text.time(answer.cached()));
        } else {
            addChange(event);
        }
    }

    private void addChange(HistoryEvent event) {
        if (event instanceof HistoryEvent.TableStatusChanged change && begun) {
            grid.text(time(event), change.region(), "table " + change.table() + " " + change.status());
        } else if (event instanceof HistoryEvent.ReplicaStatusChanged change) {
            grid.text(time(event), change.region(), "replica of " + change.table() + " " + change.status());
        } else if (event instanceof HistoryEvent.WitnessStatusChanged change) {
            grid.text(time(event), change.region(), "witness of " + change.table() + " " + change.status());
        } else if (event instanceof HistoryEvent.FaultChanged change) {
            grid.text(time(event), change.region(), (change.fault() + " " + change.table()).trim());
        } else if (event instanceof HistoryEvent.ItemCopied copy) {
            grid.text(
                    time(event),
                    copy.region(),
                    "copied " + copy.table() + "/" + copy.key() + " = " + content(copy.content()));
        } else if (event instanceof HistoryEvent.BackupStatusChanged change) {
            grid.text(time(event), change.region(), "backup " + change.backupArn() + " " + change.status());
        } else if (event instanceof HistoryEvent.ItemsExpired expired) {
            grid.text(
                    time(event),
                    expired.region(),
                    "time to live ended for " + expired.items() + " of " + expired.table());
        } else if (event instanceof HistoryEvent.LinkChanged link) {
            grid.text(time(event), link.from(), "link to " + link.to().id() + " " + link.change());
        } else if (event instanceof HistoryEvent.StrayWrite stray) {
            grid.text(
                    time(event),
                    stray.region(),
                    "STRAY: expected in " + stray.expected().id());
        } else if (event instanceof HistoryEvent.RegionPromoted promoted) {
            grid.text(time(event), promoted.region(), "promoted to write " + promoted.table());
        } else if (event instanceof HistoryEvent.ClockSkewed clock) {
            grid.text(time(event), clock.region(), "clock " + skew(clock));
        }
    }

    /** What is lost has a row of its own, so that it is never cut off. */
    private void addArrival(HistoryEvent.VersionArrived arrived) {
        ReplicationMessage message = arrived.message();
        String item = message.table() + "/" + message.key() + " = " + content(message.content());
        String label = arrived.outcome() == ArrivalOutcome.DROPPED && arrived.conflict()
                ? "LOST"
                : arrived.outcome().name().toLowerCase(Locale.ROOT);
        grid.text(time(arrived), message.to(), "#" + message.id() + " " + label + ": " + item);
        if (arrived.conflict() && arrived.outcome() != ArrivalOutcome.DROPPED) {
            arrived.met().ifPresent(met -> grid.text(time(arrived), message.to(), "LOST: " + content(met)));
        }
    }

    private static String content(ItemVersion version) {
        return version.item().map(ItemText::of).orElse("deleted");
    }

    private static String skew(HistoryEvent.ClockSkewed clock) {
        String seconds = new HistoryText(Instant.EPOCH)
                .time(Instant.EPOCH.plus(clock.ahead().abs()));
        String drift = clock.driftPartsPerMillion() == 0 ? "" : ", drift " + clock.driftPartsPerMillion() + " ppm";
        return seconds + (clock.ahead().isNegative() ? " s behind" : " s ahead") + drift;
    }

    private String time(HistoryEvent event) {
        return text.time(event.time());
    }
}
