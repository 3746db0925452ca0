package dev.globaltable.operation;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** A value of a request as messages show it: as the SDK prints it, unless it nests without end. */
final class ShownValue {

    /** JSON that is read nests no deeper; a request that was built in Java may. */
    private static final int MAX_DEPTH = 400;

    private ShownValue() {}

    static String of(Object value) {
        return nestsDeeperThan(MAX_DEPTH, value) ? "..." : value.toString();
    }

    private static boolean nestsDeeperThan(int levels, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return anyNestsDeeperThan(levels, map.values());
        }
        if (value instanceof Collection<?> collection) {
            return anyNestsDeeperThan(levels, collection);
        }
        return value instanceof SdkPojo pojo
                && anyNestsDeeperThan(
                        levels,
                        pojo.sdkFields().stream()
                                .<@Nullable Object>map((SdkField<?> field) -> field.getValueOrDefault(pojo))
                                .toList());
    }

    private static boolean anyNestsDeeperThan(int levels, Collection<?> values) {
        if (levels == 0) {
            return true;
        }
        for (Object value : values) {
            if (nestsDeeperThan(levels - 1, value)) {
                return true;
            }
        }
        return false;
    }
}
