package dev.globaltable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A secondary index of a {@linkplain GlobalTableDefinition global table} that a simulation starts with. Immutable. Unless
 * told otherwise it projects all attributes.
 *
 * <pre>{@code
 * GlobalTableDefinition.named("orders").partitionKey("customer").sortKey("id")
 *     .globalIndex(SecondaryIndexDefinition.named("by-day").partitionKey("day").sortKey("total", ScalarAttributeType.N))
 *     .localIndex(SecondaryIndexDefinition.named("by-state").sortKey("state").projecting("total"))
 * }</pre>
 *
 * @since 0.1.0
 */
public final class SecondaryIndexDefinition {

    private final String name;
    private final List<GlobalTableDefinition.Key> partitionKeys;
    private final List<GlobalTableDefinition.Key> sortKeys;
    private final Optional<List<String>> projected;

    private SecondaryIndexDefinition(
            String name,
            List<GlobalTableDefinition.Key> partitionKeys,
            List<GlobalTableDefinition.Key> sortKeys,
            Optional<List<String>> projected) {
        this.name = name;
        this.partitionKeys = partitionKeys;
        this.sortKeys = sortKeys;
        this.projected = projected;
    }

    /**
     * Starts a definition.
     *
     * @throws IllegalArgumentException if DynamoDB allows no such name
     */
    public static SecondaryIndexDefinition named(String name) {
        return new SecondaryIndexDefinition(Definitions.requireIndexName(name), List.of(), List.of(), Optional.empty());
    }

    /** The same with a partition key of type String; see {@link #partitionKey(String, ScalarAttributeType)}. */
    public SecondaryIndexDefinition partitionKey(String attribute) {
        return partitionKey(attribute, ScalarAttributeType.S);
    }

    /** The same with one more attribute of the partition key: a global index has up to four, a local one names none. */
    public SecondaryIndexDefinition partitionKey(String attribute, ScalarAttributeType type) {
        return new SecondaryIndexDefinition(name, with(partitionKeys, attribute, type), sortKeys, projected);
    }

    /** The same with a sort key of type String; see {@link #sortKey(String, ScalarAttributeType)}. */
    public SecondaryIndexDefinition sortKey(String attribute) {
        return sortKey(attribute, ScalarAttributeType.S);
    }

    /** The same with one more attribute of the sort key: a global index has up to four or none, a local one has one. */
    public SecondaryIndexDefinition sortKey(String attribute, ScalarAttributeType type) {
        return new SecondaryIndexDefinition(name, partitionKeys, with(sortKeys, attribute, type), projected);
    }

    /** The same with nothing but keys and these attributes in the index; without any, with keys only. */
    public SecondaryIndexDefinition projecting(String... nonKeyAttributes) {
        return new SecondaryIndexDefinition(
                name, partitionKeys, sortKeys, Optional.of(new ArrayList<>(Arrays.asList(nonKeyAttributes))));
    }

    public String name() {
        return name;
    }

    /** The attributes of the partition key; of a local index none, since it has its table's. */
    public List<GlobalTableDefinition.Key> partitionKeys() {
        return List.copyOf(partitionKeys);
    }

    /** The attributes of the sort key, in order. */
    public List<GlobalTableDefinition.Key> sortKeys() {
        return List.copyOf(sortKeys);
    }

    /** The attributes beside the keys that the index holds; empty when it holds all. */
    public Optional<List<String>> projected() {
        return projected.map(List::copyOf);
    }

    @Override
    public String toString() {
        return "SecondaryIndexDefinition[" + name + "]";
    }

    private static List<GlobalTableDefinition.Key> with(
            List<GlobalTableDefinition.Key> keys, String attribute, ScalarAttributeType type) {
        List<GlobalTableDefinition.Key> more = new ArrayList<>(keys);
        more.add(new GlobalTableDefinition.Key(attribute, type));
        return more;
    }
}
