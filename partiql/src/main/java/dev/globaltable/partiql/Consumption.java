package dev.globaltable.partiql;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** Adds up what the requests of one statement consumed. */
final class Consumption {

    private Consumption() {}

    /** The sum for one table, null when nothing was reported. */
    static @Nullable ConsumedCapacity sum(List<ConsumedCapacity> parts) {
        if (parts.size() < 2) {
            return parts.isEmpty() ? null : parts.get(0);
        }
        ConsumedCapacity sum = parts.get(0);
        for (ConsumedCapacity part : parts.subList(1, parts.size())) {
            sum = sum.toBuilder()
                    .capacityUnits(plus(sum.capacityUnits(), part.capacityUnits()))
                    .table(plus(sum.table(), part.table()))
                    .globalSecondaryIndexes(
                            sum.hasGlobalSecondaryIndexes()
                                    ? plus(sum.globalSecondaryIndexes(), part.globalSecondaryIndexes())
                                    : null)
                    .localSecondaryIndexes(
                            sum.hasLocalSecondaryIndexes()
                                    ? plus(sum.localSecondaryIndexes(), part.localSecondaryIndexes())
                                    : null)
                    .build();
        }
        return sum;
    }

    private static Map<String, Capacity> plus(Map<String, Capacity> left, Map<String, Capacity> right) {
        Map<String, Capacity> sum = new TreeMap<>(left);
        right.forEach((index, capacity) -> sum.put(index, sumOf(sum.get(index), capacity)));
        return sum;
    }

    private static @Nullable Capacity plus(@Nullable Capacity left, @Nullable Capacity right) {
        return right == null ? left : sumOf(left, right);
    }

    private static Capacity sumOf(@Nullable Capacity left, Capacity right) {
        return left == null
                ? right
                : right.toBuilder()
                        .capacityUnits(plus(left.capacityUnits(), right.capacityUnits()))
                        .build();
    }

    private static @Nullable Double plus(@Nullable Double left, @Nullable Double right) {
        return left == null || right == null ? left : Double.valueOf(left + right);
    }
}
