package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ConditionExpression;
import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.expression.ExpressionKind;
import dev.globaltable.expression.LegacyParameters;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** {@code Scan}: every item of a table or index, in the order of the partition keys' hashes. */
final class Scan implements Operation<ScanRequest> {

    private final RegionalTables tables;

    Scan(RegionalTables tables) {
        this.tables = tables;
    }

    @Override
    public ScanResponse.Builder execute(ScanRequest request) {
        checkShape(request);
        ExpressionAttributes attributes = new ParameterStyle()
                .legacy("AttributesToGet", request.attributesToGet())
                .legacy("ScanFilter", request.scanFilter())
                .conditionalOperator(request.conditionalOperatorAsString())
                .projection("ProjectionExpression", request.projectionExpression())
                .expression("FilterExpression", request.filterExpression())
                .placeholders(request.expressionAttributeNames(), request.expressionAttributeValues())
                .attributes();
        ConditionExpression filter = request.filterExpression() == null
                ? LegacyParameters.filter("ScanFilter", request.scanFilter(), request.conditionalOperator())
                : ConditionExpression.parse(ExpressionKind.FILTER, request.filterExpression(), attributes);
        Projection projection = Projection.parse(request.projectionExpression(), request.attributesToGet(), attributes);
        attributes.requireAllUsed();

        ReplicaTable table = TableLookup.forItems(tables, request.tableName());
        return read(request, Sources.of(table, request), filter, projection);
    }

    private static <K extends Comparable<K>> ScanResponse.Builder read(
            ScanRequest request, Source<K> source, @Nullable ConditionExpression filter, Projection projection) {
        K start = start(request, source);
        Selection.check(request.select(), projection, source.index());
        checkSegments(request.segment(), request.totalSegments());
        projection.requireScalarKeys(source.table());
        Sources.requireScalarKeys(source, filter);
        Selection selection = Selection.of(request.select(), projection, filter, source.index());
        source.prepareRead(request.consistentRead());
        Page<K> page = Page.read(
                source,
                rows(source, start, request),
                request.limit(),
                item -> filter == null || filter.matches(item),
                selection,
                request.consistentRead());
        K last = page.last();
        return ScanResponse.builder()
                .items(request.select() == Select.COUNT ? null : page.items())
                .count(page.items().size())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(last == null ? null : source.attributes(last))
                .consumedCapacity(Consumption.reportRead(
                        request.tableName(),
                        source.table(),
                        request.returnConsumedCapacity(),
                        () -> Consumption.ofRead(source, page, request.consistentRead())));
    }

    private static void checkShape(ScanRequest request) {
        new Constraints()
                .tableName(request.tableName())
                .name("indexName", request.indexName())
                .between("limit", request.limit(), 1, Integer.MAX_VALUE)
                .oneOf("select", request.selectAsString(), Selection.VALUES)
                .attributesToGet("attributesToGet", request.hasAttributesToGet(), request.attributesToGet())
                .conditions("scanFilter", request.scanFilter())
                .conditionalOperator(request.conditionalOperatorAsString())
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .between("totalSegments", request.totalSegments(), 1, 1_000_000)
                .between("segment", request.segment(), 0, 999_999)
                .check();
        TableLookup.requireName(request.tableName());
    }

    private static void checkSegments(@Nullable Integer segment, @Nullable Integer totalSegments) {
        if (segment != null && totalSegments == null) {
            throw validation("The TotalSegments parameter is required but was not present in the request when Segment"
                    + " parameter is present");
        }
        if (segment == null && totalSegments != null) {
            throw validation("The Segment parameter is required but was not present in the request when parameter"
                    + " TotalSegments is present");
        }
        if (segment != null && totalSegments != null && segment >= totalSegments) {
            throw validation("The Segment parameter is zero-based and must be less than parameter TotalSegments:"
                    + " Segment: " + segment + " is not less than TotalSegments: " + totalSegments);
        }
    }

    private static <K extends Comparable<K>> @Nullable K start(ScanRequest request, Source<K> source) {
        if (!request.hasExclusiveStartKey()) {
            return null;
        }
        K start = StartKey.parse(source, request.exclusiveStartKey());
        if (!inSegment(source, start, request)) {
            throw validation("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                    + " ExclusiveStartKey with correct Segment. TotalSegments: " + request.totalSegments()
                    + " Segment: " + request.segment());
        }
        return start;
    }

    private static <K extends Comparable<K>> Iterator<Source.Row<K>> rows(
            Source<K> source, @Nullable K start, ScanRequest request) {
        Iterator<Source.Row<K>> all = source.all(start);
        return request.totalSegments() == null ? all : new Rows<>(all, row -> inSegment(source, row.key(), request));
    }

    private static <K extends Comparable<K>> boolean inSegment(Source<K> source, K key, ScanRequest request) {
        Integer total = request.totalSegments();
        Integer segment = request.segment();
        return total == null || segment == null || source.segment(key, total) == segment;
    }
}
