package dev.globaltable.operation;

import dev.globaltable.item.Items;
import dev.globaltable.table.ReplicaTable;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** What a request costs, in capacity units of the Region that answers it (CAP-4). */
final class Capacity {

    private static final int WRITE_UNIT_BYTES = 1024;
    private static final int READ_UNIT_BYTES = 4096;

    private Capacity() {}

    /** A write costs one unit for each started KB of the larger of the item before and after; at least one. */
    static double write(ItemChange.Outcome outcome) {
        int bytes = Math.max(bytes(outcome.before()), bytes(outcome.after()));
        return Math.max(1, units(bytes, WRITE_UNIT_BYTES));
    }

    /** A read costs one unit for each started 4 KB, half of that where an eventually consistent answer will do. */
    static double read(int bytes, @Nullable Boolean consistent) {
        double units = Math.max(1, units(bytes, READ_UNIT_BYTES));
        return Boolean.TRUE.equals(consistent) ? units : units / 2;
    }

    /** What the response tells, if the request asked; only then is the cost worked out. */
    static @Nullable ConsumedCapacity report(
            ReplicaTable table, @Nullable ReturnConsumedCapacity wanted, DoubleSupplier cost) {
        if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
            return null;
        }
        double units = cost.getAsDouble();
        ConsumedCapacity.Builder report =
                ConsumedCapacity.builder().tableName(table.name()).capacityUnits(units);
        if (wanted == ReturnConsumedCapacity.INDEXES) {
            report.table(capacity -> capacity.capacityUnits(units));
        }
        return report.build();
    }

    private static int bytes(@Nullable Map<String, AttributeValue> item) {
        return item == null ? 0 : Items.sizeBytes(item);
    }

    private static int units(int bytes, int unitBytes) {
        return (bytes + unitBytes - 1) / unitBytes;
    }
}
