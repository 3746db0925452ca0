package dev.globaltable.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.BinaryUtils;

/**
 * DynamoDB JSON in one fixed form: members ordered by name, no white space. Only for reading and comparing; what goes over
 * the wire is {@code dev.globaltable.protocol}'s matter.
 */
public final class CanonicalJson {

    /** Only requests that are refused nest deeper; what is there is left out, as it may be without end. */
    private static final int MAX_DEPTH = 400;

    private CanonicalJson() {}

    /** An item, or any map of attribute values. */
    public static String of(Map<String, ?> item) {
        StringBuilder json = new StringBuilder();
        append(json, item);
        return json.toString();
    }

    /** A request or an answer, or anything made of maps, lists, texts, numbers and truth values. */
    public static String ofAny(Object value) {
        StringBuilder json = new StringBuilder();
        append(json, value);
        return json.toString();
    }

    static void append(StringBuilder json, @Nullable Object value) {
        append(json, value, 0);
    }

    private static void append(StringBuilder json, @Nullable Object value, int depth) {
        if (value == null) {
            json.append("null");
        } else if (depth > MAX_DEPTH) {
            appendString(json, "...");
        } else if (value instanceof SdkPojo pojo) {
            appendPojo(json, pojo, depth + 1);
        } else if (value instanceof Map<?, ?> map) {
            appendMap(json, map, depth + 1);
        } else if (value instanceof List<?> list) {
            appendList(json, list, depth + 1);
        } else if (value instanceof SdkBytes bytes) {
            appendString(json, BinaryUtils.toBase64(bytes.asByteArrayUnsafe()));
        } else if (value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof String || value instanceof Instant) {
            appendString(json, value.toString());
        } else {
            throw new IllegalArgumentException("No JSON for " + value);
        }
    }

    private static void appendPojo(StringBuilder json, SdkPojo pojo, int depth) {
        Map<String, Object> members = new TreeMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            value(pojo, field).ifPresent(value -> members.put(field.locationName(), value));
        }
        appendMap(json, members, depth);
    }

    private static Optional<Object> value(SdkPojo pojo, SdkField<?> field) {
        // A default value is drawn at random for idempotency tokens; only what the caller set may be shown.
        Object value = field.containsTrait(DefaultValueTrait.class) && pojo instanceof SdkRequest request
                ? request.getValueForField(field.memberName(), Object.class).orElse(null)
                : field.getValueOrDefault(pojo);
        boolean absent = value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
        return absent ? Optional.empty() : Optional.ofNullable(value);
    }

    private static void appendMap(StringBuilder json, Map<?, ?> map, int depth) {
        json.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : sorted(map).entrySet()) {
            json.append(separator);
            appendString(json, member.getKey().toString());
            json.append(':');
            append(json, member.getValue(), depth);
            separator = ",";
        }
        json.append('}');
    }

    private static Map<?, ?> sorted(Map<?, ?> map) {
        Map<Object, Object> sorted = new TreeMap<>(Comparator.comparing(Object::toString));
        sorted.putAll(map);
        return sorted;
    }

    private static void appendList(StringBuilder json, List<?> list, int depth) {
        json.append('[');
        String separator = "";
        for (Object element : list) {
            json.append(separator);
            append(json, element, depth);
            separator = ",";
        }
        json.append(']');
    }

    private static void appendString(StringBuilder json, String text) {
        json.append('"');
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == '"' || unit == '\\') {
                json.append('\\').append(unit);
            } else if (unit < ' ' || unit == 0x7f || Character.isSurrogate(unit)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            } else {
                json.append(unit);
            }
        }
        json.append('"');
    }
}
