package dev.globaltable.timeline;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryText;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.table.ArrivalOutcome;
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
                grid.text(time(event), operation.region(), caller() + OperationText.of(operation));
            }
        } else if (event instanceof HistoryEvent.ItemWritten write) {
            String name =
                    caller() + cause.map(HistoryEvent.Operation::operation).orElse("write");
            grid.text(
                    time(event),
                    write.region(),
                    name + " " + write.table() + "/" + write.key() + " = " + ItemText.content(write.written()));
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
        } else if (event instanceof HistoryEvent.ItemsExpired) {
            cause = Optional.empty();
            addChange(event);
        } else if (event instanceof HistoryEvent.CacheAnswered answer) {
            grid.text(
                    time(event),
                    answer.region(),
                    "DAX " + OperationText.of(answer) + ", cached " + text.time(answer.cached()));
        } else {
            addChange(event);
        }
    }

    /** The session that made the call, if the test named one. */
    private String caller() {
        return cause.map(HistoryEvent.Operation::session)
                .filter(session -> !session.isEmpty())
                .map(session -> "[" + session + "] ")
                .orElse("");
    }

    /** How the tables of a test came to be is not told. */
    private void addChange(HistoryEvent event) {
        if (begun || !(event instanceof HistoryEvent.TableStatusChanged)) {
            TimelineRegions.of(event)
                    .ifPresent(
                            region -> ChangeText.of(event).ifPresent(words -> grid.text(time(event), region, words)));
        }
    }

    /** What is lost has a row of its own, so that it is never cut off. */
    private void addArrival(HistoryEvent.VersionArrived arrived) {
        ReplicationMessage message = arrived.message();
        String item = message.table() + "/" + message.key() + " = " + ItemText.content(message.content());
        String label = arrived.outcome() == ArrivalOutcome.DROPPED && arrived.conflict()
                ? "LOST"
                : arrived.outcome().name().toLowerCase(Locale.ROOT);
        grid.text(time(arrived), message.to(), "#" + message.id() + " " + label + ": " + item);
        if (arrived.conflict() && arrived.outcome() != ArrivalOutcome.DROPPED) {
            arrived.met().ifPresent(met -> grid.text(time(arrived), message.to(), "LOST: " + ItemText.content(met)));
        }
    }

    private String time(HistoryEvent event) {
        return text.time(event.time());
    }
}
