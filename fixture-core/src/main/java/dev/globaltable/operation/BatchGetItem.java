package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredItem;
import java.util.ArrayList;
import java.util.Collections;
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
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

/** {@code BatchGetItem}: up to 100 keys; what does not fit into 16 MB comes back as unprocessed. */
final class BatchGetItem implements Operation<BatchGetItemRequest> {

    private static final int KEYS_MAX = 100;

    /** AWS documents 16 MB and that 52 items of 300 KB fit into it, which is true of decimal megabytes alone. */
    private static final int RESPONSE_BYTES_MAX = 16_000_000;

    private static final Map<String, Double> NO_INDEXES = Collections.emptyMap();

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

    /** The same with the table. */
    private record Target(Part part, ReplicaTable table) {

        private List<ItemKey> keys() {
            return part.keys().stream().map(table.keySchema()::keyOf).toList();
        }
    }

    @Override
    public BatchGetItemResponse.Builder execute(BatchGetItemRequest request) {
        checkShape(request);
        List<Target> targets = parts(request).stream()
                .map(part -> new Target(part, TableLookup.forItems(tables, part.tableName())))
                .toList();
        List<List<ItemKey>> keys = targets.stream().map(Target::keys).toList();
        targets.forEach(target -> target.part().projection().requireScalarKeys(target.table()));
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
                constraints.attributesToGet(
                        "requestItems." + table + ".member.attributesToGet",
                        wanted.hasAttributesToGet(),
                        wanted.attributesToGet());
                if (wanted.hasKeys()) {
                    constraints.size(member, wanted.keys(), wanted.keys().size(), 1, KEYS_MAX);
                }
            });
        }
        constraints.check();
    }

    /** All that can be checked without the tables. */
    private static List<Part> parts(BatchGetItemRequest request) {
        // Ordered by name: the caller's map may have no order of its own.
        Map<String, KeysAndAttributes> items = new TreeMap<>(request.requestItems());
        items.values().forEach(Projection::requireOneStyle);
        Map<String, List<Map<String, AttributeValue>>> keys = new LinkedHashMap<>();
        items.forEach((table, wanted) -> keys.put(table, keys(table, wanted.keys())));
        if (keys.values().stream().mapToInt(List::size).sum() > KEYS_MAX) {
            throw validation("Too many items requested for the BatchGetItem call");
        }
        items.keySet().forEach(TableLookup::requireName);
        List<Part> parts = new ArrayList<>();
        items.forEach((table, wanted) -> {
            parts.add(new Part(table, wanted, keys.getOrDefault(table, List.of()), Projection.of(wanted)));
        });
        return parts;
    }

    private static List<Map<String, AttributeValue>> keys(String table, List<Map<String, AttributeValue>> given) {
        Set<Map<String, AttributeValue>> keys = new LinkedHashSet<>();
        for (Map<String, AttributeValue> attributes : given) {
            Map<String, AttributeValue> key = Items.canonical(attributes);
            if (key.isEmpty()) {
                throw validation(
                        "The list of keys in RequestItems for BatchGetItem may not contain null or empty values: "
                                + table + " has one or more empty keys");
            }
            if (!keys.add(key)) {
                throw validation("Provided list of item keys contains duplicates");
            }
        }
        return List.copyOf(keys);
    }

    /** Collects the answer. */
    private static final class Reading {

        private final BatchGetItemRequest request;
        private final Map<String, List<Map<String, AttributeValue>>> responses = new LinkedHashMap<>();
        private final Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
        private final List<ConsumedCapacity> consumed = new ArrayList<>();
        private @Nullable DynamoDbException throttled;
        private boolean served;
        private long bytes;

        private Reading(BatchGetItemRequest request) {
            this.request = request;
        }

        private BatchGetItemResponse.Builder read(List<Target> targets, List<List<ItemKey>> keys) {
            for (int at = 0; at < targets.size(); at++) {
                read(targets.get(at).part(), targets.get(at).table(), keys.get(at));
            }
            if (!served && throttled != null) {
                throw throttled;
            }
            return BatchGetItemResponse.builder()
                    .responses(responses)
                    .unprocessedKeys(unprocessed)
                    .consumedCapacity(consumed.isEmpty() ? null : consumed);
        }

        private boolean canRead(ReplicaTable table, @Nullable Boolean consistent) {
            try {
                table.prepareRead(consistent, null);
                return true;
            } catch (ProvisionedThroughputExceededException | ThrottlingException exhausted) {
                throttled = exhausted;
                return false;
            }
        }

        private void read(Part part, ReplicaTable table, List<ItemKey> keys) {
            List<Map<String, AttributeValue>> found = new ArrayList<>();
            List<Map<String, AttributeValue>> left = new ArrayList<>();
            double cost = 0;
            for (int at = 0; at < keys.size(); at++) {
                Map<String, AttributeValue> key = part.request().keys().get(at);
                if (!canRead(table, part.request().consistentRead())) {
                    left.add(key);
                    continue;
                }
                boolean consistent = Boolean.TRUE.equals(part.request().consistentRead());
                StoredItem stored = table.find(keys.get(at), consistent);
                Map<String, AttributeValue> item = stored == null ? null : stored.image();
                int size = item == null ? 0 : Items.sizeBytes(item);
                if (bytes + size > RESPONSE_BYTES_MAX) {
                    left.add(key);
                    continue;
                }
                table.shown(keys.get(at), stored, consistent, null);
                served = true;
                bytes += size;
                double units = Capacity.read(size, part.request().consistentRead());
                table.throughput().read(units, NO_INDEXES);
                cost += units;
                if (item != null) {
                    found.add(part.projection().of(item));
                }
            }
            responses.put(part.tableName(), found);
            if (!left.isEmpty()) {
                unprocessed.put(
                        part.tableName(), part.request().toBuilder().keys(left).build());
            }
            double all = cost;
            ConsumedCapacity report = Consumption.report(
                    part.tableName(), request.returnConsumedCapacity(), () -> Consumption.ofTable(all));
            if (report != null) {
                consumed.add(report);
            }
        }
    }
}
