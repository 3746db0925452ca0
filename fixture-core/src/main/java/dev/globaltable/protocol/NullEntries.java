package dev.globaltable.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Finds {@code null} values in the maps of a request: Java allows them, and the SDK leaves them out of the JSON. */
final class NullEntries {

    private NullEntries() {}

    static boolean in(SdkPojo pojo) {
        for (SdkField<?> field : ShapeFields.of(pojo).containers()) {
            if (inValue(field.getValueOrDefault(pojo))) {
                return true;
            }
        }
        return false;
    }

    private static boolean inValue(@Nullable Object value) {
        if (value instanceof AttributeValue attribute) {
            return inAttribute(attribute);
        }
        if (value instanceof Map<?, ?> map) {
            return inMap(map);
        }
        if (value instanceof List<?> list) {
            return inList(list);
        }
        return value instanceof SdkPojo pojo && in(pojo);
    }

    private static boolean inAttribute(AttributeValue attribute) {
        return (attribute.hasM() && inMap(attribute.m())) || (attribute.hasL() && inList(attribute.l()));
    }

    private static boolean inMap(Map<?, ?> map) {
        for (Object value : map.values()) {
            if (value == null || inValue(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean inList(List<?> list) {
        for (Object element : list) {
            if (inValue(element)) {
                return true;
            }
        }
        return false;
    }
}
