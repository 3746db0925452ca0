package dev.globaltable.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes the SDK's model classes as JSON, led by their field tables. A member that is not set, or is the SDK's stand-in for
 * a list or map that is not set, is left out; an empty list or map that was set is written.
 */
final class ShapeWriter {

    private final JsonWriter json;

    ShapeWriter(JsonWriter json) {
        this.json = json;
    }

    void write(SdkPojo pojo) {
        json.startObject();
        writeMembers(pojo);
        json.endObject();
    }

    void writeMembers(SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                json.name(field.locationName());
                writeValue(value);
            }
        }
    }

    private void writeValue(@Nullable Object value) {
        if (value instanceof String text) {
            json.string(text);
        } else if (value instanceof AttributeValue attribute) {
            writeAttribute(attribute);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof List<?> list) {
            writeList(list);
        } else if (value instanceof SdkPojo pojo) {
            write(pojo);
        } else if (value instanceof Boolean bool) {
            json.bool(bool);
        } else if (value instanceof Number number) {
            json.number(number.toString());
        } else if (value instanceof Instant instant) {
            json.number(epochSeconds(instant));
        } else if (value instanceof SdkBytes bytes) {
            json.base64(bytes.asByteArrayUnsafe());
        } else if (value == null) {
            json.nothing();
        } else {
            throw new IllegalStateException("The model has a value of type "
                    + value.getClass().getName() + ", which DynamoDB's JSON protocol does not use");
        }
    }

    private void writeMap(Map<?, ?> map) {
        json.startObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() != null) {
                json.name((String) entry.getKey());
                writeValue(entry.getValue());
            }
        }
        json.endObject();
    }

    private void writeList(List<?> list) {
        json.startArray();
        for (Object element : list) {
            writeValue(element);
        }
        json.endArray();
    }

    /** The field table would do too; items are most of what is written and this is four times as fast. */
    private void writeAttribute(AttributeValue value) {
        json.startObject();
        member("S", value.s());
        member("N", value.n());
        member("B", value.b());
        member("SS", value.hasSs() ? value.ss() : null);
        member("NS", value.hasNs() ? value.ns() : null);
        member("BS", value.hasBs() ? value.bs() : null);
        member("M", value.hasM() ? value.m() : null);
        member("L", value.hasL() ? value.l() : null);
        member("BOOL", value.bool());
        member("NULL", value.nul());
        json.endObject();
    }

    private void member(String name, @Nullable Object value) {
        if (value != null) {
            json.name(name);
            writeValue(value);
        }
    }

    private static String epochSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3).toString();
    }
}
