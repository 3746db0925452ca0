package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/**
 * A table of the test and its keys.
 *
 * @param sort the type of the sort key, if there is one
 * @param stream the view type of the stream, if there is one
 * @param indexes the secondary indexes that the table is created with
 */
record Schema(
        String table,
        KeyKind partition,
        @Nullable KeyKind sort,
        @Nullable String stream,
        List<Index> indexes) {

    static final String PARTITION_KEY = "pk";
    static final String SORT_KEY = "sk";

    /** Every key type in both roles. */
    static final List<Schema> ALL = List.of(
            new Schema("hash-of-S", KeyKind.S, null),
            new Schema("hash-of-N", KeyKind.N, null),
            new Schema("hash-of-B", KeyKind.B, null),
            new Schema("range.S_S", KeyKind.S, KeyKind.S),
            new Schema("range.S_N", KeyKind.S, KeyKind.N),
            new Schema("range.S_B", KeyKind.S, KeyKind.B),
            new Schema("range.N_S", KeyKind.N, KeyKind.S),
            new Schema("range.B_N", KeyKind.B, KeyKind.N));

    private Schema(String table, KeyKind partition, @Nullable KeyKind sort) {
        this(table, partition, sort, null, List.of());
    }

    Schema withStream(String view) {
        return new Schema(table, partition, sort, view, indexes);
    }

    /** The same table with one to three indexes. */
    Schema withIndexes(Choices choices) {
        Map<String, Index> chosen = new TreeMap<>();
        for (int i = choices.between(1, 3); i > 0; i--) {
            Index index = choices.pick(possibleIndexes());
            chosen.put(index.name(), index.projected(choices));
        }
        return new Schema(table, partition, sort, stream, List.copyOf(chosen.values()));
    }

    List<Index> possibleIndexes() {
        return Index.of(partitionKey(), sortKey());
    }

    KeyAttribute partitionKey() {
        return new KeyAttribute(PARTITION_KEY, partition);
    }

    @Nullable
    KeyAttribute sortKey() {
        return sort == null ? null : new KeyAttribute(SORT_KEY, sort);
    }

    boolean hasSort() {
        return sort != null;
    }

    CreateTableRequest create() {
        List<KeySchemaElement> keys = new ArrayList<>();
        keys.add(key(PARTITION_KEY, KeyType.HASH));
        if (sort != null) {
            keys.add(key(SORT_KEY, KeyType.RANGE));
        }
        List<LocalSecondaryIndex> local = indexes.stream()
                .filter(index -> !index.global())
                .map(Index::local)
                .toList();
        List<GlobalSecondaryIndex> global =
                indexes.stream().filter(Index::global).map(Index::globally).toList();
        return CreateTableRequest.builder()
                .tableName(table)
                .keySchema(keys)
                .attributeDefinitions(definitions(indexes))
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .globalSecondaryIndexes(global.isEmpty() ? null : global)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(
                        stream == null
                                ? null
                                : StreamSpecification.builder()
                                        .streamEnabled(true)
                                        .streamViewType(stream)
                                        .build())
                .build();
    }

    private static KeySchemaElement key(String name, KeyType role) {
        return KeySchemaElement.builder().attributeName(name).keyType(role).build();
    }

    /** The definitions that the table needs with these indexes. */
    List<AttributeDefinition> definitions(List<Index> others) {
        Map<String, KeyAttribute> attributes = new LinkedHashMap<>();
        attributes.put(PARTITION_KEY, partitionKey());
        KeyAttribute sortKey = sortKey();
        if (sortKey != null) {
            attributes.put(SORT_KEY, sortKey);
        }
        others.forEach(index -> index.keys().forEach(key -> attributes.put(key.name(), key)));
        return attributes.values().stream()
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key.name())
                        .attributeType(key.kind().name())
                        .build())
                .toList();
    }

    /** A key from a small space, so that steps meet each other. */
    Map<String, AttributeValue> key(Choices choices) {
        Map<String, AttributeValue> key = new TreeMap<>();
        key.put(PARTITION_KEY, partition.few(choices));
        if (sort != null) {
            key.put(SORT_KEY, sort.value(choices));
        }
        return key;
    }

    /** A key that no other number has. */
    Map<String, AttributeValue> numbered(int number) {
        Map<String, AttributeValue> key = new TreeMap<>();
        key.put(PARTITION_KEY, partition.numbered(number));
        if (sort != null) {
            key.put(SORT_KEY, sort.numbered(number));
        }
        return key;
    }
}
