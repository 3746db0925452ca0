package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** {@code BatchWriteItem}: up to 25 puts and deletes, each on its own (LWW-26). */
final class BatchWriteItem implements Operation<BatchWriteItemRequest> {

    private static final int WRITES_MAX = 25;

    private final RegionalTables tables;

    BatchWriteItem(RegionalTables tables) {
        this.tables = tables;
    }

    /**
     * One write of the batch.
     *
     * @param item what to put; {@code null} for a delete
     * @param key the key to delete; {@code null} for a put
     */
    private record Write(
            @Nullable Map<String, AttributeValue> item,
            @Nullable Map<String, AttributeValue> key) {

        private ItemKey keyIn(ReplicaTable table) {
            if (item != null) {
                return table.keySchema().keyOfItem(item);
            }
            if (key == null) {
                throw new IllegalStateException("A write is a put or a delete.");
            }
            return table.keySchema().keyOf(key);
        }
    }

    @Override
    public BatchWriteItemResponse.Builder execute(BatchWriteItemRequest request) {
        checkShape(request);
        if (request.requestItems().values().stream().mapToInt(List::size).sum() > WRITES_MAX) {
            throw validation("Too many items requested for the BatchWriteItem call");
        }
        Map<String, List<Write>> writes = new LinkedHashMap<>();
        // Ordered by name: the caller's map may have no order of its own.
        new TreeMap<>(request.requestItems())
                .forEach((table, requests) -> writes.put(
                        table, requests.stream().map(BatchWriteItem::write).toList()));
        Map<String, Map<ItemKey, Write>> batch = new LinkedHashMap<>();
        writes.forEach((table, list) -> batch.put(table, byKey(TableLookup.forItems(tables, table), list)));
        List<ConsumedCapacity> consumed = new ArrayList<>();
        batch.forEach((name, list) -> {
            ReplicaTable table = TableLookup.forItems(tables, name);
            double units = apply(table, list);
            ConsumedCapacity report = Capacity.report(table, request.returnConsumedCapacity(), () -> units);
            if (report != null) {
                consumed.add(report);
            }
        });
        return BatchWriteItemResponse.builder()
                .unprocessedItems(new LinkedHashMap<>())
                .consumedCapacity(consumed.isEmpty() ? null : consumed);
    }

    private static void checkShape(BatchWriteItemRequest request) {
        Constraints constraints = new Constraints()
                .present("requestItems", request.hasRequestItems())
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .returnItemCollectionMetrics(request.returnItemCollectionMetricsAsString());
        if (request.hasRequestItems()) {
            Map<String, List<WriteRequest>> items = new TreeMap<>(request.requestItems());
            constraints.size("requestItems", items, items.size(), 1, WRITES_MAX);
            if (items.values().stream().anyMatch(list -> list.isEmpty() || list.size() > WRITES_MAX)) {
                constraints.violation(
                        "'" + items + "'",
                        "requestItems",
                        "Map value must satisfy constraint: [Member must have length less than or equal to "
                                + WRITES_MAX + ", Member must have length greater than or equal to 1]");
            }
            items.forEach((table, list) -> requireContent(constraints, "requestItems." + table + ".member.", list));
        }
        constraints.check();
        request.requestItems().keySet().forEach(TableLookup::requireName);
    }

    private static void requireContent(Constraints constraints, String member, List<WriteRequest> requests) {
        for (int at = 0; at < requests.size(); at++) {
            WriteRequest request = requests.get(at);
            String path = member + (at + 1) + ".member.";
            if (request.putRequest() != null) {
                constraints.present(
                        path + "putRequest.item", request.putRequest().hasItem());
            }
            if (request.deleteRequest() != null) {
                constraints.present(
                        path + "deleteRequest.key", request.deleteRequest().hasKey());
            }
        }
    }

    private static Write write(WriteRequest request) {
        boolean put = request.putRequest() != null;
        boolean delete = request.deleteRequest() != null;
        if (put == delete) {
            throw validation("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
                    + " supported datatypes");
        }
        if (put) {
            Map<String, AttributeValue> item =
                    Items.canonical(request.putRequest().item());
            Items.requireSize(item);
            return new Write(item, null);
        }
        return new Write(null, Items.canonical(request.deleteRequest().key()));
    }

    private static Map<ItemKey, Write> byKey(ReplicaTable table, List<Write> writes) {
        Map<ItemKey, Write> byKey = new LinkedHashMap<>();
        for (Write write : writes) {
            ItemKey key = write.keyIn(table);
            if (byKey.putIfAbsent(key, write) != null) {
                throw validation("Provided list of item keys contains duplicates");
            }
        }
        return byKey;
    }

    private static double apply(ReplicaTable table, Map<ItemKey, Write> writes) {
        double units = 0;
        for (Map.Entry<ItemKey, Write> entry : writes.entrySet()) {
            Map<String, AttributeValue> before = table.get(entry.getKey());
            Map<String, AttributeValue> after = entry.getValue().item();
            units += Capacity.write(before, after);
            if (after == null) {
                table.delete(entry.getKey());
            } else {
                table.put(entry.getKey(), after);
            }
        }
        return units;
    }
}
