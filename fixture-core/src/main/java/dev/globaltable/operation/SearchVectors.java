package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.expression.SearchConditionExpression;
import dev.globaltable.item.AttributeValues;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredVector;
import dev.globaltable.table.VectorIndex;
import dev.globaltable.table.VectorIndexDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.SearchResultItem;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsResponse;
import software.amazon.awssdk.services.dynamodb.model.VectorCapacity;
import software.amazon.awssdk.services.dynamodb.model.VectorDistanceFunction;

/**
 * {@code SearchVectors}: the items whose vectors are most alike to a given one. Every vector is compared, so the result is
 * exact where the service's is approximate.
 */
final class SearchVectors implements Operation<SearchVectorsRequest> {

    private static final int TOP_MAX = 100;
    private static final int BYTES_PER_NUMBER = 4;
    private static final int REQUEST_BYTES_MIN = 1024;

    private final RegionalTables tables;

    SearchVectors(RegionalTables tables) {
        this.tables = tables;
    }

    /** An item of the index and how alike it is. */
    private record Hit(Map<String, AttributeValue> item, double score) {}

    @Override
    public SearchVectorsResponse.Builder execute(SearchVectorsRequest request) {
        checkShape(request);
        ExpressionAttributes attributes = new ParameterStyle()
                .projection("ProjectionExpression", request.projectionExpression())
                .expression("SearchConditionExpression", request.searchConditionExpression())
                .placeholders(request.expressionAttributeNames(), request.expressionAttributeValues())
                .attributes();
        SearchConditionExpression condition = request.searchConditionExpression() == null
                ? null
                : SearchConditionExpression.parse(request.searchConditionExpression(), attributes);
        Projection projection = Projection.parse(request.projectionExpression(), attributes);
        attributes.requireAllUsed();
        List<AttributeValue> elements =
                request.searchVector().stream().map(AttributeValues::canonical).toList();

        ReplicaTable table = TableLookup.forItems(tables, request.tableName());
        VectorIndex index = index(table, request.indexName());
        VectorIndexDefinition definition = index.definition();
        requireCondition(condition, definition);
        Vectors.requireSought(elements, definition);
        projection.requireScalarKeys(table);
        List<Hit> hits = hits(index, condition, StoredVector.of(elements));
        return SearchVectorsResponse.builder()
                .searchResults(hits.stream()
                        .sorted(order(definition.function()))
                        .limit(request.topK())
                        .map(hit -> SearchResultItem.builder()
                                .item(shown(hit, projection, definition))
                                .score(hit.score())
                                .build())
                        .toList())
                .consumedCapacity(capacity(request.returnConsumedCapacity(), definition, hits.size()));
    }

    private static void checkShape(SearchVectorsRequest request) {
        new Constraints()
                .tableName(request.tableName())
                .present("indexName", request.indexName() != null)
                .name("indexName", request.indexName())
                .present("searchVector", request.hasSearchVector())
                .present("topK", request.topK() != null)
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .check();
        TableLookup.requireName(request.tableName());
        if (request.topK() < 1 || request.topK() > TOP_MAX) {
            throw validation("Provided TopK value '" + request.topK()
                    + "' is out of valid range. The value must be between 1 and " + TOP_MAX + " inclusive");
        }
    }

    private static VectorIndex index(ReplicaTable table, String name) {
        VectorIndex index = table.vectorIndexes().find(name);
        if (index == null) {
            throw validation("The table does not have the specified index: " + name);
        }
        if (index.status() != IndexStatus.ACTIVE) {
            throw validation("Cannot search backfilling vector index: " + name);
        }
        return index;
    }

    private static void requireCondition(@Nullable SearchConditionExpression condition, VectorIndexDefinition index) {
        if (condition != null) {
            condition.requireSchema(
                    index::isSearchable,
                    index.partition() == null ? null : index.partition().name());
        } else if (index.partition() != null) {
            throw SearchConditionExpression.missingPartition();
        }
    }

    /** The vector itself is shown only when it is asked for. */
    private static Map<String, AttributeValue> shown(Hit hit, Projection projection, VectorIndexDefinition definition) {
        Map<String, AttributeValue> held = definition.project(hit.item());
        if (!projection.isAll()) {
            return projection.of(held);
        }
        Map<String, AttributeValue> shown = new LinkedHashMap<>(held);
        shown.remove(definition.attribute());
        return shown;
    }

    /** In the order of the table's key, which sorting keeps where scores are equal. */
    private static List<Hit> hits(
            VectorIndex index, @Nullable SearchConditionExpression condition, StoredVector sought) {
        List<Hit> hits = new ArrayList<>();
        index.entries().forEach((key, entry) -> {
            if (condition == null || condition.matches(entry.item())) {
                double score = entry.vector().score(sought, index.definition().function());
                hits.add(new Hit(entry.item(), score));
            }
        });
        return hits;
    }

    /** The most alike first: the smallest distance, or the greatest product. */
    private static Comparator<Hit> order(VectorDistanceFunction function) {
        Comparator<Hit> byScore = Comparator.comparingDouble(Hit::score);
        return function == VectorDistanceFunction.DOT_PRODUCT ? byScore.reversed() : byScore;
    }

    /** AWS does not say what exactly is counted, only how much at least; here it is the vectors that were compared. */
    private static @Nullable VectorCapacity capacity(
            @Nullable ReturnConsumedCapacity wanted, VectorIndexDefinition index, int compared) {
        if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
            return null;
        }
        double bytes = (double) BYTES_PER_NUMBER * index.dimensions() * compared;
        return VectorCapacity.builder()
                .vectorSearchRequestBytes(Math.max(REQUEST_BYTES_MIN, bytes))
                .build();
    }
}
