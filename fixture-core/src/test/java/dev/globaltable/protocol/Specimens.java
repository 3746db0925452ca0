package dev.globaltable.protocol;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Instances of model classes with something in every member, made from the class's own field table. */
final class Specimens {

    private static final int DEEPEST = 4;

    private final int variant;
    private final boolean emptyContainers;
    private int made;

    Specimens(int variant) {
        this(variant, false);
    }

    private Specimens(int variant, boolean emptyContainers) {
        this.variant = variant;
        this.emptyContainers = emptyContainers;
    }

    static Specimens withEmptyContainers() {
        return new Specimens(0, true);
    }

    Object of(Class<?> modelClass) throws ReflectiveOperationException {
        return filled((SdkPojo) modelClass.getMethod("builder").invoke(null), 0);
    }

    private Object filled(SdkPojo builder, int depth) {
        if (builder instanceof AttributeValue.Builder) {
            return attributeValue(depth);
        }
        for (SdkField<?> field : builder.sdkFields()) {
            field.set(builder, value(field, depth));
        }
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private Object value(SdkField<?> field, int depth) {
        int number = ++made + variant;
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return List.of("plain", "", "\"\\\n\u0001", "é€", "\uD83D\uDE00").get(number % 5) + number;
        } else if (type == MarshallingType.INTEGER) {
            return number % 2 == 0 ? Integer.MIN_VALUE + number : number;
        } else if (type == MarshallingType.LONG) {
            return number % 2 == 0 ? Long.MAX_VALUE - number : number;
        } else if (type == MarshallingType.BOOLEAN) {
            return number % 2 == 0;
        } else if (type == MarshallingType.DOUBLE) {
            return number % 2 == 0 ? number * 1.0e20 : number / 3.0;
        } else if (type == MarshallingType.FLOAT) {
            return number / 7.0f;
        } else if (type == MarshallingType.INSTANT) {
            return Instant.ofEpochMilli(1_700_000_000_000L + number);
        } else if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArray(new byte[] {(byte) number, 0, -1});
        } else if (type == MarshallingType.LIST) {
            return list(field.getTrait(ListTrait.class).memberFieldInfo(), depth);
        } else if (type == MarshallingType.MAP) {
            return map(field.getTrait(MapTrait.class).valueFieldInfo(), depth);
        }
        return filled(field.constructor().get(), depth + 1);
    }

    private List<?> list(SdkField<?> element, int depth) {
        return emptyContainers || depth >= DEEPEST
                ? List.of()
                : List.of(value(element, depth + 1), value(element, depth + 1));
    }

    private Map<String, ?> map(SdkField<?> element, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!emptyContainers && depth < DEEPEST) {
            map.put("b " + made, value(element, depth + 1));
            map.put("a\"" + made, value(element, depth + 1));
        }
        return map;
    }

    private AttributeValue attributeValue(int depth) {
        int number = ++made + variant;
        return switch (number % (depth < DEEPEST ? 10 : 8)) {
            case 0 -> AttributeValue.fromS("text " + number);
            case 1 -> AttributeValue.fromN(number + "E-3");
            case 2 -> AttributeValue.fromB(SdkBytes.fromUtf8String("binary " + number));
            case 3 -> AttributeValue.fromBool(number % 3 == 0);
            case 4 -> AttributeValue.fromNul(true);
            case 5 -> AttributeValue.fromSs(List.of("b", "a"));
            case 6 -> AttributeValue.fromNs(List.of("2", "1"));
            case 7 -> AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] {(byte) number})));
            case 8 -> AttributeValue.fromL(List.of(attributeValue(depth + 1), attributeValue(depth + 1)));
            default -> AttributeValue.fromM(Map.of("nested " + number, attributeValue(depth + 1)));
        };
    }
}
