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

/**
 * The primary key of a table.
 *
 * @param sort {@code null} in a table without a sort key
 */
public record KeySchema(KeyAttribute partition, @Nullable KeyAttribute sort) {

    /** The longest value of a partition key, or of all its attributes together. */
    public static final int PARTITION_BYTES_MAX = 2048;
    /** The longest value of a sort key, or of all its attributes together. */
    public static final int SORT_BYTES_MAX = 1024;

    private static final String KEY_MISMATCH = "The provided key element does not match the schema";

    /** The primary key of an item that is to be written; the item is in canonical form. */
    public ItemKey keyOfItem(Map<String, AttributeValue> item) {
        KeyValue partitionValue = requirePartitionSize(itemValue(item, partition));
        return ItemKey.of(partitionValue, sort == null ? null : requireSortSize(itemValue(item, sort)));
    }

    /** The primary key that a request gives as its {@code Key}; it has the key attributes and nothing else. */
    public ItemKey keyOf(Map<String, AttributeValue> key) {
        if (key.size() != (sort == null ? 1 : 2)) {
            throw validation(KEY_MISMATCH);
        }
        KeyValue partitionValue = requirePartitionSize(keyValue(key, partition));
        return ItemKey.of(partitionValue, sort == null ? null : requireSortSize(keyValue(key, sort)));
    }

    /** Fails when one of these attributes is of the key and empty; looks no further than a key attribute that is of another type. */
    public void requireNoEmptyValue(Map<String, AttributeValue> attributes) {
        if (isAbsentOrNotEmpty(partition, attributes) && sort != null) {
            isAbsentOrNotEmpty(sort, attributes);
        }
    }

    private static boolean isAbsentOrNotEmpty(KeyAttribute key, Map<String, AttributeValue> attributes) {
        AttributeValue value = attributes.get(key.name());
        if (value != null && AttributeType.of(value) != key.type()) {
            return false;
        }
        if (value != null) {
            key.requireNotEmpty(value);
        }
        return true;
    }

    /** The key as attributes, in the order of the schema. */
    public Map<String, AttributeValue> attributes(ItemKey key) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(partition.name(), key.partition().toAttributeValue());
        KeyValue sortValue = key.sort();
        if (sort != null && sortValue != null) {
            attributes.put(sort.name(), sortValue.toAttributeValue());
        }
        return attributes;
    }

    /** Whether the attribute is part of the key. */
    public boolean includes(String attribute) {
        return partition.name().equals(attribute)
                || (sort != null && sort.name().equals(attribute));
    }

    /** The names of the key attributes, partition key first. */
    public List<String> names() {
        return sort == null ? List.of(partition.name()) : List.of(partition.name(), sort.name());
    }

    /** The schema as the API shows it. */
    public List<KeySchemaElement> elements() {
        KeySchemaElement first = element(partition, KeyType.HASH);
        return sort == null ? List.of(first) : List.of(first, element(sort, KeyType.RANGE));
    }

    private static KeySchemaElement element(KeyAttribute attribute, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(attribute.name())
                .keyType(type)
                .build();
    }

    private static KeyValue itemValue(Map<String, AttributeValue> item, KeyAttribute attribute) {
        AttributeValue value = item.get(attribute.name());
        if (value == null) {
            throw validation(
                    "One or more parameter values were invalid: Missing the key " + attribute.name() + " in the item");
        }
        if (AttributeType.of(value) != attribute.type()) {
            throw validation("One or more parameter values were invalid: Type mismatch for key " + attribute.name()
                    + " expected: " + attribute.type() + " actual: " + AttributeType.of(value));
        }
        attribute.requireNotEmpty(value);
        return KeyValue.of(value);
    }

    private static KeyValue keyValue(Map<String, AttributeValue> key, KeyAttribute attribute) {
        AttributeValue value = key.get(attribute.name());
        if (value == null || AttributeType.of(value) != attribute.type()) {
            throw validation(KEY_MISMATCH);
        }
        attribute.requireNotEmpty(value);
        return KeyValue.of(value);
    }

    private static KeyValue requirePartitionSize(KeyValue partition) {
        if (partition.sizeBytes() > PARTITION_BYTES_MAX) {
            throw validation("One or more parameter values were invalid: Size of hashkey has exceeded the maximum size"
                    + " limit of2048 bytes");
        }
        return partition;
    }

    /** Fails when a sort key's value is longer than DynamoDB allows; otherwise gives it back. */
    public static KeyValue requireSortSize(KeyValue sort) {
        if (sort.sizeBytes() > SORT_BYTES_MAX) {
            throw validation("One or more parameter values were invalid: Aggregated size of all range keys has exceeded"
                    + " the size limit of 1024 bytes");
        }
        return sort;
    }
}
