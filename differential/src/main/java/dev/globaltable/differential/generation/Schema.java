package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/**
 * A table of the test and its keys.
 *
 * @param sort the type of the sort key, if there is one
 * @param stream the view type of the stream, if there is one
 */
record Schema(
        String table,
        KeyKind partition,
        @Nullable KeyKind sort,
        @Nullable String stream) {

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
        this(table, partition, sort, null);
    }

    Schema withStream(String view) {
        return new Schema(table, partition, sort, view);
    }

    boolean hasSort() {
        return sort != null;
    }

    CreateTableRequest create() {
        List<KeySchemaElement> keys = new ArrayList<>();
        List<AttributeDefinition> definitions = new ArrayList<>();
        add(keys, definitions, PARTITION_KEY, KeyType.HASH, partition);
        if (sort != null) {
            add(keys, definitions, SORT_KEY, KeyType.RANGE, sort);
        }
        return CreateTableRequest.builder()
                .tableName(table)
                .keySchema(keys)
                .attributeDefinitions(definitions)
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

    private static void add(
            List<KeySchemaElement> keys,
            List<AttributeDefinition> definitions,
            String name,
            KeyType role,
            KeyKind kind) {
        keys.add(KeySchemaElement.builder().attributeName(name).keyType(role).build());
        definitions.add(AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(kind.name())
                .build());
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
