package dev.globaltable.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * Elements of lists and maps that are {@code null}: JSON and Java allow them, the model does not. Where a structure, list
 * or map belongs, each is taken for an empty one, in which an operation then misses what it needs. Attribute values and
 * texts are left to those who check them.
 */
final class NullStructures {

    /** By class, the fields that can hold such an element. */
    private final Map<Class<?>, List<SdkField<?>>> holders = new LinkedHashMap<>();

    /** The request, or where it has such elements, one with empty structures for them. */
    AwsRequest filled(AwsRequest request) {
        return (AwsRequest) structure(request);
    }

    private Object structure(SdkPojo pojo) {
        SdkPojo builder = null;
        for (SdkField<?> field : holders.computeIfAbsent(pojo.getClass(), type -> holders(pojo))) {
            Object value = field.getValueOrDefault(pojo);
            Object filled = value == null ? null : filled(field, value);
            if (changed(value, filled)) {
                builder = builder == null ? (SdkPojo) ((ToCopyableBuilder<?, ?>) pojo).toBuilder() : builder;
                field.set(builder, filled);
            }
        }
        return builder == null ? pojo : ((SdkBuilder<?, ?>) builder).build();
    }

    private static List<SdkField<?>> holders(SdkPojo pojo) {
        List<SdkField<?>> fields = new ArrayList<>(pojo.sdkFields());
        fields.removeIf(field -> !isContainer(field) || holdsValuesOnly(field));
        return List.copyOf(fields);
    }

    private static boolean isContainer(SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        return type == MarshallingType.LIST || type == MarshallingType.MAP || type == MarshallingType.SDK_POJO;
    }

    private static boolean holdsValuesOnly(SdkField<?> field) {
        SdkField<?> element = field.marshallingType() == MarshallingType.SDK_POJO ? field : element(field);
        if (element.marshallingType() == MarshallingType.SDK_POJO) {
            return element.constructor().get() instanceof AttributeValue.Builder;
        }
        return !isContainer(element);
    }

    private static SdkField<?> element(SdkField<?> container) {
        return container.marshallingType() == MarshallingType.LIST
                ? container.getTrait(ListTrait.class).memberFieldInfo()
                : container.getTrait(MapTrait.class).valueFieldInfo();
    }

    private Object filled(SdkField<?> field, Object value) {
        if (value instanceof List<?> list) {
            return list(element(field), list);
        }
        if (value instanceof Map<?, ?> map) {
            return map(element(field), map);
        }
        return value instanceof SdkPojo pojo && !(value instanceof AttributeValue) ? structure(pojo) : value;
    }

    private Object list(SdkField<?> element, List<?> list) {
        List<Object> filled = new ArrayList<>(list.size());
        boolean changed = false;
        for (Object value : list) {
            Object present = present(element, value);
            filled.add(present);
            changed |= changed(value, present);
        }
        return changed ? filled : list;
    }

    private Object map(SdkField<?> element, Map<?, ?> map) {
        Map<Object, Object> filled = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object present = present(element, entry.getValue());
            filled.put(entry.getKey(), present);
            changed |= changed(entry.getValue(), present);
        }
        return changed ? filled : map;
    }

    private Object present(SdkField<?> element, @Nullable Object value) {
        if (value != null) {
            return isContainer(element) && !holdsValuesOnly(element) ? filled(element, value) : value;
        }
        MarshallingType<?> type = element.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return ((SdkBuilder<?, ?>) element.constructor().get()).build();
        }
        return type == MarshallingType.LIST ? List.of() : new LinkedHashMap<>();
    }

    @SuppressWarnings("ReferenceEquality") // What needed no change is given back as it is.
    private static boolean changed(@Nullable Object before, @Nullable Object after) {
        return before != after;
    }
}
