package dev.globaltable.access;

import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The values of a request's condition keys. */
final class Context {

    private final Map<ConditionKey, List<String>> values = new EnumMap<>(ConditionKey.class);

    /** The values of a key; none where the request does not have it. */
    List<String> values(ConditionKey key) {
        return values.getOrDefault(key, List.of());
    }

    Context with(ConditionKey key, @Nullable String value) {
        if (value != null) {
            values.put(key, List.of(value));
        }
        return this;
    }

    Context with(ConditionKey key, Collection<String> several) {
        if (!several.isEmpty()) {
            values.put(key, List.copyOf(several));
        }
        return this;
    }

    /** Everything that another context has. */
    Context with(Context other) {
        values.putAll(other.values);
        return this;
    }

    /** A key attribute's value as a policy compares it: numbers as they are written, binary values in Base64. */
    static @Nullable String text(@Nullable AttributeValue value) {
        if (value == null) {
            return null;
        }
        if (value.s() != null) {
            return value.s();
        }
        SdkBytes bytes = value.b();
        return bytes == null ? value.n() : Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
