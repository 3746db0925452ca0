package dev.globaltable.differential;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Trees as JSON text that can be pasted into a request. */
final class Json {

    private static final int LONG_TEXT = 300;

    private Json() {}

    static String text(Object tree) {
        StringBuilder out = new StringBuilder();
        write(tree, out, Integer.MAX_VALUE);
        return out.toString();
    }

    /** As {@link #text} with very long strings cut, for people. */
    static String abridged(Object tree) {
        StringBuilder out = new StringBuilder();
        write(tree, out, LONG_TEXT);
        return out.toString();
    }

    private static void write(Object tree, StringBuilder out, int limit) {
        if (tree instanceof Map<?, ?> map) {
            out.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
                Map.Entry<?, ?> entry = entries.next();
                string(entry.getKey().toString(), out, limit);
                out.append(": ");
                write(entry.getValue(), out, limit);
                out.append(entries.hasNext() ? ", " : "");
            }
            out.append('}');
        } else if (tree instanceof List<?> list) {
            out.append('[');
            for (Iterator<?> elements = list.iterator(); elements.hasNext(); ) {
                write(elements.next(), out, limit);
                out.append(elements.hasNext() ? ", " : "");
            }
            out.append(']');
        } else if (tree instanceof String text) {
            string(text, out, limit);
        } else {
            out.append(tree);
        }
    }

    private static void string(String text, StringBuilder out, int limit) {
        out.append('"');
        int end = Math.min(text.length(), limit);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        if (end < text.length()) {
            out.append("... ").append(text.length()).append(" characters");
        }
        out.append('"');
    }
}
