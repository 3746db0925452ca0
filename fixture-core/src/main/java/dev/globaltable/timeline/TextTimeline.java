package dev.globaltable.timeline;

import dev.globaltable.history.History;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryText;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * A history as a table of text: one column per Region, one row per event, virtual time on the left in seconds.
 *
 * <pre>
 *     time (s)  us-east-1                           | eu-west-1
 *     0.000000  PutItem profiles/42 = {name: "Ada"} |
 *     0.000000  #1 ---------------------------------+--&gt; due 0.800000
 *     0.300000                                      | GetItem profiles {userId: "42"} -&gt; no item
 *     0.800000                                      | #1 applied: profiles/42 = {name: "Ada"}
 * </pre>
 *
 * <p>{@code #1} numbers the replication message. {@code LOST} marks a version that a conflict overwrote or dropped. Long
 * items are cut; the history's own text has them in full.
 *
 * @since 0.1.0
 */
public final class TextTimeline {

    /** No line is longer, as long as there are few enough Regions that each can have a column at all. */
    public static final int DEFAULT_WIDTH = 120;

    private TextTimeline() {}

    /** The picture of everything that happened; it ends with a line break. */
    public static String of(History history) {
        return of(history, DEFAULT_WIDTH);
    }

    /**
     * The picture of everything that happened, with lines of about this many characters.
     *
     * @param width the greatest length of a line; columns do not get narrower than 20 characters
     */
    public static String of(History history, int width) {
        List<Region> regions = TimelineRegions.of(history);
        TimelineGrid grid = new TimelineGrid(regions, width);
        TimelineRows rows = new TimelineRows(grid, new HistoryText(history.start()));
        List<HistoryEvent> events = history.events();
        for (int at = 0; at < events.size(); at++) {
            Optional<HistoryEvent> next = at + 1 < events.size() ? Optional.of(events.get(at + 1)) : Optional.empty();
            rows.add(events.get(at), next);
        }
        return grid.text();
    }
}
