package dev.globaltable.differential;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Requests and responses as plain maps, lists and scalars under the names of the JSON protocol; what is absent on the wire is
 * absent here, and what has no order (sets, maps) is put in one order.
 */
final class Tree {

    private Tree() {}

    static Map<String, Object> of(SdkPojo pojo) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                members.put(field.locationName(), of(value));
            }
        }
        if (pojo instanceof AttributeValue) {
            members.computeIfPresent("SS", (name, set) -> sorted(set));
            members.computeIfPresent("NS", (name, set) -> sorted(set));
            members.computeIfPresent("BS", (name, set) -> sorted(set));
        }
        return members;
    }

    private static Object of(@Nullable Object value) {
        if (value instanceof SdkPojo pojo) {
            return of(pojo);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new TreeMap<>();
            map.forEach((key, entry) -> entries.put((String) key, of(entry)));
            return entries;
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(of(element)));
            return elements;
        }
        if (value instanceof SdkBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.asByteArray());
        }
        if (value instanceof Instant instant) {
            return instant.toEpochMilli() / 1000.0;
        }
        return value == null ? "null" : value;
    }

    /** The map under a name of a tree; empty if there is none. */
    static Map<?, ?> child(@Nullable Object tree, String name) {
        return tree instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> child ? child : Map.of();
    }

    /** The elements of a list in the order of their text, for lists whose order means nothing. */
    static List<Object> sorted(Object list) {
        List<Object> elements = new ArrayList<>((List<?>) list);
        elements.sort((a, b) -> Json.text(a).compareTo(Json.text(b)));
        return elements;
    }
}
