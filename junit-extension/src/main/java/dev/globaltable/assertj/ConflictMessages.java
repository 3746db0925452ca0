package dev.globaltable.assertj;

import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.history.Conflict;
import dev.globaltable.item.ItemVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of failed assertions about conflicts. */
final class ConflictMessages {

    private ConflictMessages() {}

    static Message otherNumber(
            Simulation simulation, @Nullable SimulatedTable table, List<Conflict> found, String expected) {
        Evidence evidence = new Evidence(simulation);
        String where = table == null ? "in the simulation" : "in table " + table.name();
        String inFlight = evidence.inFlight(table == null ? simulation.network().inFlight() : table.inFlight());
        return new Message("Expected " + expected + " " + where + ", but found " + found.size() + ".\n\n"
                + evidence.conflicts(found) + inFlight + evidence.footer());
    }

    /** A conflict that is not as expected; without its simulation, times are absolute and there is no seed. */
    static Message other(Conflict conflict, @Nullable Simulation simulation, String promised, String found) {
        StringBuilder text = new StringBuilder("Expected the conflict over item ")
                .append(conflict.table())
                .append('/')
                .append(conflict.key())
                .append(" to ")
                .append(promised)
                .append(", but ")
                .append(found)
                .append(".\n\n");
        TextTable table = new TextTable("", "Region", "Item", "Version");
        row(table, "won", conflict.winner(), simulation);
        row(table, "lost", conflict.loser(), simulation);
        text.append(table)
                .append("They met in ")
                .append(conflict.detectedIn().id())
                .append(" at ");
        if (simulation == null) {
            return new Message(text.append(conflict.detected()).append('.').toString());
        }
        Evidence evidence = new Evidence(simulation);
        return new Message(text.append(evidence.time(conflict.detected())).append(".\n") + evidence.footer());
    }

    private static void row(TextTable table, String role, ItemVersion version, @Nullable Simulation simulation) {
        table.row(
                role,
                version.version().origin().id(),
                Evidence.content(version),
                simulation == null
                        ? version.version().timestamp().toString()
                        : new Evidence(simulation).version(version));
    }
}
