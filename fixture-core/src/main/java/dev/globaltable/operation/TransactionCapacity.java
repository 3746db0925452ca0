package dev.globaltable.operation;

import dev.globaltable.item.Items;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * What a transaction costs each table: twice what the same reads and writes cost alone (CAP-5). Tables are called as the
 * actions name them, which may be by their ARNs.
 */
final class TransactionCapacity {

    /** A transaction prepares, then commits. */
    static final int TIMES = 2;

    private final Map<String, Units> tables = new LinkedHashMap<>();

    private record Units(double read, Consumption written) {

        private static final Units NONE = new Units(0, Consumption.ofTable(0));

        private Units plus(double reads, Consumption writes) {
            return new Units(read + TIMES * reads, written.plus(writes.times(TIMES)));
        }

        private @Nullable Double readOrNull() {
            return nullIfZero(read);
        }

        private double total() {
            return read + written.total();
        }
    }

    /** A read of an item, or of nothing; always strongly consistent. */
    void read(String name, ReplicaTable table, @Nullable Map<String, AttributeValue> item) {
        double units = Capacity.read(item == null ? 0 : Items.sizeBytes(item), true);
        table.throughput().read(TIMES * units, Collections.emptyMap());
        add(name, units, Consumption.ofTable(0));
    }

    void write(String name, ReplicaTable table, ItemAction.Outcome outcome) {
        add(name, 0, Consumption.ofWrite(table, outcome));
    }

    private void add(String table, double reads, Consumption writes) {
        tables.put(table, tables.getOrDefault(table, Units.NONE).plus(reads, writes));
    }

    /** What the response tells, if the request asked: the tables in the order of the actions. */
    @Nullable
    List<ConsumedCapacity> report(@Nullable ReturnConsumedCapacity wanted) {
        if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
            return null;
        }
        List<ConsumedCapacity> reports = new ArrayList<>();
        tables.forEach((table, units) -> reports.add(report(table, units, wanted)));
        return reports;
    }

    private static ConsumedCapacity report(String table, Units units, ReturnConsumedCapacity wanted) {
        Consumption written = units.written();
        ConsumedCapacity.Builder report = ConsumedCapacity.builder()
                .tableName(table)
                .capacityUnits(units.total())
                .readCapacityUnits(units.readOrNull())
                .writeCapacityUnits(nullIfZero(written.total()));
        if (wanted == ReturnConsumedCapacity.INDEXES) {
            report.table(capacity -> capacity.capacityUnits(units.read() + written.table())
                            .readCapacityUnits(units.readOrNull())
                            .writeCapacityUnits(nullIfZero(written.table())))
                    .localSecondaryIndexes(Consumption.capacities(written.local(), true))
                    .globalSecondaryIndexes(Consumption.capacities(written.global(), true));
        }
        return report.build();
    }

    private static @Nullable Double nullIfZero(double units) {
        return units == 0 ? null : units;
    }
}
