package dev.globaltable.timeline;

import static dev.globaltable.timeline.TimelineModel.NONE;

import dev.globaltable.history.History;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryText;
import dev.globaltable.timeline.TimelineModel.Change;
import dev.globaltable.timeline.TimelineModel.Finding;
import dev.globaltable.timeline.TimelineModel.Kind;
import dev.globaltable.timeline.TimelineModel.Mark;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** Makes of each event of a history what the picture shows of it. */
final class ModelBuilder {

    private final List<Region> regions;
    private final HistoryText text;
    private final ModelItems items;
    private final ModelMarks marks;
    private final ModelBands bands;
    private final ModelMessages messages;
    private final ModelOperations operations;
    private long end;
    private boolean begun;

    private ModelBuilder(History history) {
        this.regions = TimelineRegions.of(history);
        this.text = new HistoryText(history.start());
        this.items = new ModelItems(text, history.start(), regions);
        this.marks = new ModelMarks(history.start());
        this.bands = new ModelBands(this::lane);
        this.messages = new ModelMessages(items, marks, this::lane);
        this.operations = new ModelOperations(items, marks, messages, this::lane);
        this.begun = history.forgotten() > 0;
    }

    static TimelineModel of(History history) {
        ModelBuilder builder = new ModelBuilder(history);
        history.events().forEach(builder::add);
        return builder.model();
    }

    private int lane(Region region) {
        return regions.indexOf(region);
    }

    private TimelineModel model() {
        return new TimelineModel(
                regions.stream().map(Region::id).toList(),
                items.items(),
                items.versions(),
                marks.marks(),
                messages.arrows(),
                bands.bands(),
                items.changes(),
                Math.max(end, marks.end()));
    }

    private void add(HistoryEvent event) {
        if (event instanceof HistoryEvent.Operation operation) {
            begun = true;
            operations.add(operation);
        } else if (event instanceof HistoryEvent.CacheAnswered answer) {
            begun = true;
            operations.add(answer);
        } else if (event instanceof HistoryEvent.ItemWritten write) {
            operations.add(write);
        } else if (event instanceof HistoryEvent.VersionSent sent) {
            messages.add(sent);
        } else if (event instanceof HistoryEvent.VersionArrived arrived) {
            messages.add(arrived);
        } else if (event instanceof HistoryEvent.VersionCoalesced coalesced) {
            messages.add(coalesced);
        } else if (event instanceof HistoryEvent.VersionAbandoned abandoned) {
            messages.add(abandoned);
        } else if (event instanceof HistoryEvent.TimeAdvanced advance) {
            end = Math.max(end, marks.micros(advance.target()));
        } else {
            addChange(event);
        }
    }

    private void addChange(HistoryEvent event) {
        if (event instanceof HistoryEvent.TableStatusChanged change) {
            addStatus(change);
        } else if (event instanceof HistoryEvent.FaultChanged fault) {
            bands.fault(fault, marks.add(mark(event, Kind.FAULT, fault.fault().toString(), fault.table())));
        } else if (event instanceof HistoryEvent.LinkChanged link) {
            addLink(link);
        } else if (event instanceof HistoryEvent.ClockSkewed clock) {
            addClock(clock);
        } else if (event instanceof HistoryEvent.ItemCopied copy) {
            addCopy(copy);
        } else if (event instanceof HistoryEvent.ItemsExpired expired) {
            begun = true;
            operations.expired(
                    marks.add(mark(event, Kind.WRITE, ModelOperations.EXPIRY, expired.items() + " expired")));
        } else if (event instanceof HistoryEvent.StrayWrite stray) {
            Mark mark = mark(
                    event,
                    Kind.NOTICE,
                    "stray write",
                    "expected in " + stray.expected().id());
            mark.findings()
                    .add(new Finding(
                            "stray",
                            stray.operation() + " wrote " + stray.table() + "/" + stray.key() + " in "
                                    + stray.region().id() + ", but its declared write mode wants it in "
                                    + stray.expected().id() + "."));
            marks.add(mark);
        } else {
            String words = ChangeText.of(event).orElse("");
            marks.add(mark(event, Kind.NOTICE, words, ""));
        }
    }

    /** How the tables of a test came to be is not told. */
    private void addStatus(HistoryEvent.TableStatusChanged change) {
        if (!begun) {
            return;
        }
        int mark = marks.add(mark(change, Kind.NOTICE, "table " + change.status(), change.table()));
        bands.status(change, mark);
        if (change.status().equals(HistoryEvent.TableStatusChanged.GONE)) {
            items.gone(mark, change.table(), lane(change.region()));
        }
    }

    /** That clocks differ by microseconds from the start is not told either. */
    private void addClock(HistoryEvent.ClockSkewed clock) {
        if (begun || ModelBands.isNoteworthy(clock)) {
            bands.clock(clock, marks.add(mark(clock, Kind.CLOCK, "clock set", ChangeText.skew(clock))));
        }
    }

    /** Links that change together are one mark. */
    private void addLink(HistoryEvent.LinkChanged link) {
        String route = link.from().id() + " -> " + link.to().id();
        String name = "link " + link.change();
        int mark = marks.last();
        if (mark != NONE && marks.sameLinkChange(mark, marks.micros(link.time()), name)) {
            marks.extend(mark, route);
        } else {
            mark = marks.add(
                    ModelMarks.mark(marks.micros(link.time()), NONE, Kind.FAULT, name, route, name + ": " + route));
        }
        bands.link(link, mark);
    }

    private void addCopy(HistoryEvent.ItemCopied copy) {
        int item = items.item(copy.table(), copy.key());
        int version = items.version(item, copy.key(), copy.content());
        Mark mark = mark(copy, Kind.ARRIVAL, "copied", items.version(version).brief());
        mark.items().add(item);
        int lane = lane(copy.region());
        items.change(new Change(marks.add(mark), item, lane, version, "copied", 0));
    }

    private Mark mark(HistoryEvent event, Kind kind, String name, String brief) {
        int lane = TimelineRegions.of(event).map(this::lane).orElse(NONE);
        String words = ChangeText.of(event).orElse(name);
        return ModelMarks.mark(marks.micros(event.time()), lane, kind, name, brief, words);
    }
}
