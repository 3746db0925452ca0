package dev.globaltable.operation;

import dev.globaltable.item.Items;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What single reads and writes cost in capacity units; {@link Consumption} puts them together. */
final class Capacity {

    private static final int WRITE_UNIT_BYTES = 1024;
    private static final int READ_UNIT_BYTES = 4096;

    private Capacity() {}

    /** A write costs one unit for each started KB of the larger of the item before and after; at least one. */
    static double write(ItemAction.Outcome outcome) {
        int bytes = Math.max(bytes(outcome.before()), bytes(outcome.after()));
        return Math.max(1, units(bytes, WRITE_UNIT_BYTES));
    }

    /** A read costs one unit for each started 4 KB, half of that where an eventually consistent answer will do. */
    static double read(int bytes, @Nullable Boolean consistent) {
        double units = Math.max(1, units(bytes, READ_UNIT_BYTES));
        return Boolean.TRUE.equals(consistent) ? units : units / 2;
    }

    /** What one index entry costs to be written or removed, for each started KB. */
    static double write(Map<String, AttributeValue> entry) {
        return Math.max(1, units(Items.sizeBytes(entry), WRITE_UNIT_BYTES));
    }

    private static int bytes(@Nullable Map<String, AttributeValue> item) {
        return item == null ? 0 : Items.sizeBytes(item);
    }

    private static int units(int bytes, int unitBytes) {
        return (bytes + unitBytes - 1) / unitBytes;
    }
}
