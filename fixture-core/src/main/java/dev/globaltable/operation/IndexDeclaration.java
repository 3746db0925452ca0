package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.KeyAttribute;
import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.IndexDefinition.Scope;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The secondary indexes that a table is created with; the shape of the request has been checked. */
public final class IndexDeclaration {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int LOCAL_MAX = 5;
    private static final int GLOBAL_MAX = 20;
    private static final int ATTRIBUTES_PER_ROLE_MAX = 4;
    private static final int NON_KEY_ATTRIBUTES_MAX = 100;

    private final KeySchema tableKeys;
    private final Map<String, ScalarAttributeType> types;

    /**
     * Declarations for a table.
     *
     * @param types the {@code AttributeDefinitions}, by name
     */
    public IndexDeclaration(KeySchema tableKeys, Map<String, ScalarAttributeType> types) {
        this.tableKeys = tableKeys;
        this.types = types;
    }

    /** The indexes of a {@code CreateTable} request, local ones first. */
    List<IndexSettings> parse(CreateTableRequest request, BillingMode billingMode) {
        List<IndexSettings> indexes = new ArrayList<>();
        if (request.hasLocalSecondaryIndexes()) {
            requireCount(request.localSecondaryIndexes());
            request.localSecondaryIndexes().forEach(index -> indexes.add(local(index)));
        }
        if (request.hasGlobalSecondaryIndexes()) {
            requireGlobalCount(request.globalSecondaryIndexes().size());
            request.globalSecondaryIndexes().forEach(index -> indexes.add(global(index, billingMode)));
        }
        requireDistinctNames(indexes);
        requireFewNonKeyAttributes(indexes);
        return indexes;
    }

    private void requireCount(List<LocalSecondaryIndex> indexes) {
        if (indexes.isEmpty()) {
            throw validation(INVALID + "List of LocalSecondaryIndexes is empty");
        }
        if (indexes.size() > LOCAL_MAX) {
            throw validation(INVALID + "Number of LocalSecondaryIndexes exceeds per-table limit of " + LOCAL_MAX);
        }
        if (tableKeys.sort() == null) {
            throw validation(INVALID + "Table KeySchema does not have a range key, which is required when specifying a"
                    + " LocalSecondaryIndex");
        }
    }

    private static void requireGlobalCount(int count) {
        if (count == 0) {
            throw validation(INVALID + "List of GlobalSecondaryIndexes is empty");
        }
        if (count > GLOBAL_MAX) {
            throw validation(INVALID + "GlobalSecondaryIndex count exceeds the per-table limit of " + GLOBAL_MAX);
        }
    }

    private IndexSettings local(LocalSecondaryIndex index) {
        List<KeySchemaElement> elements = index.keySchema();
        requireOrder(elements, 1, 1);
        if (elements.size() < 2) {
            throw validation(INVALID + "Index KeySchema does not have a range key for index: " + index.indexName());
        }
        String hash = elements.get(0).attributeName();
        if (!hash.equals(tableKeys.partition().name())) {
            throw validation(INVALID + "Index KeySchema does not have the same leading hash key as table KeySchema for"
                    + " index: " + index.indexName() + ". index hash key: " + hash + ", table hash key: "
                    + tableKeys.partition().name());
        }
        requireDefined(elements);
        requireProjection(index.projection());
        return new IndexSettings(definition(index.indexName(), Scope.LOCAL, elements, index.projection()), null);
    }

    /** A global index as {@code CreateTable} and {@code UpdateTable} declare it. */
    public IndexSettings global(GlobalSecondaryIndex index, BillingMode billingMode) {
        requireOrder(index.keySchema(), ATTRIBUTES_PER_ROLE_MAX, ATTRIBUTES_PER_ROLE_MAX);
        requireDefined(index.keySchema());
        requireProjection(index.projection());
        requireThroughput(index.indexName(), index.provisionedThroughput(), billingMode);
        return new IndexSettings(
                definition(index.indexName(), Scope.GLOBAL, index.keySchema(), index.projection()),
                index.provisionedThroughput());
    }

    private IndexDefinition definition(
            String name, Scope scope, List<KeySchemaElement> elements, Projection projection) {
        return new IndexDefinition(
                name,
                scope,
                attributes(name, elements, KeyType.HASH),
                attributes(name, elements, KeyType.RANGE),
                projection,
                tableKeys);
    }

