package dev.globaltable.operation;

import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.ReplicaTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * What a request costs in capacity units of the Region that answers it (CAP-4), apart for the table and each index.
 *
 * @param local units of local secondary indexes, by their names
 * @param global units of global secondary indexes, by their names
 */
record Consumption(double table, Map<String, Double> local, Map<String, Double> global) {

    private static final Map<String, Double> NONE = Collections.emptyMap();

    /** What only the table is charged for. */
    static Consumption ofTable(double units) {
        return new Consumption(units, NONE, NONE);
    }

    /** A page of a table, or of an index and of what it took from the table. */
    static Consumption ofRead(Source<?> source, Page<?> page, @Nullable Boolean consistent) {
        double units = Capacity.read(page.bytes(), consistent);
        IndexDefinition index = source.index();
        if (index == null) {
            return ofTable(units);
        }
        double fetched = page.fetched().stream()
                .mapToDouble(bytes -> Capacity.read(bytes, consistent))
                .sum();
        Map<String, Double> ofIndex = Collections.singletonMap(index.name(), units);
        return index.isGlobal() ? new Consumption(fetched, NONE, ofIndex) : new Consumption(fetched, ofIndex, NONE);
    }

    double total() {
        return table + sum(local) + sum(global);
    }

    private static double sum(Map<String, Double> units) {
        return units.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What the response tells, if the request asked; only then is the cost worked out. */
    static @Nullable ConsumedCapacity report(
            ReplicaTable table, @Nullable ReturnConsumedCapacity wanted, Supplier<Consumption> cost) {
        if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
            return null;
        }
        Consumption consumption = cost.get();
        ConsumedCapacity.Builder report =
                ConsumedCapacity.builder().tableName(table.name()).capacityUnits(consumption.total());
        if (wanted == ReturnConsumedCapacity.INDEXES) {
            report.table(capacity -> capacity.capacityUnits(consumption.table))
                    .localSecondaryIndexes(capacities(consumption.local))
                    .globalSecondaryIndexes(capacities(consumption.global));
        }
        return report.build();
    }

    private static @Nullable Map<String, software.amazon.awssdk.services.dynamodb.model.Capacity> capacities(
            Map<String, Double> units) {
        if (units.isEmpty()) {
            return null;
        }
        Map<String, software.amazon.awssdk.services.dynamodb.model.Capacity> capacities = new LinkedHashMap<>();
        units.forEach((name, unit) -> capacities.put(
                name,
                software.amazon.awssdk.services.dynamodb.model.Capacity.builder()
                        .capacityUnits(unit)
                        .build()));
        return capacities;
    }
}
