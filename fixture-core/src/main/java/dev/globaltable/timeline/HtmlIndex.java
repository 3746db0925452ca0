package dev.globaltable.timeline;

import java.util.Map;
import java.util.TreeMap;

/**
 * The pages of a whole test run on one: by class and test, classes with failures first.
 *
 * <pre>{@code
 * HtmlIndex index = new HtmlIndex();
 * index.add("com.example.CartTests/adds.timeline.html", beginningOfThatFile);
 * Files.writeString(folder.resolve("index.html"), index.text());
 * }</pre>
 *
 * <p>The same pages give the same text, in whatever order they were added.
 *
 * @since 0.1.0
 */
public final class HtmlIndex {

    /** How many characters at the beginning of a page are enough to tell what it is of. */
    public static final int BEGINNING = 8_000;

    private final Map<String, Map<String, IndexEntry>> classes = new TreeMap<>();

    /**
     * Adds a page; what is not one of {@link HtmlTimeline} is left out.
     *
     * @param path where it lies, relative to the index, with slashes
     * @param page its text, or the first {@link #BEGINNING} characters of it
     */
    public void add(String path, String page) {
        IndexEntry.read(page)
                .ifPresent(entry -> classes.computeIfAbsent(entry.origin(), absent -> new TreeMap<>())
                        .put(path, entry));
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return classes.isEmpty();
    }

    /** The page. */
    public String text() {
        StringBuilder failing = new StringBuilder();
        StringBuilder others = new StringBuilder();
        int failed = 0;
        int all = 0;
        for (Map.Entry<String, Map<String, IndexEntry>> tests : classes.entrySet()) {
            long failures = tests.getValue().values().stream()
                    .filter(HtmlIndex::hasFailed)
                    .count();
            append(failures > 0 ? failing : others, tests.getKey(), tests.getValue());
            failed += (int) failures;
            all += tests.getValue().size();
        }
        Map<String, String> contents = new TreeMap<>();
        contents.put("title", "What happened in each Region");
        contents.put("summary", failed + " failed of " + all + (all == 1 ? " test" : " tests") + " with a timeline");
        contents.put("style", HtmlPage.resource("index.css"));
        contents.put("body", failing.append(others).toString());
        return HtmlPage.of("index", contents);
    }

    private static boolean hasFailed(IndexEntry entry) {
        return entry.verdict().equals("failed");
    }

    private static void append(StringBuilder body, String origin, Map<String, IndexEntry> tests) {
        body.append("<h2>").append(origin).append("</h2>\n<table>\n");
        StringBuilder others = new StringBuilder();
        tests.forEach((path, entry) -> (hasFailed(entry) ? body : others).append(row(path, entry)));
        body.append(others).append("</table>\n");
    }

    private static String row(String path, IndexEntry entry) {
        String verdict = hasFailed(entry) ? "\u2717 failed" : entry.verdict().equals("passed") ? "\u2713 passed" : "";
        return "<tr><td class=\"verdict " + entry.verdict() + "\">" + verdict + "</td><td class=\"name\"><a href=\""
                + HtmlPage.escaped(path.replace("%", "%25").replace("[", "%5B").replace("]", "%5D")) + "\">"
                + entry.title() + "</a></td><td class=\"findings\">" + entry.findings() + "</td><td class=\"quiet\">"
                + entry.message() + "</td></tr>\n";
    }
}
