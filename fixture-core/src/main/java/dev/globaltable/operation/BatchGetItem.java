package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** {@code BatchGetItem}: up to 100 keys; what does not fit into 16 MB comes back as unprocessed. */
final class BatchGetItem implements Operation<BatchGetItemRequest, BatchGetItemResponse> {

    private static final int KEYS_MAX = 100;
    private static final int RESPONSE_BYTES_MAX = 16 * 1024 * 1024;

    private final RegionalTables tables;

    BatchGetItem(RegionalTables tables) {
        this.tables = tables;
    }

    /** The keys asked of one table. */
    private record Part(
            String tableName,
            KeysAndAttributes request,
            List<Map<String, AttributeValue>> keys,
            Projection projection) {}

    @Override
    public BatchGetItemResponse execute(BatchGetItemRequest request) {
        checkShape(request);
        List<Part> parts = new ArrayList<>();
        // Ordered by name: the caller's map may have no order of its own.
        new TreeMap<>(request.requestItems()).forEach((table, wanted) -> parts.add(part(table, wanted)));
        if (parts.stream().mapToInt(part -> part.keys().size()).sum() > KEYS_MAX) {
            throw validation("Too many items requested for the BatchGetItem call");
        }
        Map<Part, ReplicaTable> targets = new LinkedHashMap<>();
        Map<Part, List<ItemKey>> keys = new LinkedHashMap<>();
        for (Part part : parts) {
            ReplicaTable table = TableLookup.forItems(tables, part.tableName());
            targets.put(part, table);
            keys.put(part, distinctKeys(table, part));
        }
        return new Reading(request).read(targets, keys);
    }

    private static void checkShape(BatchGetItemRequest request) {
        Constraints constraints = new Constraints()
                .present("requestItems", request.hasRequestItems())
                .returnConsumedCapacity(request.returnConsumedCapacityAsString());
        if (request.hasRequestItems()) {
            constraints.size(
                    "requestItems",
                    request.requestItems(),
                    request.requestItems().size(),
                    1,
                    KEYS_MAX);
            new TreeMap<>(request.requestItems()).forEach((table, wanted) -> {
                String member = "requestItems." + table + ".member.keys";
                constraints.present(member, wanted.hasKeys());
                if (wanted.hasKeys()) {
                    constraints.size(member, wanted.keys(), wanted.keys().size(), 1, KEYS_MAX);
                }
            });
        }
        constraints.check();
        request.requestItems().keySet().forEach(TableLookup::requireName);
    }

    private static Part part(String table, KeysAndAttributes wanted) {
        ExpressionAttributes attributes = new ParameterStyle("BatchGetItem")
                .legacy("AttributesToGet", wanted.hasAttributesToGet())
                .projection("ProjectionExpression", wanted.projectionExpression())
                .attributes(wanted.expressionAttributeNames());
        List<Map<String, AttributeValue>> keys =
                wanted.keys().stream().map(Items::canonical).toList();
        Projection projection = Projection.parse(wanted.projectionExpression(), attributes);
        attributes.requireAllUsed();
        return new Part(table, wanted, keys, projection);
    }

    private static List<ItemKey> distinctKeys(ReplicaTable table, Part part) {
        List<ItemKey> keys = part.keys().stream().map(table.keySchema()::keyOf).toList();
        Set<ItemKey> distinct = new LinkedHashSet<>(keys);
        if (distinct.size() < keys.size()) {
            throw validation("Provided list of item keys contains duplicates");
        }
        return keys;
    }

    /** Collects the answer. */
    private static final class Reading {

        private final BatchGetItemRequest request;
        private final Map<String, List<Map<String, AttributeValue>>> responses = new LinkedHashMap<>();
        private final Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
        private final List<ConsumedCapacity> consumed = new ArrayList<>();
        private long bytes;

        private Reading(BatchGetItemRequest request) {
            this.request = request;
        }

        private BatchGetItemResponse read(Map<Part, ReplicaTable> targets, Map<Part, List<ItemKey>> keys) {
            keys.forEach((part, wanted) -> read(part, targets.get(part), wanted));
            return BatchGetItemResponse.builder()
                    .responses(responses)
                    .unprocessedKeys(unprocessed)
                    .consumedCapacity(consumed.isEmpty() ? null : consumed)
                    .build();
        }

        private void read(Part part, @Nullable ReplicaTable table, List<ItemKey> keys) {
            if (table == null) {
                throw new IllegalStateException("No table was looked up for " + part.tableName());
            }
            List<Map<String, AttributeValue>> found = new ArrayList<>();
            List<Map<String, AttributeValue>> left = new ArrayList<>();
            double units = 0;
            for (int at = 0; at < keys.size(); at++) {
                Map<String, AttributeValue> item = table.get(keys.get(at));
                int size = item == null ? 0 : Items.sizeBytes(item);
                if (bytes + size > RESPONSE_BYTES_MAX) {
                    left.add(part.request().keys().get(at));
                    continue;
                }
                bytes += size;
                units += Capacity.read(size, part.request().consistentRead());
                if (item != null) {
                    found.add(part.projection().of(item));
                }
            }
            responses.put(part.tableName(), found);
            if (!left.isEmpty()) {
                unprocessed.put(
                        part.tableName(), part.request().toBuilder().keys(left).build());
            }
            ConsumedCapacity report = Capacity.report(table, request.returnConsumedCapacity(), units);
            if (report != null) {
                consumed.add(report);
            }
        }
    }
}
