package dev.globaltable.timeline;

import dev.globaltable.history.History;
import dev.globaltable.history.HistoryEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.regions.Region;

/** Which Regions take part in a history, in the order in which it names them. */
final class TimelineRegions {

    private TimelineRegions() {}

    static List<Region> of(History history) {
        Set<Region> regions = new LinkedHashSet<>();
        for (HistoryEvent event : history.events()) {
            of(event).ifPresent(regions::add);
        }
        return List.copyOf(regions);
    }

    /** The Region in whose column an event belongs; the passing of time belongs in none. */
    private static Optional<Region> of(HistoryEvent event) {
        if (event instanceof HistoryEvent.Operation operation) {
            return Optional.of(operation.region());
        }
        if (event instanceof HistoryEvent.CacheAnswered answer) {
            return Optional.of(answer.region());
        }
        if (event instanceof HistoryEvent.ItemWritten write) {
            return Optional.of(write.region());
        }
        if (event instanceof HistoryEvent.VersionSent sent) {
            return Optional.of(sent.message().to());
        }
        return ChangeText.region(event);
    }
}
