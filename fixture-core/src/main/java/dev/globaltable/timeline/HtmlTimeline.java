package dev.globaltable.timeline;

import dev.globaltable.history.History;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A history as a picture to look at in a browser: one HTML file that needs nothing else, no network either. Regions lie
 * as lanes over virtual time, calls are marks in them, replication is arrows between them; what was read too old, lost
 * or refused stands out.
 *
 * <pre>{@code
 * Files.writeString(file, HtmlTimeline.of(simulation.history(), TimelineHeading.of("two writers")));
 * }</pre>
 *
 * <p>The same history and heading give the same text, byte for byte.
 *
 * @since 0.1.0
 */
public final class HtmlTimeline {

    private static final List<String> SCRIPTS =
            List.of("model.js", "axis.js", "drawing.js", "list.js", "panel.js", "controls.js");

    private HtmlTimeline() {}

    /** The page of everything that happened. */
    public static String of(History history, TimelineHeading heading) {
        return of(history, heading, List.of());
    }

    /**
     * The page of everything that happened, which points at what broke a guarantee.
     *
     * @param highlights each with its witness; the page opens at the first
     */
    public static String of(History history, TimelineHeading heading, List<Highlight> highlights) {
        TimelineModel model = ModelBuilder.of(history);
        Map<String, Object> data = ModelJson.of(model);
        data.put("heading", ModelJson.of(heading));
        data.put("highlights", highlights.stream().map(ModelJson::of).toList());
        data.put("seed", Long.toString(history.seed()));
        data.put("start", history.start().toString());
        data.put("forgotten", history.forgotten());
        Map<String, String> contents = IndexEntry.of(heading, model).contents();
        contents.put("style", HtmlPage.resource("timeline.css"));
        contents.put("script", SCRIPTS.stream().map(HtmlPage::resource).collect(Collectors.joining("\n")));
        contents.put("data", HtmlPage.json(data));
        return HtmlPage.of("timeline", contents);
    }
}
