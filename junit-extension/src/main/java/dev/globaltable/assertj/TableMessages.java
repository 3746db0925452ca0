package dev.globaltable.assertj;

import dev.globaltable.SimulatedItem;
import dev.globaltable.SimulatedTable;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.ReplicationMessage;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** Messages of failed assertions about a table. */
final class TableMessages {

    private static final int MOST_ITEMS = 2;
    private static final int MOST_STRAY_WRITES = 6;

    private TableMessages() {}

    static Message notConverged(SimulatedTable table) {
        return diverged(table, "Expected table " + table.name() + " to have converged, but ");
    }

    static Message notConvergedWithin(SimulatedTable table, String limit) {
        return diverged(
                table, "Expected table " + table.name() + " to converge within " + limit + " s, but after that time ");
    }

    private static Message diverged(SimulatedTable table, String promise) {
        List<SimulatedItem> items = GlobalTableAssert.diverged(table);
        Evidence evidence = Evidence.of(table);
        StringBuilder text = new StringBuilder(promise)
                .append(items.size() == 1 ? "1 item differs" : items.size() + " items differ")
                .append(" between Regions or " + (items.size() == 1 ? "is" : "are") + " still in flight.\n\n");
        for (SimulatedItem item : items.subList(0, Math.min(items.size(), MOST_ITEMS))) {
            text.append(item).append('\n').append(evidence.itemTable(item));
        }
        if (items.size() > MOST_ITEMS) {
            text.append("and ")
                    .append(Evidence.count(items.size() - MOST_ITEMS, "more item"))
                    .append('\n');
        }
        return new Message(text + evidence.inFlight(table.inFlight()) + evidence.footer());
    }

    static Message notDiverged(SimulatedTable table) {
        return new Message("Expected table " + table.name()
                + " to have diverged, but every replica holds the same version of every item ("
                + Evidence.count(table.items().size(), "item")
                + ") and nothing is in flight.\n\n" + Evidence.of(table).footer());
    }

    static Message inFlight(SimulatedTable table, String expected) {
        Evidence evidence = Evidence.of(table);
        List<ReplicationMessage> found = table.inFlight();
        return new Message("Expected table " + table.name() + " to have " + expected + ", but found " + found.size()
                + ".\n\n" + evidence.inFlight(found) + evidence.footer());
    }

    static Message strayWrites(SimulatedTable table) {
        Evidence evidence = Evidence.of(table);
        List<HistoryEvent.StrayWrite> found = table.strayWrites();
        StringBuilder text =
                new StringBuilder("Expected calls to keep to the write mode of table " + table.name() + ", "
                        + table.definition().writeMode() + ", but found " + Evidence.count(found.size(), "stray write")
                        + ".\n\n");
        for (HistoryEvent.StrayWrite write : found.subList(0, Math.min(found.size(), MOST_STRAY_WRITES))) {
            text.append("  ")
                    .append(evidence.time(write.time()))
                    .append(' ')
                    .append(write.operation())
                    .append(" of ")
                    .append(write.table())
                    .append('/')
                    .append(write.key())
                    .append(" in ")
                    .append(write.region().id())
                    .append(", expected in ")
                    .append(write.expected().id())
                    .append(write.caller().map(line -> "\n    at " + line).orElse(""))
                    .append('\n');
        }
        if (found.size() > MOST_STRAY_WRITES) {
            text.append("  and ").append(found.size() - MOST_STRAY_WRITES).append(" more\n");
        }
        return new Message(text + evidence.footer());
    }

    static Message itemCount(SimulatedTable table, Region region, int expected, int found) {
        Evidence evidence = Evidence.of(table);
        return new Message("Expected table " + table.name() + " to have " + Evidence.count(expected, "item") + " in "
                + region.id() + ", but found " + found + ".\n\n" + evidence.inFlight(table.inFlight())
                + evidence.footer());
    }
}
