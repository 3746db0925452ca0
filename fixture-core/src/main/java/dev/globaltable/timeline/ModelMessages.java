package dev.globaltable.timeline;

import static dev.globaltable.timeline.TimelineModel.NONE;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.table.ArrivalOutcome;
import dev.globaltable.timeline.TimelineModel.Arrow;
import dev.globaltable.timeline.TimelineModel.Change;
import dev.globaltable.timeline.TimelineModel.Finding;
import dev.globaltable.timeline.TimelineModel.Kind;
import dev.globaltable.timeline.TimelineModel.Mark;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.regions.Region;

/** Versions on their way: an arrow each, and a mark where it ends. */
final class ModelMessages {

    private final ModelItems items;
    private final ModelMarks marks;
    private final ToIntFunction<Region> lanes;
    private final Map<Integer, Integer> writers = new LinkedHashMap<>();
    private final Map<Long, Arrow> arrows = new LinkedHashMap<>();
    private final Set<Loss> losses = new LinkedHashSet<>();

    private final Map<Journey, Long> underWay = new LinkedHashMap<>();

    private record Loss(int winner, int loser) {}

    private record Journey(int version, int to) {}

    ModelMessages(ModelItems items, ModelMarks marks, ToIntFunction<Region> lanes) {
        this.items = items;
        this.marks = marks;
        this.lanes = lanes;
    }

    /** A mark wrote a version: its messages set out from there. */
    void wrote(int mark, int version) {
        writers.put(version, mark);
    }

    void add(HistoryEvent.VersionSent sent) {
        ReplicationMessage message = sent.message();
        int version = version(message);
        int from = lanes.applyAsInt(message.from());
        long at = marks.micros(sent.time());
        int mark = writers.getOrDefault(version, NONE);
        if (mark == NONE || marks.get(mark).at() != at) {
            Mark resent = ModelMarks.mark(
                    at,
                    from,
                    Kind.NOTICE,
                    "#" + message.id() + " sent",
                    items.version(version).brief(),
                    "#" + message.id() + " sent to " + message.to().id() + ": " + told(message));
            resent.items().add(items.version(version).item());
            mark = marks.add(resent);
        }
        long due = message.due().map(marks::micros).orElse((long) NONE);
        int to = lanes.applyAsInt(message.to());
        arrows.put(message.id(), new Arrow(message.id(), version, from, to, mark, NONE, due, "under way"));
        underWay.put(new Journey(version, to), message.id());
    }

    void add(HistoryEvent.VersionArrived arrived) {
        ReplicationMessage message = arrived.message();
        boolean dropped = arrived.outcome() == ArrivalOutcome.DROPPED;
        String outcome = arrived.outcome().name().toLowerCase(Locale.ROOT);
        String fate = arrived.conflict() && dropped ? "lost" : outcome;
        int version = version(message);
        Mark mark = end(arrived.time(), message, fate.equals("lost") ? "LOST" : outcome);
        Optional<ItemVersion> met = arrived.met();
        if (arrived.conflict() && met.isPresent()) {
            int other = items.version(items.version(version).item(), message.key(), met.get());
            conflict(mark, message, dropped ? other : version, dropped ? version : other);
        }
        int number = marks.add(mark);
        ended(message, number, fate);
        if (!dropped) {
            items.change(new Change(
                    number,
                    items.version(version).item(),
                    lanes.applyAsInt(message.to()),
                    version,
                    "arrived",
                    message.id()));
        }
    }

    /** Each pair of versions that met is explained where it met first; the others only say what was lost. */
    private void conflict(Mark mark, ReplicationMessage message, int winner, int loser) {
        mark.losses().add(loser);
        mark.facts().put("Lost", told(loser));
        mark.facts().put("Kept", told(winner));
        if (losses.add(new Loss(winner, loser))) {
            mark.findings().add(new Finding("lost", LossText.of(items, winner, loser, message.to())));
        }
    }

    void add(HistoryEvent.VersionCoalesced coalesced) {
        Mark mark = end(coalesced.time(), coalesced.message(), "coalesced into #" + coalesced.into());
        ended(coalesced.message(), marks.add(mark), "coalesced");
    }

    void add(HistoryEvent.VersionAbandoned abandoned) {
        Mark mark = end(abandoned.time(), abandoned.message(), "abandoned");
        ended(abandoned.message(), marks.add(mark), "abandoned");
    }

    private Mark end(Instant time, ReplicationMessage message, String what) {
        int version = version(message);
        String name = "#" + message.id() + " " + what;
        Mark mark = ModelMarks.mark(
                marks.micros(time),
                lanes.applyAsInt(message.to()),
                Kind.ARRIVAL,
                name,
                items.version(version).brief(),
                name + ": " + told(message));
        mark.items().add(items.version(version).item());
        mark.facts()
                .put("Sent", "from " + message.from().id() + " at " + ModelMarks.seconds(marks.micros(message.sent())));
        return mark;
    }

    private void ended(ReplicationMessage message, int mark, String fate) {
        int version = version(message);
        Arrow sent = arrows.get(message.id());
        underWay.remove(new Journey(version, lanes.applyAsInt(message.to())));
        int from = sent == null ? NONE : sent.sent();
        arrows.put(
                message.id(),
                new Arrow(
                        message.id(),
                        version,
                        lanes.applyAsInt(message.from()),
                        lanes.applyAsInt(message.to()),
                        from,
                        mark,
                        sent == null ? NONE : sent.due(),
                        fate));
    }

    private int version(ReplicationMessage message) {
        return items.version(items.item(message.table(), message.key()), message.key(), message.content());
    }

    private String told(int version) {
        return "v" + items.version(version).number() + " "
                + items.version(version).text() + ", stamp "
                + items.version(version).name();
    }

    private static String told(ReplicationMessage message) {
        return message.table() + "/" + message.key() + " = " + ItemText.content(message.content());
    }

    /** The message that carries a version to a lane and has not arrived there. */
    Optional<Arrow> underWay(int version, int to) {
        return Optional.ofNullable(underWay.get(new Journey(version, to))).map(arrows::get);
    }

    List<Arrow> arrows() {
        return List.copyOf(arrows.values());
    }
}
