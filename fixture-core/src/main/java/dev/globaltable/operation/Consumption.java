package dev.globaltable.operation;

import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.WriteUnits;
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

    /** A write of an item: the table's part, and that of each index whose entry it changes. */
    static Consumption ofWrite(ReplicaTable table, ItemAction.Outcome outcome) {
        WriteUnits units = outcome.cost(table);
        return new Consumption(units.table(), units.local(), units.global());
    }

    /** This and more. */
    Consumption plus(Consumption more) {
        return new Consumption(table + more.table, together(local, more.local), together(global, more.global));
    }

    private static Map<String, Double> together(Map<String, Double> one, Map<String, Double> other) {
        Map<String, Double> sum = new LinkedHashMap<>(one);
        other.forEach((name, units) -> sum.merge(name, units, Double::sum));
        return sum;
    }

    /** As much several times. */
    Consumption times(int times) {
        return new Consumption(table * times, times(local, times), times(global, times));
    }

    private static Map<String, Double> times(Map<String, Double> units, int times) {
        Map<String, Double> product = new LinkedHashMap<>(units);
        product.replaceAll((name, unit) -> unit * times);
        return product;
    }

    double total() {
        return table + sum(local) + sum(global);
    }

    private static double sum(Map<String, Double> units) {
        return units.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * The same for what was read, which uses up the table's capacity.
     *
     * @param tableName the table as the request names it, which may be by its ARN
     */
    static @Nullable ConsumedCapacity reportRead(
            String tableName, ReplicaTable table, @Nullable ReturnConsumedCapacity wanted, Supplier<Consumption> cost) {
        if (!table.throughput().isLimited()) {
            return report(tableName, wanted, cost);
        }
        Consumption consumption = cost.get();
        table.throughput().read(consumption.table + sum(consumption.local), consumption.global);
        return report(tableName, wanted, () -> consumption);
    }

    /**
     * What the response tells, if the request asked; only then is the cost worked out.
     *
     * @param tableName the table as the request names it, which may be by its ARN
     */
    static @Nullable ConsumedCapacity report(
            String tableName, @Nullable ReturnConsumedCapacity wanted, Supplier<Consumption> cost) {
        if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
            return null;
        }
        Consumption consumption = cost.get();
        ConsumedCapacity.Builder report =
                ConsumedCapacity.builder().tableName(tableName).capacityUnits(consumption.total());
        if (wanted == ReturnConsumedCapacity.INDEXES) {
            report.table(capacity -> capacity.capacityUnits(consumption.table))
                    .localSecondaryIndexes(capacities(consumption.local, false))
                    .globalSecondaryIndexes(capacities(consumption.global, false));
        }
        return report.build();
    }

    /**
     * Units of indexes as the response tells them.
     *
     * @param apart whether what was written is told apart, as transactions do
     */
    static @Nullable Map<String, software.amazon.awssdk.services.dynamodb.model.Capacity> capacities(
            Map<String, Double> units, boolean apart) {
        if (units.isEmpty()) {
            return null;
        }
        Map<String, software.amazon.awssdk.services.dynamodb.model.Capacity> capacities = new LinkedHashMap<>();
        units.forEach((name, unit) -> capacities.put(
                name,
                software.amazon.awssdk.services.dynamodb.model.Capacity.builder()
                        .capacityUnits(unit)
                        .writeCapacityUnits(apart ? unit : null)
                        .build()));
        return capacities;
    }
}
