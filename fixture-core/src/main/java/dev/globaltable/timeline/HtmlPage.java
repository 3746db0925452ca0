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

    private static final Pattern HOLE = Pattern.compile("\\{\\{(title|style|data|script)}}");

    private HtmlPage() {}

    /** @param name the frame and the style, without their endings */
    static String of(String name, String title, Map<String, Object> data, List<String> scripts) {
        String frame = resource(name + ".html");
        StringBuilder page = new StringBuilder();
        Matcher hole = HOLE.matcher(frame);
        int from = 0;
        while (hole.find()) {
            page.append(frame, from, hole.start())
                    .append(
                            switch (hole.group(1)) {
                                case "title" -> escaped(title);
                                case "style" -> resource(name + ".css");
                                case "data" -> json(data);
                                default ->
                                    scripts.stream().map(HtmlPage::resource).collect(Collectors.joining("\n"));
                            });
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

    private static String resource(String name) {
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
