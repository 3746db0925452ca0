package dev.globaltable.operation;

import dev.globaltable.item.Items;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** What a transaction costs each table: twice what the same reads and writes cost alone (CAP-5). */
final class TransactionCapacity {

    private static final int TIMES = 2;

    private final Map<String, Units> tables = new LinkedHashMap<>();

    private record Units(double read, double written) {

        private static final Units NONE = new Units(0, 0);

        private @Nullable Double readOrNull() {
            return read == 0 ? null : read;
        }

        private @Nullable Double writtenOrNull() {
            return written == 0 ? null : written;
        }
    }

    /** A read of an item, or of nothing; always strongly consistent. */
    void read(ReplicaTable table, @Nullable Map<String, AttributeValue> item) {
        add(table, Capacity.read(item == null ? 0 : Items.sizeBytes(item), true), 0);
    }

    void write(ReplicaTable table, ItemChange.Outcome outcome) {
        add(table, 0, Capacity.write(outcome));
    }

    private void add(ReplicaTable table, double read, double written) {
        Units units = tables.getOrDefault(table.name(), Units.NONE);
        tables.put(table.name(), new Units(units.read() + TIMES * read, units.written() + TIMES * written));
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
        double sum = units.read() + units.written();
        ConsumedCapacity.Builder report = ConsumedCapacity.builder()
                .tableName(table)
                .capacityUnits(sum)
                .readCapacityUnits(units.readOrNull())
                .writeCapacityUnits(units.writtenOrNull());
        if (wanted == ReturnConsumedCapacity.INDEXES) {
            report.table(capacity -> capacity.capacityUnits(sum)
                    .readCapacityUnits(units.readOrNull())
                    .writeCapacityUnits(units.writtenOrNull()));
        }
        return report.build();
    }
}
