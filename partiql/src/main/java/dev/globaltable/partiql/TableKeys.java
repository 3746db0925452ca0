package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.resourceNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeType;
import dev.globaltable.operation.RegionalService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The keys of a table, or of one of its indexes.
 *
 * @param table the table's name
 * @param index the index's name, null for the table itself
 * @param names the attributes of the key, the partition key first
 * @param types the types of these and of the table's key
 * @param partition the partition key, null for the few indexes with several of them, which are only scanned
 * @param sort the sort key
 * @param projected what the index holds besides keys, null for all attributes
 * @param local whether the index is a local one, which can fetch what it does not hold
 */
record TableKeys(
        String table,
        @Nullable String index,
        List<String> names,
        Map<String, AttributeType> types,
        @Nullable String partition,
        @Nullable String sort,
        @Nullable SortedSet<String> projected,
        boolean local) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

    /** The keys of a table. */
    static TableKeys ofTable(RegionalService service, String table) {
        requireName(table);
        return of(describe(service, table), null);
    }

    /** The keys of an index. */
    static TableKeys ofIndex(RegionalService service, String table, String index) {
        requireName(table);
        requireName(index);
        return of(describe(service, table), index);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw validation(
                    "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9', '-',"
                            + " '_', '.'.");
        }
    }

    private static TableDescription describe(RegionalService service, String table) {
        try {
            DescribeTableRequest request =
                    DescribeTableRequest.builder().tableName(table).build();
            return ((DescribeTableResponse) service.execute(request).build()).table();
        } catch (ResourceNotFoundException missing) {
            throw resourceNotFound("Requested resource not found");
        }
    }

    private static TableKeys of(TableDescription table, @Nullable String index) {
        List<String> tableKey =
                table.keySchema().stream().map(KeySchemaElement::attributeName).toList();
        if (index == null) {
            return of(table, null, table.keySchema(), tableKey, null, false);
        }
        for (var global : table.globalSecondaryIndexes()) {
            if (global.indexName().equals(index)) {
                return of(table, index, global.keySchema(), tableKey, global.projection(), false);
            }
        }
        for (var local : table.localSecondaryIndexes()) {
            if (local.indexName().equals(index)) {
                return of(table, index, local.keySchema(), tableKey, local.projection(), true);
            }
        }
        throw validation("The table does not have the specified index: " + index);
    }

    private static TableKeys of(
            TableDescription table,
            @Nullable String index,
            List<KeySchemaElement> key,
            List<String> tableKey,
            @Nullable Projection projection,
            boolean local) {
        List<String> partitions = names(key, KeyType.HASH);
        List<String> sorts = names(key, KeyType.RANGE);
        Map<String, AttributeType> types = new LinkedHashMap<>();
        List<String> names = key.stream().map(KeySchemaElement::attributeName).toList();
        for (AttributeDefinition definition : table.attributeDefinitions()) {
            String name = definition.attributeName();
            if (names.contains(name) || tableKey.contains(name)) {
                types.put(name, AttributeType.valueOf(definition.attributeTypeAsString()));
            }
        }
        SortedSet<String> projected = null;
        if (projection != null && projection.projectionType() != ProjectionType.ALL) {
            projected = new TreeSet<>(projection.nonKeyAttributes());
            projected.addAll(types.keySet());
        }
        return new TableKeys(
                table.tableName(),
                index,
                names,
                types,
                partitions.size() == 1 ? partitions.get(0) : null,
                sorts.isEmpty() ? null : sorts.get(0),
                projected,
                local);
    }

    private static List<String> names(List<KeySchemaElement> key, KeyType type) {
        return key.stream()
                .filter(element -> element.keyType() == type)
                .map(KeySchemaElement::attributeName)
                .toList();
    }

    /** The keys of the index and of its table. */
    SortedSet<String> allKeys() {
        return new TreeSet<>(types.keySet());
    }

    /** Checks a value that a key attribute is compared with for equality, or is given. */
    void requireValue(String name, AttributeValue value) {
        AttributeType type = AttributeType.of(value);
        requireType(name, type);
        boolean empty = (type == AttributeType.S && value.s().isEmpty())
                || (type == AttributeType.B && value.b().asByteArrayUnsafe().length == 0);
        if (empty) {
            throw validation("One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                    + " contain an empty " + (type == AttributeType.S ? "string" : "binary") + " value. Key: " + name);
        }
    }

    void requireType(String name, AttributeType type) {
        if (types.get(name) != type) {
            throw validation("Key attribute's data type should match its data type in table's schema: Key " + name);
        }
    }
}
