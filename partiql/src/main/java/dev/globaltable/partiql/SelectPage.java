package dev.globaltable.partiql;

import dev.globaltable.item.Items;
import dev.globaltable.operation.RegionalService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** One page of a {@code SELECT}: a scan, or one query after the other while there is room. */
final class SelectPage {

    /** A page over several partitions ends after this many items. */
    private static final int SEVERAL_PARTITIONS_ITEMS_MAX = 10;

    private static final int BYTES_MAX = 1024 * 1024;

    private final RegionalService service;
    private final Selection selection;
    private final ExecuteStatementRequest request;
    private final List<Map<String, AttributeValue>> shown = new ArrayList<>();
    private final List<ConsumedCapacity> consumed = new ArrayList<>();
    private int read;
    private long bytes;
    private Map<String, AttributeValue> lastKey = new LinkedHashMap<>();

    private SelectPage(RegionalService service, Selection selection, ExecuteStatementRequest request) {
        this.service = service;
        this.selection = selection;
        this.request = request;
    }

    static ExecuteStatementResponse.Builder read(
            RegionalService service, Selection selection, ExecuteStatementRequest request) {
        long fingerprint = PageToken.fingerprint(request.statement(), request.parameters());
        PageToken from = PageToken.parse(request.nextToken(), fingerprint);
        SelectPage page = new SelectPage(service, selection, request);
        List<AttributeValue> partitions = selection.partitions();
        PageToken next = partitions == null ? page.scan(from) : page.query(partitions, from);
        return ExecuteStatementResponse.builder()
                .items(page.shown)
                .lastEvaluatedKey(next == null || page.lastKey.isEmpty() ? null : page.lastKey)
                .nextToken(next == null ? null : next.text(fingerprint))
                .consumedCapacity(Consumption.sum(page.consumed));
    }

    private @Nullable PageToken scan(PageToken from) {
        Placeholders placeholders = new Placeholders();
        ScanRequest scan = ScanRequest.builder()
                .tableName(selection.keys().table())
                .indexName(selection.keys().index())
                .projectionExpression(projection(placeholders))
                .expressionAttributeNames(placeholders.names())
                .exclusiveStartKey(from.startKey().isEmpty() ? null : from.startKey())
                .limit(request.limit())
                .consistentRead(request.consistentRead())
                .returnConsumedCapacity(request.returnConsumedCapacity())
                .build();
        ScanResponse answer =
                Requests.plainly(() -> (ScanResponse) service.execute(scan).build());
        take(answer.items(), answer.consumedCapacity());
        return next(0, answer.lastEvaluatedKey());
    }

    private @Nullable PageToken query(List<AttributeValue> partitions, PageToken from) {
        Integer limit = request.limit();
        if (partitions.size() > 1) {
            limit = limit == null ? SEVERAL_PARTITIONS_ITEMS_MAX : Math.min(limit, SEVERAL_PARTITIONS_ITEMS_MAX);
        }
        Map<String, AttributeValue> startKey = from.startKey();
        for (int at = from.partition(); at < partitions.size(); at++) {
            QueryRequest query = query(partitions.get(at), startKey, limit == null ? null : limit - read);
            QueryResponse answer = Requests.plainly(
                    () -> (QueryResponse) service.execute(query).build());
            take(answer.items(), answer.consumedCapacity());
            if (!answer.lastEvaluatedKey().isEmpty()) {
                return next(at, answer.lastEvaluatedKey());
            }
            startKey = PageToken.FIRST.startKey();
            // A query that comes to the limit has told where to go on, even at the end of its partition.
            if (bytes >= BYTES_MAX && at + 1 < partitions.size()) {
                return new PageToken(at + 1, startKey);
            }
        }
        return null;
    }

    private QueryRequest query(
            AttributeValue partition, Map<String, AttributeValue> startKey, @Nullable Integer limit) {
        Placeholders placeholders = new Placeholders();
        String sort = SortCondition.of(selection, placeholders);
        String equality = placeholders.name(partitionName()) + " = " + placeholders.value(partition);
        return QueryRequest.builder()
                .tableName(selection.keys().table())
                .indexName(selection.keys().index())
                .keyConditionExpression(sort == null ? equality : equality + " AND " + sort)
                .projectionExpression(projection(placeholders))
                .expressionAttributeNames(placeholders.names())
                .expressionAttributeValues(placeholders.values())
                .exclusiveStartKey(startKey.isEmpty() ? null : startKey)
                .scanIndexForward(!selection.itemsDescending())
                .limit(limit)
                .consistentRead(request.consistentRead())
                .returnConsumedCapacity(request.returnConsumedCapacity())
                .build();
    }

    private String partitionName() {
        String partition = selection.keys().partition();
        if (partition == null) {
            throw new IllegalStateException("Queried without a partition key: " + selection.keys());
        }
        return partition;
    }

    private @Nullable String projection(Placeholders placeholders) {
        SortedSet<String> fetched = selection.fetched();
        return fetched == null
                ? null
                : String.join(", ", fetched.stream().map(placeholders::name).toList());
    }

    private @Nullable PageToken next(int partition, Map<String, AttributeValue> lastEvaluatedKey) {
        if (lastEvaluatedKey.isEmpty()) {
            return null;
        }
        lastKey = lastEvaluatedKey;
        return new PageToken(partition, lastEvaluatedKey);
    }

    private void take(List<Map<String, AttributeValue>> items, @Nullable ConsumedCapacity capacity) {
        for (Map<String, AttributeValue> item : items) {
            read++;
            bytes += Items.sizeBytes(item);
            if (selection.passes(item)) {
                shown.add(selection.shown(item));
            }
        }
        if (!items.isEmpty()) {
            lastKey = new LinkedHashMap<>(items.get(items.size() - 1));
            lastKey.keySet().retainAll(selection.keys().allKeys());
        }
        if (capacity != null) {
            consumed.add(capacity);
        }
    }
}
