package dev.globaltable.table;

import dev.globaltable.item.AttributeType;
import dev.globaltable.item.IndexKey;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.item.KeyAttribute;
import dev.globaltable.item.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * What a secondary index is for as long as it lives: its keys, and which attributes of an item it holds. Immutable.
 */
public final class IndexDefinition {

    /** Whether an index belongs to the partitions of its table or has its own. */
    public enum Scope {
        /** Shares the table's partition key, and changes together with the table. */
        LOCAL,
        /** Has a partition key of its own, and follows the table. */
        GLOBAL
    }

    private final String name;
    private final Scope scope;
    private final List<KeyAttribute> partition;
    private final List<KeyAttribute> sort;
    private final List<KeyAttribute> keyAttributes;
    private final Projection projection;
    private final KeySchema tableKeys;
    private final SortedSet<String> projected;

    /**
     * An index of a table.
     *
     * @param partition one attribute, of a global index up to four
     * @param sort none or one attribute, of a global index up to four
     * @param tableKeys the primary key of the table, which every index holds
     */
    public IndexDefinition(
            String name,
            Scope scope,
            List<KeyAttribute> partition,
            List<KeyAttribute> sort,
            Projection projection,
            KeySchema tableKeys) {
        this.name = name;
        this.scope = scope;
        this.partition = List.copyOf(partition);
        this.sort = List.copyOf(sort);
        this.keyAttributes = Stream.concat(partition.stream(), sort.stream()).toList();
        this.projection = projection;
        this.tableKeys = tableKeys;
        SortedSet<String> held = new TreeSet<>(tableKeys.names());
        keyAttributes.forEach(attribute -> held.add(attribute.name()));
        held.addAll(projection.nonKeyAttributes());
        this.projected = Collections.unmodifiableSortedSet(held);
    }

    public String name() {
        return name;
    }

    public Scope scope() {
        return scope;
    }

    public boolean isGlobal() {
        return scope == Scope.GLOBAL;
    }

    /** The partition key; only a global index has more than one attribute. */
    public List<KeyAttribute> partition() {
        return partition;
    }

    /** The sort key; empty where there is none. */
    public List<KeyAttribute> sort() {
        return sort;
    }

    /** Every key attribute, in the order of the key schema. */
    public List<KeyAttribute> keyAttributes() {
        return keyAttributes;
    }

    /** The primary key of the table. */
    public KeySchema tableKeys() {
        return tableKeys;
    }

    /** The projection as it was declared. */
    public Projection projection() {
        return projection;
    }

    /** Whether the index holds whole items. */
    public boolean projectsAll() {
        return projection.projectionType() == ProjectionType.ALL;
    }

    /** Whether the index holds this attribute of its items. */
    public boolean projects(String attribute) {
        return projectsAll() || projected.contains(attribute);
    }

    /** The part of an item that the index holds; the item itself where that is all of it. */
    public Map<String, AttributeValue> project(Map<String, AttributeValue> item) {
        return projectsAll() ? item : Items.only(item, projected);
    }

    /**
     * Where in the index an item belongs; {@code null} when it does not, since an attribute of the key is missing or holds
     * what no key can.
     */
    public @Nullable IndexKey keyOf(ItemKey key, Map<String, AttributeValue> item) {
        List<KeyValue> partitionValues = values(item, partition, KeySchema.PARTITION_BYTES_MAX);
        List<KeyValue> sortValues = partitionValues == null ? null : values(item, sort, KeySchema.SORT_BYTES_MAX);
        return partitionValues == null || sortValues == null ? null : IndexKey.of(partitionValues, sortValues, key);
    }

    private static @Nullable List<KeyValue> values(
            Map<String, AttributeValue> item, List<KeyAttribute> attributes, int bytesMax) {
        List<KeyValue> values = new ArrayList<>(attributes.size());
        int bytes = 0;
        for (KeyAttribute attribute : attributes) {
            AttributeValue value = item.get(attribute.name());
            if (value == null || AttributeType.of(value) != attribute.type() || attribute.isEmpty(value)) {
                return null;
            }
            KeyValue keyValue = KeyValue.of(value);
            bytes += keyValue.sizeBytes();
            values.add(keyValue);
        }
        return bytes > bytesMax ? null : values;
    }

    /** The keys of the index and of the item as attributes: what {@code LastEvaluatedKey} shows. */
    public Map<String, AttributeValue> attributes(IndexKey key) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(tableKeys.attributes(key.item()));
        put(attributes, partition, key.partition());
        put(attributes, sort, key.sort());
        return attributes;
    }

    private static void put(Map<String, AttributeValue> attributes, List<KeyAttribute> names, List<KeyValue> values) {
        for (int at = 0; at < names.size(); at++) {
            attributes.put(names.get(at).name(), values.get(at).toAttributeValue());
        }
    }

    /** The key schema as the API shows it. */
    public List<KeySchemaElement> elements() {
        return Stream.concat(
                        partition.stream().map(attribute -> element(attribute, KeyType.HASH)),
                        sort.stream().map(attribute -> element(attribute, KeyType.RANGE)))
                .toList();
    }

    private static KeySchemaElement element(KeyAttribute attribute, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(attribute.name())
                .keyType(type)
                .build();
    }

    @Override
    public String toString() {
        return name;
    }
}
