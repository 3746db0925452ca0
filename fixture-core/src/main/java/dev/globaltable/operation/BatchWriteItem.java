package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.ItemKey;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    @Override
    public BatchWriteItemResponse.Builder execute(BatchWriteItemRequest request) {
        checkShape(request);
        Map<String, List<ItemWrite>> writes = parse(request);
        Map<String, List<ItemWrite.Bound>> batch = new LinkedHashMap<>();
        writes.forEach((name, list) -> {
            TableLookup.requireName(name);
            batch.put(name, bound(TableLookup.forItems(tables, name), list));
        });
        BatchedWrites writing = new BatchedWrites(request);
        List<ConsumedCapacity> consumed = new ArrayList<>();
        ItemCollections collections = new ItemCollections(request.returnItemCollectionMetrics());
        writing.apply(batch).forEach((name, done) -> {
            ReplicaTable table = done.get(0).write().table();
            ConsumedCapacity report = Consumption.report(
                    name,
                    request.returnConsumedCapacity(),
                    () -> done.stream()
                            .map(write -> Consumption.ofWrite(table, write.outcome()))
                            .reduce(Consumption.ofTable(0), Consumption::plus));
            if (report != null) {
                consumed.add(report);
            }
            done.forEach(write -> collections.add(table, write.write().key()));
        });
        return BatchWriteItemResponse.builder()
                .unprocessedItems(writing.unprocessed())
                .itemCollectionMetrics(collections.metrics())
                .consumedCapacity(consumed.isEmpty() ? null : consumed);
    }

    /** All that can be checked without the tables; a table's writes are counted before they are looked at. */
    private static Map<String, List<ItemWrite>> parse(BatchWriteItemRequest request) {
        Map<String, List<ItemWrite>> writes = new LinkedHashMap<>();
        int count = 0;
        // Ordered by name: the caller's map may have no order of its own.
        for (Map.Entry<String, List<WriteRequest>> entry : new TreeMap<>(request.requestItems()).entrySet()) {
            count += entry.getValue().size();
            if (count > WRITES_MAX) {
                throw validation("Too many items requested for the BatchWriteItem call");
            }
            writes.put(
                    entry.getKey(),
                    entry.getValue().stream().map(BatchWriteItem::write).toList());
        }
        return writes;
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
                        "'" + ShownValue.of(items) + "'",
                        "requestItems",
                        "Map value must satisfy constraint: [Member must have length less than or equal to "
                                + WRITES_MAX + ", Member must have length greater than or equal to 1]");
            }
            items.forEach((table, list) -> requireContent(constraints, "requestItems." + table + ".member.", list));
        }
        constraints.check();
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

    private static ItemWrite write(WriteRequest request) {
        boolean put = request.putRequest() != null;
        boolean delete = request.deleteRequest() != null;
        if (put == delete) {
            throw validation("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
                    + " supported datatypes");
        }
        ItemAction change = put
                ? ItemAction.Put.parse(request.putRequest().item())
                : ItemAction.Delete.parse(request.deleteRequest().key());
        return new ItemWrite(change, WriteCondition.NONE);
    }

    private static List<ItemWrite.Bound> bound(ReplicaTable table, List<ItemWrite> writes) {
        Map<ItemKey, ItemWrite.Bound> byKey = new LinkedHashMap<>();
        for (ItemWrite write : writes) {
            ItemWrite.Bound bound = write.in(table);
            if (byKey.putIfAbsent(bound.key(), bound) != null) {
                throw validation("Provided list of item keys contains duplicates");
            }
        }
        return List.copyOf(byKey.values());
    }
}
