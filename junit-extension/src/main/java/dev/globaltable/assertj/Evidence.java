package dev.globaltable.assertj;

import dev.globaltable.SimulatedItem;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.history.Conflict;
import dev.globaltable.history.HistoryText;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.timeline.ItemText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/** What a failure shows of a simulation: items in each Region, what is under way, conflicts, the time and the seed. */
final class Evidence {

    private static final int MOST_LINES = 6;

    private final Simulation simulation;
    private final HistoryText text;
    private final Instant now;

    Evidence(Simulation simulation) {
        this.simulation = simulation;
        this.text = new HistoryText(simulation.history().start());
        this.now = simulation.clock().instant();
    }

    static Evidence of(SimulatedTable table) {
        return new Evidence(table.simulation());
    }

    static Evidence of(SimulatedItem item) {
        return of(item.table());
    }

    /** The item in each Region, and its versions under way. */
    String item(SimulatedItem item) {
        return itemTable(item) + inFlight(item.inFlight());
    }

    String itemTable(SimulatedItem item) {
        TextTable table = new TextTable("Region", "Item", "Version");
        for (Region region : item.table().regions()) {
            Optional<ItemVersion> version = item.versionIn(region);
            table.row(
                    region.id(),
                    version.map(Evidence::content).orElse("(never arrived)"),
                    version.map(this::version).orElse("-"));
        }
        return table.toString();
    }

    String inFlight(List<ReplicationMessage> messages) {
        if (messages.isEmpty()) {
            return "In flight: nothing.\n";
        }
        StringBuilder lines = new StringBuilder("In flight: " + count(messages.size(), "version") + ".\n");
        messages.stream()
                .limit(MOST_LINES)
                .forEach(message -> lines.append("  #")
                        .append(message.id())
                        .append(' ')
                        .append(message.table())
                        .append('/')
                        .append(message.key())
                        .append(' ')
                        .append(message.from().id())
                        .append(" -> ")
                        .append(message.to().id())
                        .append(' ')
                        .append(version(message.content()))
                        .append(", ")
                        .append(due(message))
                        .append('\n'));
        return lines + more(messages.size());
    }

    private String due(ReplicationMessage message) {
        if (!simulation.network().isOpen(message.from(), message.to())) {
            return "held up: the link is closed";
        }
        return message.due()
                .map(due -> "due " + time(due) + " (in " + seconds(Duration.between(now, due)) + " s)")
                .orElse("waits for the test to deliver it");
    }

    String conflicts(List<Conflict> conflicts) {
        if (conflicts.isEmpty()) {
            return "Conflicts: none.\n";
        }
        StringBuilder lines = new StringBuilder("Conflicts: " + conflicts.size() + ".\n");
        conflicts.stream()
                .limit(MOST_LINES)
                .forEach(conflict -> lines.append("  ")
                        .append(conflict.table())
                        .append('/')
                        .append(conflict.key())
                        .append(": ")
                        .append(version(conflict.winner()))
                        .append(" won over ")
                        .append(version(conflict.loser()))
                        .append(", lost ")
                        .append(ItemText.cut(content(conflict.loser()), 60))
                        .append('\n'));
        return lines + more(conflicts.size());
    }

    String footer() {
        return "Virtual time " + time(now) + " s, seed " + simulation.seed() + " (replay: -Dglobaltable.seed="
                + simulation.seed() + ").";
    }

    String time(Instant instant) {
        return text.time(instant);
    }

    String version(ItemVersion version) {
        return text.version(version.version());
    }

    static String content(ItemVersion version) {
        return version.item().map(ItemText::of).orElse("(deleted)");
    }

    /** A duration as seconds. */
    static String seconds(Duration duration) {
        return new HistoryText(Instant.EPOCH).time(Instant.EPOCH.plus(duration));
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String more(int size) {
        return size > MOST_LINES ? "  and " + (size - MOST_LINES) + " more\n" : "";
    }
}
