package dev.globaltable.timeline;

import dev.globaltable.timeline.TimelineModel.Finding;
import dev.globaltable.timeline.TimelineModel.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an index tells of one page. The page itself carries it at its head, so that any JVM can make the index of pages
 * that others wrote. All texts are HTML.
 *
 * @param verdict {@code failed}, {@code passed} or {@code none}
 * @param origin the test's class
 * @param message the first line of the failure's message
 * @param findings what stands out
 */
record IndexEntry(String title, String verdict, String origin, String message, String findings) {

    private static final int LONGEST_MESSAGE = 200;
    private static final Pattern TITLE = Pattern.compile("(?m)^<title>(.*)</title>$");
    private static final Pattern META = Pattern.compile("(?m)^<meta name=\"test-([a-z]+)\" content=\"(.*)\">$");

    static IndexEntry of(TimelineHeading heading, TimelineModel model) {
        return new IndexEntry(
                oneLine(heading.title()),
                heading.verdict().name().toLowerCase(Locale.ROOT),
                oneLine(heading.origin()),
                oneLine(heading.message().strip().lines().findFirst().orElse("")),
                String.join(", ", findings(model)));
    }

    private static String oneLine(String text) {
        return HtmlPage.escaped(ItemText.cut(text.replaceAll("\\R", " "), LONGEST_MESSAGE));
    }

    private static List<String> findings(TimelineModel model) {
        List<String> findings = new ArrayList<>();
        add(findings, marksWith(model, "stale"), "stale read", "stale reads");
        add(findings, marksWith(model, "lost"), "version lost", "versions lost");
        add(findings, marksWith(model, "stray"), "stray write", "stray writes");
        long refused = model.marks().stream()
                .filter(mark -> mark.kind() == Kind.REFUSED)
                .count();
        add(findings, refused, "call refused", "calls refused");
        return findings;
    }

    private static long marksWith(TimelineModel model, String kind) {
        return model.marks().stream()
                .filter(mark -> mark.findings().stream().map(Finding::kind).anyMatch(kind::equals))
                .count();
    }

    private static void add(List<String> findings, long count, String one, String many) {
        if (count > 0) {
            findings.add(count + " " + (count == 1 ? one : many));
        }
    }

    /** As a page carries it. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        contents.put("title", title);
        contents.put("verdict", verdict);
        contents.put("origin", origin);
        contents.put("message", message);
        contents.put("findings", findings);
        return contents;
    }

    /** Empty where a text is not the beginning of a page. */
    static Optional<IndexEntry> read(String page) {
        Matcher title = TITLE.matcher(page);
        Map<String, String> meta = new TreeMap<>();
        Matcher matcher = META.matcher(page);
        while (matcher.find()) {
            meta.put(matcher.group(1), matcher.group(2));
        }
        if (!title.find() || meta.size() < 4) {
            return Optional.empty();
        }
        return Optional.of(new IndexEntry(
                title.group(1),
                meta.getOrDefault("verdict", ""),
                meta.getOrDefault("class", ""),
                meta.getOrDefault("message", ""),
                meta.getOrDefault("findings", "")));
    }
}
