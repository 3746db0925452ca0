package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.KeyAttribute;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.VectorIndexDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElementType;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;

/**
 * The vector indexes that a table is created with, or that are added to one; the shape of the request has been checked. AWS
 * documents the rules; of the messages it documents those about attribute definitions and the number of indexes.
 */
public final class VectorIndexDeclaration {

    /** Why a table with vector indexes cannot have provisioned throughput. */
    public static final String ON_DEMAND_ONLY =
            "Vector indexes are supported only on tables with BillingMode PAY_PER_REQUEST";

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int INDEXES_MAX = 5;
    private static final int DIMENSIONS_MAX = 4096;
    private static final int INLINE_FILTERS_MAX = 18;

    private final KeySchema tableKeys;
    private final Map<String, ScalarAttributeType> types;

    /**
     * Declarations for a table.
     *
     * @param types the {@code AttributeDefinitions}, by name
     */
    public VectorIndexDeclaration(KeySchema tableKeys, Map<String, ScalarAttributeType> types) {
        this.tableKeys = tableKeys;
        this.types = types;
    }

    /** The constraints of the service model on the index that a member of the request declares. */
    public static void checkShape(Constraints constraints, String member, VectorIndex index) {
        constraints
                .present(member + "indexName", index.indexName() != null)
                .name(member + "indexName", index.indexName())
                .present(member + "vectorAttribute", index.vectorAttribute() != null)
                .present(member + "projection", index.projection() != null)
                .present(member + "dimensions", index.dimensions() != null)
                .atLeast(member + "dimensions", index.dimensions(), 1)
                .present(member + "distanceFunction", index.distanceFunctionAsString() != null)
                .oneOf(
                        member + "distanceFunction",
                        index.distanceFunctionAsString(),
                        List.of("COSINE", "DOT_PRODUCT", "EUCLIDEAN"));
        if (index.vectorAttribute() != null) {
            constraints.present(
                    member + "vectorAttribute.attributeName",
                    index.vectorAttribute().attributeName() != null);
        }
        if (index.hasSearchSchema()) {
            constraints.size(
                    member + "searchSchema",
                    index.searchSchema(),
                    index.searchSchema().size(),
                    1,
                    Integer.MAX_VALUE);
        }
        for (int at = 0; at < index.searchSchema().size(); at++) {
            SearchSchemaElement element = index.searchSchema().get(at);
            String path = member + "searchSchema." + (at + 1) + ".member.";
            constraints
                    .present(path + "attributeName", element.attributeName() != null)
                    .present(path + "searchSchemaElementType", element.searchSchemaElementTypeAsString() != null)
                    .oneOf(
                            path + "searchSchemaElementType",
                            element.searchSchemaElementTypeAsString(),
                            List.of("HASH", "INLINE_FILTER"));
        }
    }

    /**
     * The indexes of a request, beside the other indexes of the table.
     *
     * @param known the vector indexes that the table has already
     */
    public List<VectorIndexDefinition> parse(
            List<VectorIndex> indexes,
            BillingMode billingMode,
            List<IndexSettings> others,
            List<VectorIndexDefinition> known) {
        if (indexes.isEmpty()) {
            return List.of();
        }
        if (billingMode != BillingMode.PAY_PER_REQUEST) {
            throw validation(INVALID + ON_DEMAND_ONLY);
        }
        if (known.size() + indexes.size() > INDEXES_MAX) {
            throw validation(INVALID + "VectorIndex count exceeds the per-table limit of " + INDEXES_MAX);
        }
        Set<String> names = new LinkedHashSet<>();
        others.forEach(other -> names.add(other.name()));
        Map<String, Long> dimensions = new TreeMap<>();
        known.forEach(index -> dimensions.put(index.attribute(), (long) index.dimensions()));
        for (VectorIndex index : indexes) {
            if (!names.add(index.indexName())) {
                throw validation(INVALID + "Duplicate index name: " + index.indexName());
            }
            String attribute = index.vectorAttribute().attributeName();
            Long other = dimensions.putIfAbsent(attribute, index.dimensions());
            if (other != null && !other.equals(index.dimensions())) {
                throw validation(INVALID + "Vector indexes on the same attribute must have the same dimensions."
                        + " Attribute: " + attribute);
            }
        }
        return indexes.stream().map(this::definition).collect(Collectors.toUnmodifiableList());
    }

    private VectorIndexDefinition definition(VectorIndex index) {
        if (index.dimensions() > DIMENSIONS_MAX) {
            throw validation(INVALID + "A vector index has at most " + DIMENSIONS_MAX + " dimensions. IndexName: "
                    + index.indexName());
        }
        requireSearchSchema(index.searchSchema());
        boolean include = index.projection().projectionType() == ProjectionType.INCLUDE;
        if (include != !index.projection().nonKeyAttributes().isEmpty()) {
            throw validation(INVALID + "NonKeyAttributes must be specified if and only if ProjectionType is INCLUDE");
        }
        String attribute = index.vectorAttribute().attributeName();
        if (tableKeys.includes(attribute)) {
            throw validation(INVALID + "The vector attribute cannot be a key of the table. Attribute: " + attribute);
        }
        return new VectorIndexDefinition(
                index.indexName(),
                attribute,
                Math.toIntExact(index.dimensions()),
                index.distanceFunction(),
                index.searchSchema(),
                partition(index),
                index.projection(),
                tableKeys);
    }

    private void requireSearchSchema(List<SearchSchemaElement> schema) {
        if (!schema.stream().allMatch(element -> types.containsKey(element.attributeName()))) {
            throw validation(INVALID + "One element in SearchSchema is not defined in attribute definitions");
        }
        long partitions =
                schema.stream().filter(VectorIndexDeclaration::isPartition).count();
        long names = schema.stream()
                .map(SearchSchemaElement::attributeName)
                .distinct()
                .count();
        if (partitions > 1 || names < schema.size()) {
            throw validation(INVALID + "SearchSchema can have one HASH element, and each attribute once");
        }
        if (schema.size() - partitions > INLINE_FILTERS_MAX) {
            throw validation(
                    INVALID + "SearchSchema can have at most " + INLINE_FILTERS_MAX + " INLINE_FILTER elements");
        }
    }

    private static boolean isPartition(SearchSchemaElement element) {
        return element.searchSchemaElementType() == SearchSchemaElementType.HASH;
    }

    private @Nullable KeyAttribute partition(VectorIndex index) {
        return index.searchSchema().stream()
                .filter(VectorIndexDeclaration::isPartition)
                .map(SearchSchemaElement::attributeName)
                .map(name -> KeyAttribute.of(name, Objects.requireNonNull(types.get(name)))
                        .in(index.indexName()))
                .findFirst()
                .orElse(null);
    }
}
