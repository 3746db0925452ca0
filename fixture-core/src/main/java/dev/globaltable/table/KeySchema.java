package dev.globaltable.table;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeType;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.KeyAttribute;
import dev.globaltable.item.KeyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The primary key of a table.
 *
 * @param sortName {@code null}, as is its type, in a table without a sort key
 */
public record KeySchema(
        String partitionName,
        ScalarAttributeType partitionType,
        @Nullable String sortName,
        @Nullable ScalarAttributeType sortType) {

    private static final int PARTITION_BYTES_MAX = 2048;
    private static final int SORT_BYTES_MAX = 1024;
    private static final String KEY_MISMATCH = "The provided key element does not match the schema";

    /** The primary key of an item that is to be written; the item is in canonical form. */
    public ItemKey keyOfItem(Map<String, AttributeValue> item) {
        KeyValue partition = itemValue(item, partitionName, partitionType);
        KeyValue sort = sortName == null || sortType == null ? null : itemValue(item, sortName, sortType);
        return checked(partition, sort);
    }

    /** The primary key that a request gives as its {@code Key}; it has the key attributes and nothing else. */
    public ItemKey keyOf(Map<String, AttributeValue> key) {
        if (key.size() != size() || !key.containsKey(partitionName)) {
            throw validation(KEY_MISMATCH);
        }
        KeyValue partition = keyValue(key, partitionName, partitionType);
        KeyValue sort = sortName == null || sortType == null ? null : keyValue(key, sortName, sortType);
        return checked(partition, sort);
    }

    /** The key as attributes, in the order of the schema. */
    public Map<String, AttributeValue> attributes(ItemKey key) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(partitionName, key.partition().toAttributeValue());
        KeyValue sort = key.sort();
        if (sortName != null && sort != null) {
            attributes.put(sortName, sort.toAttributeValue());
        }
        return attributes;
    }

    /** Whether the attribute is part of the key. */
    public boolean includes(String attribute) {
        return attribute.equals(partitionName) || attribute.equals(sortName);
    }

    /** The names of the key attributes, partition key first. */
    public List<String> names() {
        return sortName == null ? List.of(partitionName) : List.of(partitionName, sortName);
    }

    /** The partition key. */
    public KeyAttribute partition() {
        return new KeyAttribute(partitionName, AttributeType.valueOf(partitionType.toString()));
    }

    /** The sort key, if there is one. */
    public @Nullable KeyAttribute sort() {
        return sortName == null || sortType == null
                ? null
                : new KeyAttribute(sortName, AttributeType.valueOf(sortType.toString()));
    }

    /** The schema as the API shows it. */
    public List<KeySchemaElement> elements() {
        KeySchemaElement partition = element(partitionName, KeyType.HASH);
        return sortName == null ? List.of(partition) : List.of(partition, element(sortName, KeyType.RANGE));
    }

    private int size() {
        return sortName == null ? 1 : 2;
    }

    private static KeySchemaElement element(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static KeyValue itemValue(Map<String, AttributeValue> item, String name, ScalarAttributeType type) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw validation("One or more parameter values were invalid: Missing the key " + name + " in the item");
        }
        if (!isOf(type, value)) {
            throw validation("One or more parameter values were invalid: Type mismatch for key " + name + " expected: "
                    + type + " actual: " + AttributeType.of(value));
        }
        return nonEmpty(name, value);
    }

    private static KeyValue keyValue(Map<String, AttributeValue> key, String name, ScalarAttributeType type) {
        AttributeValue value = key.get(name);
        if (value == null || !isOf(type, value)) {
            throw validation(KEY_MISMATCH);
        }
        return nonEmpty(name, value);
    }

    /** Whether the value is of the key attribute's type. */
    public static boolean isOf(ScalarAttributeType type, AttributeValue value) {
        return switch (type) {
            case S -> value.s() != null;
            case N -> value.n() != null;
            case B -> value.b() != null;
            default -> false;
        };
    }

    private static KeyValue nonEmpty(String name, AttributeValue value) {
        boolean emptyString = value.s() != null && value.s().isEmpty();
        boolean emptyBinary = value.b() != null && value.b().asByteArrayUnsafe().length == 0;
        if (emptyString || emptyBinary) {
            throw validation("One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                    + " contain an empty " + (emptyString ? "string" : "binary") + " value. Key: " + name);
        }
        return KeyValue.of(value);
    }

    private static ItemKey checked(KeyValue partition, @Nullable KeyValue sort) {
        if (partition.sizeBytes() > PARTITION_BYTES_MAX) {
            throw validation("One or more parameter values were invalid: Size of hashkey has exceeded the maximum size"
                    + " limit of2048 bytes");
        }
        if (sort != null) {
            requireSortSize(sort);
        }
        return ItemKey.of(partition, sort);
    }

    /** Fails when a sort key's value is longer than DynamoDB allows. */
    public static void requireSortSize(KeyValue sort) {
        if (sort.sizeBytes() > SORT_BYTES_MAX) {
            throw validation("One or more parameter values were invalid: Aggregated size of all range keys has exceeded"
                    + " the size limit of 1024 bytes");
        }
    }
}
