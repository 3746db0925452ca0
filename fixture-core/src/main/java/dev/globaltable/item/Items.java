package dev.globaltable.item;

import dev.globaltable.error.ServiceErrors;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * What DynamoDB does with a whole item. A canonical item is unmodifiable, ordered by attribute name, and holds
 * canonical values, so that equal items print alike.
 *
 * @since 0.1.0
 */
public final class Items {

    /** The largest item, names included: 400 KB. */
    public static final int MAX_SIZE_BYTES = 400 * 1024;

    private Items() {}

    /**
     * Checks the attributes of an item or key in a request and gives their canonical form.
     *
     * @throws DynamoDbException a {@code ValidationException} when a name or value is not valid
     */
    public static Map<String, AttributeValue> canonical(Map<String, AttributeValue> attributes) {
        return Canonical.map(attributes, Canonical.MAX_DEPTH - 1);
    }

    /**
     * Checks the name of an attribute and gives it back.
     *
     * @throws DynamoDbException a {@code ValidationException} when it is empty or larger than 65535 bytes
     */
    public static String requireName(String name) {
        Canonical.requireName(name);
        return name;
    }

    /** The same attributes ordered by name, unmodifiable; for attributes whose values are canonical. */
    public static Map<String, AttributeValue> ordered(Map<String, AttributeValue> attributes) {
        return Canonical.ordered(attributes);
    }

    /**
     * The attributes of a canonical item that are among these, itself canonical; the very item when it has no others.
     *
     * @param attributes the names to keep
     */
    public static Map<String, AttributeValue> only(Map<String, AttributeValue> item, Set<String> attributes) {
        if (attributes.containsAll(item.keySet())) {
            return item;
        }
        Map<String, AttributeValue> kept = new TreeMap<>();
        item.forEach((name, value) -> {
            if (attributes.contains(name)) {
                kept.put(name, value);
            }
        });
        return Canonical.ordered(kept);
    }

    /** The bytes a canonical item takes: its names in UTF-8 and its values. */
    public static int sizeBytes(Map<String, AttributeValue> item) {
        if (item instanceof CompactItem compact) {
            return compact.sizeBytes();
        }
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += ByteOrder.utf8Length(attribute.getKey()) + AttributeValues.sizeBytes(attribute.getValue());
        }
        return size;
    }

    /**
     * Checks the size of an item that is put.
     *
     * @throws DynamoDbException a {@code ValidationException} when the item is larger than 400 KB
     */
    public static void requireSize(Map<String, AttributeValue> item) {
        if (sizeBytes(item) > MAX_SIZE_BYTES) {
            throw ServiceErrors.validation("Item size has exceeded the maximum allowed size");
        }
    }

    /**
     * Checks how deep the lists and maps of an attribute nest that an update makes.
     *
     * @throws DynamoDbException a {@code ValidationException} when they make the item nest deeper than 32 levels
     */
    public static void requireUpdatedNesting(AttributeValue attribute) {
        if (AttributeValues.nestsDeeperThan(Canonical.MAX_DEPTH - 1, attribute)) {
            throw ServiceErrors.validation("Nesting Levels have exceeded supported limits");
        }
    }

    /**
     * Checks the size of an item that an update makes.
     *
     * @throws DynamoDbException a {@code ValidationException} when the item is larger than 400 KB
     */
    public static void requireUpdatedSize(Map<String, AttributeValue> item) {
        if (sizeBytes(item) > MAX_SIZE_BYTES) {
            throw ServiceErrors.validation("Item size to update has exceeded the maximum allowed size");
        }
    }
}
