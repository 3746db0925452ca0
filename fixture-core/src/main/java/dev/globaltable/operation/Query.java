package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ConditionExpression;
import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.expression.ExpressionKind;
import dev.globaltable.expression.KeyConditionExpression;
import dev.globaltable.expression.LegacyParameters;
import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** {@code Query}: the items of one partition of a table or index, in the order of their sort keys. */
final class Query implements Operation<QueryRequest> {

    private final RegionalTables tables;

    Query(RegionalTables tables) {
        this.tables = tables;
    }

    @Override
    public QueryResponse.Builder execute(QueryRequest request) {
        checkShape(request);
        requireKeyCondition(request);
        ExpressionAttributes attributes = new ParameterStyle()
                .legacy("AttributesToGet", request.attributesToGet())
                .legacy("QueryFilter", request.queryFilter())
                .conditionalOperator(request.conditionalOperatorAsString())
                // Filters and projections had expressions before key conditions had them.
                .legacy(
                        "KeyConditions",
                        request.keyConditionExpression() != null
                                && !request.keyConditions().isEmpty())
                .projection("ProjectionExpression", request.projectionExpression())
                .expression("FilterExpression", request.filterExpression())
                .expression("KeyConditionExpression", request.keyConditionExpression())
                .placeholders(request.expressionAttributeNames(), request.expressionAttributeValues())
                .attributes();
        KeyConditionExpression keyConditions = request.keyConditionExpression() == null
                ? LegacyParameters.keyConditions(request.keyConditions())
                : null;
        ConditionExpression filter = request.filterExpression() == null
                ? LegacyParameters.filter("QueryFilter", request.queryFilter(), request.conditionalOperator())
                : ConditionExpression.parse(ExpressionKind.FILTER, request.filterExpression(), attributes);
        Projection projection = Projection.parse(request.projectionExpression(), request.attributesToGet(), attributes);
        KeyConditionExpression keyCondition = keyConditions == null
                ? KeyConditionExpression.parse(request.keyConditionExpression(), attributes)
                : keyConditions;
        attributes.requireAllUsed();

        ReplicaTable table = TableLookup.forItems(tables, request.tableName());
        return read(request, Sources.of(table, request), keyCondition, filter, projection);
    }

    private static <K extends Comparable<K>> QueryResponse.Builder read(
            QueryRequest request,
            Source<K> source,
            KeyConditionExpression keyCondition,
            @Nullable ConditionExpression filter,
            Projection projection) {
        projection.requireScalarKeys(source.table());
        Sources.requireScalarKeys(source, filter);
        KeyRange<K> range = KeyRange.of(source, keyCondition);
        boolean forward = !Boolean.FALSE.equals(request.scanIndexForward());
        K start = request.hasExclusiveStartKey() ? StartKey.parse(source, request.exclusiveStartKey()) : null;
        if (start != null) {
            range.requireInside(start, forward);
        }
        IndexDefinition index = source.index();
        if (filter != null) {
            filter.requireNoKeyAttributes(source.keyNames());
            if (index != null) {
                filter.requireProjected(index.name(), index::projects);
            }
        }
        source.prepareRead(request.consistentRead());
        Page<K> page = Page.read(
                source,
                range.rows(forward, start),
                request.limit(),
                item -> filter == null || filter.matches(item),
                Selection.of(request.select(), projection, filter, index),
                request.consistentRead());
        K last = page.last();
        Map<String, AttributeValue> goOn = last == null || range.endsAt(last, forward) ? null : source.attributes(last);
        return QueryResponse.builder()
                .items(request.select() == Select.COUNT ? null : page.items())
                .count(page.items().size())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(goOn)
                .consumedCapacity(Consumption.reportRead(
                        request.tableName(),
                        source.table(),
                        request.returnConsumedCapacity(),
                        () -> Consumption.ofRead(source, page, request.consistentRead())));
    }

    private static void checkShape(QueryRequest request) {
        new Constraints()
                .tableName(request.tableName())
                .name("indexName", request.indexName())
                .oneOf("select", request.selectAsString(), Selection.VALUES)
                .between("limit", request.limit(), 1, Integer.MAX_VALUE)
                .attributesToGet("attributesToGet", request.hasAttributesToGet(), request.attributesToGet())
                .conditions("keyConditions", request.keyConditions())
                .conditions("queryFilter", request.queryFilter())
                .conditionalOperator(request.conditionalOperatorAsString())
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .check();
        TableLookup.requireName(request.tableName());
    }

    private static void requireKeyCondition(QueryRequest request) {
        if (request.keyConditionExpression() == null && !request.hasKeyConditions()) {
            throw validation(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
    }
}
