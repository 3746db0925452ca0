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
            if (event instanceof HistoryEvent.VersionSent sent) {
                regions.add(sent.message().to());
            }
            of(event).ifPresent(regions::add);
        }
        return List.copyOf(regions);
    }

    /** The Region in whose lane an event belongs; what travels, and the passing of time, belongs in none. */
    static Optional<Region> of(HistoryEvent event) {
        if (event instanceof HistoryEvent.InRegion placed) {
            return Optional.of(placed.region());
        }
        return event instanceof HistoryEvent.LinkChanged link ? Optional.of(link.from()) : Optional.empty();
    }
}
