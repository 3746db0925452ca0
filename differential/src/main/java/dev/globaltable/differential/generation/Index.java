package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/**
 * A secondary index of a table of the test. Its keys are ordinary attributes, which items often lack, so that it is sparse.
 *
 * @param sort the sort key, if there is one
 * @param included the attributes that an index of type INCLUDE holds
 */
record Index(
        String name,
        boolean global,
        KeyAttribute partition,
        @Nullable KeyAttribute sort,
        String projection,
        List<String> included) {

    private static final KeyAttribute NUMBER = new KeyAttribute("n", KeyKind.N);
    private static final KeyAttribute OTHER_NUMBER = new KeyAttribute("n2", KeyKind.N);
    private static final KeyAttribute STRING = new KeyAttribute("s", KeyKind.S);
    private static final KeyAttribute BINARY = new KeyAttribute("b", KeyKind.B);

    /** Every index that a table with these keys may have, some of them at a time. */
    static List<Index> of(KeyAttribute partition, @Nullable KeyAttribute sort) {
        List<Index> indexes = new ArrayList<>(List.of(
                new Index("global-s", true, STRING, null),
                new Index("global-s-n", true, STRING, NUMBER),
                new Index("global-n-pk", true, NUMBER, partition),
                new Index("global-pk-n2", true, partition, OTHER_NUMBER),
                new Index("global_b.s", true, BINARY, STRING)));
        if (sort != null) {
            indexes.add(new Index("global-sk-pk", true, sort, partition));
            indexes.add(new Index("local-n", false, partition, NUMBER));
            indexes.add(new Index("local-s", false, partition, STRING));
            indexes.add(new Index("local.b", false, partition, BINARY));
        }
        return indexes;
    }

    private Index(String name, boolean global, KeyAttribute partition, @Nullable KeyAttribute sort) {
        this(name, global, partition, sort, "ALL", List.of());
    }

    /** The same index with another projection. */
    Index projected(Choices choices) {
        String type = choices.pick("ALL", "KEYS_ONLY", "INCLUDE");
        return new Index(
                name,
                global,
                partition,
                sort,
                type,
                type.equals("INCLUDE")
                        ? choices.pick(List.of("n2", "m"), List.of("l"), List.of("s2", "ss", "a.b"))
                        : List.of());
    }

    List<KeyAttribute> keys() {
        return sort == null ? List.of(partition) : List.of(partition, sort);
    }

    /** The index's part of a start key; a table's goes with it. */
    Map<String, AttributeValue> key(Choices choices) {
        Map<String, AttributeValue> key = new TreeMap<>();
        keys().forEach(attribute -> key.put(attribute.name(), attribute.value(choices)));
        return key;
    }

    LocalSecondaryIndex local() {
        return LocalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keySchema())
                .projection(projection(this))
                .build();
    }

    GlobalSecondaryIndex globally() {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keySchema())
                .projection(projection(this))
                .build();
    }

    CreateGlobalSecondaryIndexAction creation() {
        return CreateGlobalSecondaryIndexAction.builder()
                .indexName(name)
                .keySchema(keySchema())
                .projection(projection(this))
                .build();
    }

    private List<KeySchemaElement> keySchema() {
        List<KeySchemaElement> elements = new ArrayList<>();
        for (KeyAttribute key : keys()) {
            elements.add(KeySchemaElement.builder()
                    .attributeName(key.name())
                    .keyType(elements.isEmpty() ? "HASH" : "RANGE")
                    .build());
        }
        return elements;
    }

    private static Projection projection(Index index) {
        return Projection.builder()
                .projectionType(index.projection)
                .nonKeyAttributes(index.included.isEmpty() ? null : index.included)
                .build();
    }
}
