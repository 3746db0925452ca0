package dev.globaltable;

import dev.globaltable.item.KeyAttribute;
import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The keys and indexes of a global table's replicas, as its definition says; fails when DynamoDB has no such table. */
record GlobalTableSchema(KeySchema keys, List<AttributeDefinition> attributes, List<IndexSettings> indexes) {

    private static final int KEY_ATTRIBUTES_MAX = 4;

    static GlobalTableSchema of(GlobalTableDefinition definition) {
        KeySchema keys = new KeySchema(
                attribute(definition.partitionKey()),
                definition.sortKey().map(GlobalTableSchema::attribute).orElse(null));
        List<IndexSettings> indexes = new ArrayList<>();
        definition.localIndexes().forEach(index -> indexes.add(local(definition, index, keys)));
        definition.globalIndexes().forEach(index -> indexes.add(global(definition, index, keys)));
        return new GlobalTableSchema(keys, attributes(definition, keys, indexes), indexes);
    }

    /** How a table that the application created would have been defined, but for its Regions. */
    static GlobalTableDefinition definitionOf(ReplicaTable table, ReplicationDelay delay) {
        KeyAttribute partition = table.keySchema().partition();
        KeyAttribute sort = table.keySchema().sort();
        GlobalTableDefinition definition = GlobalTableDefinition.named(table.name())
                .partitionKey(partition.name(), type(partition))
                .replicationDelay(delay);
        if (sort != null) {
            definition = definition.sortKey(sort.name(), type(sort));
        }
        for (IndexSettings index : table.settings().indexes()) {
            definition = index.definition().isGlobal()
                    ? definition.globalIndex(definitionOf(index.definition()))
                    : definition.localIndex(definitionOf(index.definition()));
        }
        return definition;
    }

    private static SecondaryIndexDefinition definitionOf(IndexDefinition index) {
        SecondaryIndexDefinition definition = SecondaryIndexDefinition.named(index.name());
        for (KeyAttribute key : index.isGlobal() ? index.partition() : List.<KeyAttribute>of()) {
            definition = definition.partitionKey(key.name(), type(key));
        }
        for (KeyAttribute key : index.sort()) {
            definition = definition.sortKey(key.name(), type(key));
        }
        return switch (index.projection().projectionType()) {
            case KEYS_ONLY -> definition.projecting();
            case INCLUDE ->
                definition.projecting(index.projection().nonKeyAttributes().toArray(String[]::new));
            default -> definition;
        };
    }

    private static ScalarAttributeType type(KeyAttribute key) {
        return ScalarAttributeType.fromValue(key.type().name());
    }

    private static IndexSettings local(GlobalTableDefinition table, SecondaryIndexDefinition index, KeySchema keys) {
        if (keys.sort() == null
                || !index.partitionKeys().isEmpty()
                || index.sortKeys().size() != 1) {
            throw new IllegalArgumentException("The local index \"" + index.name() + "\" of the global table \""
                    + table.name() + "\" needs a table with a sort key, no partition key of its own and one sort key;"
                    + " found partition keys " + names(index.partitionKeys()) + " and sort keys "
                    + names(index.sortKeys()) + (keys.sort() == null ? " in a table without sort key" : "")
                    + ". Example: localIndex(\"by-date\", \"date\").");
        }
        return settings(
                index, IndexDefinition.Scope.LOCAL, List.of(keys.partition().in(index.name())), keys);
    }

    private static IndexSettings global(GlobalTableDefinition table, SecondaryIndexDefinition index, KeySchema keys) {
        int partitions = index.partitionKeys().size();
        if (partitions == 0
                || partitions > KEY_ATTRIBUTES_MAX
                || index.sortKeys().size() > KEY_ATTRIBUTES_MAX) {
            throw new IllegalArgumentException("The global index \"" + index.name() + "\" of the global table \""
                    + table.name() + "\" needs one to four partition keys and at most four sort keys; found "
                    + names(index.partitionKeys()) + " and " + names(index.sortKeys())
                    + ". Example: globalIndex(\"by-customer\", \"customer\").");
        }
        return settings(index, IndexDefinition.Scope.GLOBAL, attributes(index.name(), index.partitionKeys()), keys);
    }

    private static IndexSettings settings(
            SecondaryIndexDefinition index, IndexDefinition.Scope scope, List<KeyAttribute> partition, KeySchema keys) {
        return new IndexSettings(
                new IndexDefinition(
                        index.name(),
                        scope,
                        partition,
                        attributes(index.name(), index.sortKeys()),
                        projection(index),
                        keys),
                null);
    }

    private static Projection projection(SecondaryIndexDefinition index) {
        List<String> projected = index.projected().orElse(null);
        if (projected == null) {
            return Projection.builder().projectionType(ProjectionType.ALL).build();
        }
        return projected.isEmpty()
                ? Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build()
                : Projection.builder()
                        .projectionType(ProjectionType.INCLUDE)
                        .nonKeyAttributes(projected)
                        .build();
    }

    private static List<KeyAttribute> attributes(String index, List<GlobalTableDefinition.Key> keys) {
        return keys.stream().map(key -> attribute(key).in(index)).toList();
    }

    private static KeyAttribute attribute(GlobalTableDefinition.Key key) {
        return KeyAttribute.of(key.name(), key.type());
    }

    private static List<String> names(List<GlobalTableDefinition.Key> keys) {
        return keys.stream().map(GlobalTableDefinition.Key::name).toList();
    }

    private static List<AttributeDefinition> attributes(
            GlobalTableDefinition table, KeySchema keys, List<IndexSettings> indexes) {
        Map<String, KeyAttribute> byName = new LinkedHashMap<>();
        add(table, byName, keys.partition());
        if (keys.sort() != null) {
            add(table, byName, keys.sort());
        }
        indexes.forEach(
                index -> index.definition().keyAttributes().forEach(attribute -> add(table, byName, attribute)));
        return byName.values().stream()
                .map(attribute -> AttributeDefinition.builder()
                        .attributeName(attribute.name())
                        .attributeType(type(attribute))
                        .build())
                .toList();
    }

    private static void add(GlobalTableDefinition table, Map<String, KeyAttribute> byName, KeyAttribute attribute) {
        @Nullable KeyAttribute other = byName.putIfAbsent(attribute.name(), attribute);
        if (other != null && other.type() != attribute.type()) {
            throw new IllegalArgumentException("The key attribute \"" + attribute.name() + "\" of the global table \""
                    + table.name() + "\" has the types " + other.type() + " and " + attribute.type()
                    + ". An attribute has one type in all keys of a table and its indexes.");
        }
    }
}