    private List<KeyAttribute> attributes(String index, List<KeySchemaElement> elements, KeyType type) {
        return elements.stream()
                .filter(element -> element.keyType() == type)
                .map(KeySchemaElement::attributeName)
                .map(name -> KeyAttribute.of(name, Objects.requireNonNull(types.get(name)))
                        .in(index))
                .toList();
    }

    /** The partition key comes first, the sort key after it, each with as many attributes as allowed. */
    private static void requireOrder(List<KeySchemaElement> elements, int hashMax, int rangeMax) {
        if (elements.get(0).keyType() != KeyType.HASH) {
            throw validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        int hashes = 0;
        int ranges = 0;
        Set<String> names = new LinkedHashSet<>();
        for (KeySchemaElement element : elements) {
            if (element.keyType() == KeyType.RANGE) {
                ranges++;
            } else if (ranges > 0) {
                throw validation("Invalid key order. Hash Key must be specified first in key schema, Range Key must be"
                        + " specifed second");
            } else {
                hashes++;
            }
            if (!names.add(element.attributeName())) {
                throw validation(
                        elements.size() == 2
                                ? "Both the Hash Key and the Range Key element in the KeySchema have the same name"
                                : "Two keys can not have the same name");
            }
        }
        requireAtMost(hashes, hashMax, ranges, rangeMax);
    }

    private static void requireAtMost(int hashes, int hashMax, int ranges, int rangeMax) {
        if (hashMax == 1 && hashes + ranges > 2) {
            throw validation(
                    "Key Schema too big.  Key Schema must at most consist of the hash and range key of a table");
        }
        if (hashMax == 1 && hashes == 2) {
            throw validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        if (hashes > hashMax) {
            throw validation("Too many partition keys. GSI can have at most " + hashMax + " partition keys");
        }
        if (ranges > rangeMax) {
            throw validation("Too many sort keys. GSI can have at most " + rangeMax + " sort keys");
        }
    }

    private void requireDefined(List<KeySchemaElement> elements) {
        List<String> names =
                elements.stream().map(KeySchemaElement::attributeName).toList();
        if (!types.keySet().containsAll(names)) {
            throw validation(INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: "
                    + names + ", AttributeDefinitions: " + types.keySet());
        }
    }

    private static void requireProjection(Projection projection) {
        ProjectionType type = projection.projectionType();
        if (type == null) {
            throw validation(INVALID + "Unknown ProjectionType: null");
        }
        boolean attributes = projection.hasNonKeyAttributes();
        if (type == ProjectionType.INCLUDE && !attributes) {
            throw validation(INVALID + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }
        if (type != ProjectionType.INCLUDE && attributes) {
            throw validation(INVALID + "ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        if (new LinkedHashSet<>(projection.nonKeyAttributes()).size()
                < projection.nonKeyAttributes().size()) {
            throw validation("Cannot have two attributes with the same name");
        }
    }

    private static void requireThroughput(
            String index, @Nullable ProvisionedThroughput throughput, BillingMode billingMode) {
        if (billingMode == BillingMode.PAY_PER_REQUEST && throughput != null) {
            throw validation(INVALID + "ProvisionedThroughput should not be specified for index: " + index
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        if (billingMode == BillingMode.PROVISIONED && throughput == null) {
            throw validation(INVALID + "ProvisionedThroughput is not specified for index: " + index);
        }
    }

    private static void requireDistinctNames(List<IndexSettings> indexes) {
        Set<String> names = new LinkedHashSet<>();
        for (IndexSettings index : indexes) {
            if (!names.add(index.name())) {
                throw validation(INVALID + "Duplicate index name: " + index.name());
            }
        }
    }

    /** In all indexes of the table together; an attribute counts in each of them. */
    public static void requireFewNonKeyAttributes(List<IndexSettings> indexes) {
        int count = indexes.stream()
                .mapToInt(index ->
                        index.definition().projection().nonKeyAttributes().size())
                .sum();
        if (count > NON_KEY_ATTRIBUTES_MAX) {
            throw validation(
                    INVALID + "Number of projected non-key attributes in all indexes exceeds the per-table limit"
                            + " of " + NON_KEY_ATTRIBUTES_MAX);
        }
    }
}
