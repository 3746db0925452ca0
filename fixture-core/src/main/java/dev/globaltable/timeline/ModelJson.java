package dev.globaltable.timeline;

import static dev.globaltable.timeline.TimelineModel.NONE;

import dev.globaltable.timeline.TimelineModel.Arrow;
import dev.globaltable.timeline.TimelineModel.Band;
import dev.globaltable.timeline.TimelineModel.Change;
import dev.globaltable.timeline.TimelineModel.Item;
import dev.globaltable.timeline.TimelineModel.Mark;
import dev.globaltable.timeline.TimelineModel.StoredVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The picture's data as the page reads it. What is empty or none is left out. */
final class ModelJson {

    private ModelJson() {}

    static Map<String, Object> of(TimelineModel model) {
        Map<String, Object> json = new TreeMap<>();
        json.put("lanes", model.lanes());
        json.put("items", all(model.items(), ModelJson::of));
        json.put("versions", all(model.versions(), ModelJson::of));
        json.put("marks", all(model.marks(), ModelJson::of));
        json.put("arrows", all(model.arrows(), ModelJson::of));
        json.put("bands", all(model.bands(), ModelJson::of));
        json.put("changes", all(model.changes(), ModelJson::of));
        json.put("end", model.end());
        return json;
    }

    private static <T> List<Map<String, Object>> all(List<T> things, Function<T, Map<String, Object>> json) {
        return things.stream().map(json).toList();
    }

    private static Map<String, Object> of(Item item) {
        return object("table", item.table(), "key", item.key());
    }

    private static Map<String, Object> of(StoredVersion version) {
        return object(
                "item", version.item(),
                "number", version.number(),
                "stamp", version.stamp(),
                "name", version.name(),
                "origin", version.origin(),
                "text", version.text(),
                "brief", version.brief(),
                "deleted", version.deleted());
    }

    private static Map<String, Object> of(Mark mark) {
        return object(
                "at", mark.at(),
                "until", mark.until() == mark.at() ? NONE : mark.until(),
                "lane", mark.lane(),
                "kind", mark.kind().word(),
                "name", mark.name(),
                "brief", mark.brief(),
                "text", mark.text(),
                "operation", mark.operation() == 0 ? NONE : mark.operation(),
                "session", mark.session(),
                "items", mark.items(),
                "written", mark.written(),
                "reads", all(mark.reads(), ModelJson::of),
                "losses", mark.losses(),
                "findings", all(mark.findings(), ModelJson::of),
                "facts", facts(mark));
    }

    private static List<List<String>> facts(Mark mark) {
        return mark.facts().entrySet().stream()
                .map(fact -> List.of(fact.getKey(), fact.getValue()))
                .toList();
    }

    private static Map<String, Object> of(TimelineModel.Seen seen) {
        return object("item", seen.item(), "version", seen.version(), "newest", seen.newest());
    }

    private static Map<String, Object> of(TimelineModel.Finding finding) {
        return object("kind", finding.kind(), "words", finding.words());
    }

    private static Map<String, Object> of(Arrow arrow) {
        return object(
                "id", arrow.id(),
                "version", arrow.version(),
                "from", arrow.from(),
                "to", arrow.to(),
                "sent", arrow.sent(),
                "ended", arrow.ended(),
                "due", arrow.due(),
                "fate", arrow.fate());
    }

    private static Map<String, Object> of(Band band) {
        return object(
                "kind", band.kind(),
                "label", band.label(),
                "lane", band.lane(),
                "between", band.between(),
                "from", band.from(),
                "until", band.until());
    }

    private static Map<String, Object> of(Change change) {
        return object(
                "mark", change.mark(),
                "item", change.item(),
                "lane", change.lane(),
                "version", change.version(),
                "how", change.how(),
                "message", change.message() == 0 ? NONE : change.message());
    }

    static Map<String, Object> of(TimelineHeading heading) {
        return object(
                "title", heading.title(),
                "origin", heading.origin(),
                "verdict", heading.verdict().name().toLowerCase(Locale.ROOT),
                "message", heading.message(),
                "replay", heading.replay());
    }

    static Map<String, Object> of(Highlight highlight) {
        return object(
                "guarantee", highlight.guarantee(),
                "caption", highlight.caption(),
                "steps",
                        all(
                                highlight.steps(),
                                step -> object("operation", step.operation(), "caption", step.caption())),
                "relations",
                        all(
                                highlight.relations(),
                                relation -> object(
                                        "from", relation.from(), "to", relation.to(), "label", relation.label())));
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new TreeMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            Object value = namesAndValues[at + 1];
            if (!isNothing(value)) {
                object.put((String) namesAndValues[at], value);
            }
        }
        return object;
    }

    private static boolean isNothing(Object value) {
        return (value instanceof Number number && number.longValue() == NONE)
                || (value instanceof String text && text.isEmpty())
                || (value instanceof List<?> list && list.isEmpty())
                || Boolean.FALSE.equals(value);
    }
}
