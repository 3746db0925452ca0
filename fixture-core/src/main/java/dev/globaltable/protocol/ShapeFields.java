package dev.globaltable.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** The members of one model class by their names on the wire, read once from the class's own field table. */
final class ShapeFields {

    private static final List<MarshallingType<?>> CONTAINERS =
            List.of(MarshallingType.MAP, MarshallingType.LIST, MarshallingType.SDK_POJO);

    private static final ClassValue<Holder> BY_CLASS = new ClassValue<>() {
        @Override
        protected Holder computeValue(Class<?> type) {
            return new Holder();
        }
    };

    private final Map<String, SdkField<?>> byWireName = new LinkedHashMap<>();
    private final List<SdkField<?>> containers = new ArrayList<>();

    private ShapeFields(SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            byWireName.put(field.locationName(), field);
            if (CONTAINERS.contains(field.marshallingType())) {
                containers.add(field);
            }
        }
    }

    static ShapeFields of(SdkPojo pojo) {
        Holder holder = BY_CLASS.get(pojo.getClass());
        ShapeFields fields = holder.fields;
        if (fields == null) {
            fields = new ShapeFields(pojo);
            holder.fields = fields;
        }
        return fields;
    }

    @Nullable
    SdkField<?> field(String wireName) {
        return byWireName.get(wireName);
    }

    /** The fields whose values have values in them. */
    List<SdkField<?>> containers() {
        return containers;
    }

    /** A field table can only be read from an instance, which {@link ClassValue} does not have at hand. */
    private static final class Holder {
        private volatile @Nullable ShapeFields fields;
    }
}
