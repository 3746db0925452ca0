package dev.globaltable.assertj;

import dev.globaltable.SimulatedItem;
import dev.globaltable.SimulatedTable;
import dev.globaltable.history.ReplicationMessage;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** Messages of failed assertions about a table. */
final class TableMessages {

    private static final int MOST_ITEMS = 2;

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

    static Message itemCount(SimulatedTable table, Region region, int expected, int found) {
        Evidence evidence = Evidence.of(table);
        return new Message("Expected table " + table.name() + " to have " + Evidence.count(expected, "item") + " in "
                + region.id() + ", but found " + found + ".\n\n" + evidence.inFlight(table.inFlight())
                + evidence.footer());
    }
}
