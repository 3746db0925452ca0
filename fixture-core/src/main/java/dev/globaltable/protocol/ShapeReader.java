package dev.globaltable.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Fills builders of the SDK's model classes from JSON, led by their field tables. Unknown members and {@code null} members
 * are passed over, as the service does; a value of the wrong type is a {@link SerializationFault} in the service's words.
 */
final class ShapeReader {

    private final JsonReader json;
    private final AttributeValueReader attributeValues;

    ShapeReader(JsonReader json) {
        this.json = json;
        this.attributeValues = new AttributeValueReader(json);
    }

    /** Reads an object into a builder. */
    void readInto(SdkPojo builder) {
        require(JsonToken.OBJECT);
        json.enterObject();
        ShapeFields fields = ShapeFields.of(builder);
        while (json.nextMember()) {
            SdkField<?> field = fields.field(json.memberName());
            if (field == null || json.peek() == JsonToken.NULL) {
                json.skip();
            } else {
                field.set(builder, value(field));
            }
        }
    }

    private @Nullable Object valueOrNull(SdkField<?> field) {
        if (json.peek() == JsonToken.NULL) {
            json.skip();
            return null;
        }
        return value(field);
    }

    private Object value(SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return Scalars.string(json);
        }
        if (type == MarshallingType.MAP) {
            return map(field);
        }
        if (type == MarshallingType.LIST) {
            return list(field);
        }
        if (type == MarshallingType.SDK_POJO) {
            return structure(field);
        }
        return Scalars.read(json, type);
    }

    private Map<String, @Nullable Object> map(SdkField<?> field) {
        require(JsonToken.OBJECT);
        SdkField<?> valueField = field.getTrait(MapTrait.class).valueFieldInfo();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        json.enterObject();
        while (json.nextMember()) {
            map.put(json.memberName(), valueOrNull(valueField));
        }
        return map;
    }

    private List<@Nullable Object> list(SdkField<?> field) {
        require(JsonToken.ARRAY);
        SdkField<?> elementField = field.getTrait(ListTrait.class).memberFieldInfo();
        List<@Nullable Object> list = new ArrayList<>();
        json.enterArray();
        while (json.nextElement()) {
            list.add(valueOrNull(elementField));
        }
        return list;
    }

    private Object structure(SdkField<?> field) {
        SdkPojo builder = field.constructor().get();
        if (builder instanceof AttributeValue.Builder attributeValue) {
            return attributeValues.readInto(attributeValue);
        }
        readInto(builder);
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private void require(JsonToken expected) {
        Scalars.require(json, expected);
    }
}
