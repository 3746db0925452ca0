package dev.globaltable.timeline;

import static dev.globaltable.timeline.TimelineModel.NONE;

import dev.globaltable.history.ItemRead;
import dev.globaltable.timeline.TimelineModel.Arrow;
import dev.globaltable.timeline.TimelineModel.Finding;
import dev.globaltable.timeline.TimelineModel.Mark;
import dev.globaltable.timeline.TimelineModel.Seen;
import dev.globaltable.timeline.TimelineModel.StoredVersion;
import java.util.Optional;

/** What calls have read, and whether another Region had something newer. */
final class ModelReads {

    private static final int MOST_FINDINGS = 3;

    private final ModelItems items;
    private final ModelMessages messages;

    ModelReads(ModelItems items, ModelMessages messages) {
        this.items = items;
        this.messages = messages;
    }

    /** An old read of an item that the call found twice is told once. */
    void add(Mark mark, ItemRead read) {
        int item = items.item(read.table(), read.key());
        int newest = items.newest(item);
        int version = read.version()
                .map(content -> items.version(item, read.key(), content))
                .orElse(NONE);
        Seen seen = new Seen(item, version, newest);
        if (mark.reads().contains(seen)) {
            return;
        }
        mark.reads().add(seen);
        if (!mark.items().contains(item)) {
            mark.items().add(item);
        }
        if (newest != NONE && version != newest && mark.findings().size() < MOST_FINDINGS) {
            mark.findings().add(new Finding("stale", stale(mark, seen)));
        }
    }

    private String stale(Mark mark, Seen seen) {
        StoredVersion newest = items.version(seen.newest());
        String saw = seen.version() == NONE
                ? "nothing"
                : "v" + items.version(seen.version()).number() + " ("
                        + items.version(seen.version()).brief() + ")";
        String way = messages.underWay(seen.newest(), mark.lane())
                .map(arrow -> " Message #" + arrow.id() + " with it was still under way" + due(arrow) + ".")
                .orElse("");
        return "Stale: this call saw " + saw + " of " + items.name(seen.item()) + ", although v" + newest.number()
                + " (" + newest.brief() + ") had been accepted in " + items.origin(seen.newest()) + "." + way;
    }

    private static String due(Arrow arrow) {
        return Optional.of(arrow.due())
                .filter(due -> due != NONE)
                .map(due -> ", due at " + ModelMarks.seconds(due))
                .orElse(", held for the test to deliver");
    }
}
