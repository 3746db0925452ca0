package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeType;
import dev.globaltable.item.AttributeValues;
import dev.globaltable.item.KeyAttribute;
import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;

/**
 * What an item that is written may hold where an index has a key attribute: nothing, or a value that can be a key. Each
 * attribute is looked at, even if the item is not in the index for want of another.
 */
final class IndexKeys {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private IndexKeys() {}

    /** Checks an item that is put. */
    static void requirePut(ReplicaTable table, Map<String, AttributeValue> item) {
        Vectors.require(table, item);
        for (KeyAttribute partition : vectorPartitions(table)) {
            requireType(partition, item);
            requireNotEmpty(partition, item);
        }
        for (SecondaryIndex index : table.indexes().all()) {
            if (index.status() != IndexStatus.DELETING) {
                index.definition().keyAttributes().forEach(key -> requireType(key, item));
                index.definition().keyAttributes().forEach(key -> requireNotEmpty(key, item));
                requireSizes(index.definition(), item);
            }
        }
    }

    /** Only that no value of the right type is empty, which transactions look at before anything else. */
    static void requireNoEmptyValue(ReplicaTable table, Map<String, AttributeValue> attributes) {
        for (SecondaryIndex index : table.indexes().all()) {
            if (index.status() != IndexStatus.DELETING) {
                index.definition().keyAttributes().stream()
                        .filter(key -> isOfType(key, attributes))
                        .forEach(key -> requireNotEmpty(key, attributes));
            }
        }
    }

    private static boolean isOfType(KeyAttribute key, Map<String, AttributeValue> attributes) {
        AttributeValue value = attributes.get(key.name());
        return value != null && AttributeType.of(value) == key.type();
    }

    /** Checks what an update made of an item; the message about empty values is another one. */
    static void requireUpdated(ReplicaTable table, Map<String, AttributeValue> item) {
        Vectors.require(table, item);
        for (KeyAttribute partition : vectorPartitions(table)) {
            requireType(partition, item);
            requireNotMadeEmpty(partition, item);
        }
        for (SecondaryIndex index : table.indexes().all()) {
            if (index.status() != IndexStatus.DELETING) {
                index.definition().keyAttributes().forEach(key -> requireType(key, item));
                index.definition().keyAttributes().forEach(key -> requireNotMadeEmpty(key, item));
                requireSizes(index.definition(), item);
            }
        }
    }

    /** The attributes by which vector indexes are partitioned; AWS treats them as keys of these indexes. */
    private static List<KeyAttribute> vectorPartitions(ReplicaTable table) {
        if (table.vectorIndexes().isEmpty()) {
            return List.of();
        }
        return table.vectorIndexes().all().stream()
                .filter(index -> index.status() != IndexStatus.DELETING)
                .map(index -> index.definition().partition())
                .filter(Objects::nonNull)
                .toList();
    }

    private static void requireType(KeyAttribute key, Map<String, AttributeValue> item) {
        AttributeValue value = item.get(key.name());
        if (value != null && AttributeType.of(value) != key.type()) {
            throw validation(INVALID + "Type mismatch for Index Key " + key.name() + " Expected: " + key.type()
                    + " Actual: " + AttributeType.of(value) + " IndexName: " + key.index());
        }
    }

    private static void requireNotEmpty(KeyAttribute key, Map<String, AttributeValue> item) {
        AttributeValue value = item.get(key.name());
        if (value != null) {
            key.requireNotEmpty(value);
        }
    }

    private static void requireNotMadeEmpty(KeyAttribute key, Map<String, AttributeValue> item) {
        AttributeValue value = item.get(key.name());
        if (value != null && key.isEmpty(value)) {
            throw validation("One or more parameter values are not valid. The update expression attempted to update a"
                    + " secondary index key to a value that is not supported. The AttributeValue for a key attribute"
                    + " cannot contain an empty " + (value.s() == null ? "binary" : "string") + " value.");
        }
    }

    private static void requireSizes(IndexDefinition index, Map<String, AttributeValue> item) {
        requireSize(index, index.partition(), "HASH", KeySchema.PARTITION_BYTES_MAX, item);
        requireSize(index, index.sort(), "RANGE", KeySchema.SORT_BYTES_MAX, item);
    }

    private static void requireSize(
            IndexDefinition index,
            List<KeyAttribute> keys,
            String role,
            int bytesMax,
            Map<String, AttributeValue> item) {
        List<String> present = new ArrayList<>(keys.size());
        int bytes = 0;
        for (KeyAttribute key : keys) {
            AttributeValue value = item.get(key.name());
            if (value != null) {
                present.add(key.name());
                bytes += AttributeValues.sizeBytes(value);
            }
        }
        if (bytes <= bytesMax) {
            return;
        }
        if (keys.size() > 1) {
            throw validation("Aggregate size for " + role + " key attributes " + String.join(", ", present)
                    + " of index " + index.name() + " has exceeded limit " + bytesMax + " bytes, with actual size "
                    + bytes + " bytes");
        }
        throw validation(INVALID
                + (role.equals("HASH")
                        ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
                        : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes"));
    }
}
