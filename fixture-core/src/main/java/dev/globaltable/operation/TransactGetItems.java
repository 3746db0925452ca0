package dev.globaltable.operation;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/**
 * {@code TransactGetItems}: up to 100 different items at one instant, as this Region holds them. A transaction from another
 * Region can be seen in part (LWW-24).
 */
final class TransactGetItems implements Operation<TransactGetItemsRequest> {

    private static final int READS_MAX = 100;

    private final RegionalTables tables;

    TransactGetItems(RegionalTables tables) {
        this.tables = tables;
    }

    /** One read, as far as it can be checked without the table. */
    private record Read(String tableName, Map<String, AttributeValue> key, Projection projection) {

        private static Read parse(Get get) {
            ExpressionAttributes attributes = new ParameterStyle()
                    .projection("ProjectionExpression", get.projectionExpression())
                    .placeholders(get.expressionAttributeNames())
                    .attributes();
            Projection projection = Projection.parse(get.projectionExpression(), attributes);
            attributes.requireAllUsed();
            return new Read(get.tableName(), Items.canonical(get.key()), projection);
        }
    }

    /** A read that fits its table. */
    private record Bound(Read read, ReplicaTable table, ItemKey key) {

        private @Nullable Map<String, AttributeValue> item() {
            return table.read(key, true);
        }
    }

    @Override
    public TransactGetItemsResponse.Builder execute(TransactGetItemsRequest request) {
        checkShape(request);
        List<Read> reads = request.transactItems().stream()
                .map(entry -> Read.parse(entry.get()))
                .toList();
        TransactionCapacity capacity = new TransactionCapacity();
        List<ItemResponse> responses = new ArrayList<>();
        long bytes = 0;
        for (Bound bound : bind(reads)) {
            Map<String, AttributeValue> item = bound.item();
            bytes += item == null ? 0 : Items.sizeBytes(item);
            capacity.read(bound.read().tableName(), bound.table(), item);
            responses.add(ItemResponse.builder()
                    .item(item == null ? null : bound.read().projection().of(item))
                    .build());
        }
        TransactionTargets.requireSize(bytes);
        return TransactGetItemsResponse.builder()
                .responses(responses)
                .consumedCapacity(capacity.report(request.returnConsumedCapacity()));
    }

    private static void checkShape(TransactGetItemsRequest request) {
        List<TransactGetItem> entries = request.transactItems();
        Constraints constraints = new Constraints().present("transactItems", request.hasTransactItems());
        if (request.hasTransactItems()) {
            constraints.size("transactItems", entries, entries.size(), 1, READS_MAX);
        }
        for (int at = 0; at < entries.size(); at++) {
            String member = "transactItems." + (at + 1) + ".member.get";
            Get get = entries.get(at).get();
            constraints.present(member, get != null);
            if (get != null) {
                constraints.tableName(member + ".tableName", get.tableName()).present(member + ".key", get.hasKey());
            }
        }
        constraints
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .check();
    }

    private List<Bound> bind(List<Read> reads) {
        CancellationReasons reasons = new CancellationReasons(reads.size());
        TransactionTargets targets = new TransactionTargets();
        List<Bound> bound = new ArrayList<>();
        for (int at = 0; at < reads.size(); at++) {
            Read read = reads.get(at);
            TableLookup.requireName(read.tableName());
            ReplicaTable table = TableLookup.forTransaction(tables, read.tableName());
            table.keySchema().requireNoEmptyValue(read.key());
            read.projection().requireScalarKeys(table);
            Optional<ItemKey> key = reasons.attempt(at, () -> {
                ItemKey found = table.keySchema().keyOf(read.key());
                table.prepareRead(true, null);
                return found;
            });
            key.ifPresent(found -> {
                targets.add(table, found);
                bound.add(new Bound(read, table, found));
            });
        }
        reasons.requireNone();
        return bound;
    }
}
