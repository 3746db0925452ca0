package dev.globaltable.timeline;

import dev.globaltable.history.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One HTML file made of the pieces that lie beside this class: a frame, its style, its scripts and the data. */
final class HtmlPage {

    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z]+)}}");

    private HtmlPage() {}

    /**
     * Fills a frame; what is put in is not looked at for holes.
     *
     * @param name of the frame, without its ending
     * @param contents of the holes by name, as HTML
     */
    static String of(String name, Map<String, String> contents) {
        String frame = resource(name + ".html");
        StringBuilder page = new StringBuilder();
        Matcher hole = HOLE.matcher(frame);
        int from = 0;
        while (hole.find()) {
            page.append(frame, from, hole.start()).append(contents.getOrDefault(hole.group(1), ""));
            from = hole.end();
        }
        return page.append(frame, from, frame.length()).toString();
    }

    /**
     * One line for each thing, for those who look at the page's source. In JSON, less-than signs stand in strings only;
     * written like this, no string can end the element around it.
     */
    static String json(Map<String, Object> data) {
        return data.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + lines(member.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"))
                .replace("<", "\\u003c");
    }

    private static String lines(Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return CanonicalJson.ofAny(value);
        }
        return list.stream().map(CanonicalJson::ofAny).collect(Collectors.joining(",\n  ", "[\n  ", "]"));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String resource(String name) {
        try (InputStream resource = HtmlPage.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("The fixture's jar lacks " + name);
            }
            // A checkout on Windows may have other line ends; the page shall not.
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
