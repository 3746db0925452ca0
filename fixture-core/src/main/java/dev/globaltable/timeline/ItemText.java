package dev.globaltable.timeline;

import dev.globaltable.item.ItemVersion;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.BinaryUtils;

/**
 * Items as people read them, such as {@code {name: "Ada", userId: "42", visits: 3}}: attributes ordered by name, strings
 * in quotes, numbers bare, sets in angle brackets, binary values as {@code b"SGk="} in Base64.
 *
 * <p>For messages and pictures; two different items can look the same. The history's text has the exact form.
 *
 * @since 0.1.0
 */
public final class ItemText {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final String CUT = "...";
    private static final int MAX_DEPTH = 100;

    private ItemText() {}

    /** An item, or the key of one. */
    public static String of(Map<String, AttributeValue> item) {
        return map(item, MAX_DEPTH);
    }

    /** A single value. */
    public static String of(AttributeValue value) {
        return value(value, MAX_DEPTH);
    }

    /** What a version of an item holds: the item, or that it is deleted. */
    static String content(ItemVersion version) {
        return version.item().map(ItemText::of).orElse("deleted");
    }

    private static String map(Map<String, AttributeValue> item, int depth) {
        return new TreeMap<>(item)
                .entrySet().stream()
                        .map(attribute -> name(attribute.getKey()) + ": " + value(attribute.getValue(), depth))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Requests that are refused may hold anything: {@code null}, two types at once, values that nest without end. */
    private static String value(@Nullable AttributeValue value, int depth) {
        if (value == null || value.type() == null) {
            return "?";
        }
        if (depth == 0) {
            return CUT;
        }
        return switch (value.type()) {
            case S -> quoted(value.s());
            case N -> value.n();
            case B -> binary(value.b());
            case BOOL -> value.bool().toString();
            case NUL -> "null";
            case M -> map(value.m(), depth - 1);
            case L ->
                value.l().stream()
                        .map(element -> value(element, depth - 1))
                        .collect(Collectors.joining(", ", "[", "]"));
            case SS -> set(value.ss(), ItemText::quoted);
            case NS -> set(value.ns(), number -> number);
            case BS -> set(value.bs(), ItemText::binary);
            default -> "?";
        };
    }

    /** The text, or as much of its beginning as fits with three dots after it. */
    public static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        return width <= CUT.length() ? CUT.substring(0, width) : text.substring(0, width - CUT.length()) + CUT;
    }

    private static String name(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : quoted(name);
    }

    private static <T> String set(Collection<T> elements, Function<T, String> text) {
        return elements.stream()
                .map(element -> element == null ? "?" : text.apply(element))
                .sorted()
                .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String binary(SdkBytes bytes) {
        return "b\"" + BinaryUtils.toBase64(bytes.asByteArrayUnsafe()) + "\"";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == '"' || unit == '\\') {
                quoted.append('\\').append(unit);
            } else if (unit < ' ' || unit == 0x7f) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            } else {
                quoted.append(unit);
            }
        }
        return quoted.append('"').toString();
    }
}
