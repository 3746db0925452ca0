package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** BatchGetItem and BatchWriteItem, over one or more of the sequence's tables. */
final class BatchGenerator {

    private static final List<Fault> FAULTS = List.of(
            Fault.member("no requests", "RequestItems", null),
            Fault.member("empty requests", "RequestItems", new TreeMap<>()),
            Fault.member("unknown ReturnConsumedCapacity", "ReturnConsumedCapacity", "SOME"),
            Fault.member("unknown ReturnItemCollectionMetrics", "ReturnItemCollectionMetrics", "SOME"));

    private final Choices choices;
    private final List<Schema> schemas;

    BatchGenerator(Choices choices, List<Schema> schemas) {
        this.choices = choices;
        this.schemas = schemas;
    }

    Step get() {
        Map<String, KeysAndAttributes> requests = new TreeMap<>();
        for (Schema schema : tables()) {
            Placeholders placeholders = new Placeholders(choices);
            KeysAndAttributes keys = KeysAndAttributes.builder()
                    .keys(keys(schema))
                    .projectionExpression(
                            choices.oneIn(3) ? new ProjectionGrammar(choices, placeholders).projection() : null)
                    .expressionAttributeNames(ItemGenerator.orNull(placeholders.names()))
                    .consistentRead(choices.oneIn(3) ? choices.oneIn(2) : null)
                    .build();
            requests.put(name(schema), keys);
        }
        return Fault.inject(
                choices,
                Step.Kind.CALL,
                BatchGetItemRequest.builder()
                        .requestItems(requests)
                        .returnConsumedCapacity(ItemGenerator.capacity(choices))
                        .build(),
                FAULTS);
    }

    private List<Map<String, AttributeValue>> keys(Schema schema) {
        if (choices.oneIn(25)) {
            return many(schema, choices.pick(100, 101));
        }
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        for (int i = choices.oneIn(40) ? 0 : choices.between(1, 5); i > 0; i--) {
            Map<String, AttributeValue> key = key(schema);
            if (!keys.contains(key) || choices.oneIn(10)) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static List<Map<String, AttributeValue>> many(Schema schema, int count) {
        return IntStream.range(0, count).mapToObj(schema::numbered).toList();
    }

    Step write() {
        Map<String, List<WriteRequest>> requests = new TreeMap<>();
        for (Schema schema : tables()) {
            requests.put(name(schema), writes(schema));
        }
        return Fault.inject(
                choices,
                Step.Kind.CALL,
                BatchWriteItemRequest.builder()
                        .requestItems(requests)
                        .returnConsumedCapacity(ItemGenerator.capacity(choices))
                        .returnItemCollectionMetrics(choices.oneIn(10) ? "SIZE" : null)
                        .build(),
                FAULTS);
    }

    private List<WriteRequest> writes(Schema schema) {
        List<Map<String, AttributeValue>> keys = choices.oneIn(20) ? many(schema, choices.pick(25, 26)) : keys(schema);
        List<WriteRequest> writes = new ArrayList<>();
        for (Map<String, AttributeValue> key : keys) {
            writes.add(choices.oneIn(3) ? deletion(key) : put(key));
        }
        if (choices.oneIn(60)) {
            writes.add(WriteRequest.builder().build());
        }
        return writes;
    }

    private static WriteRequest deletion(Map<String, AttributeValue> key) {
        return WriteRequest.builder()
                .deleteRequest(DeleteRequest.builder().key(key).build())
                .build();
    }

    private WriteRequest put(Map<String, AttributeValue> key) {
        Map<String, AttributeValue> item = new TreeMap<>(key);
        Attributes.addTo(item, choices);
        if (choices.oneIn(60)) {
            item.put("bad", choices.pick(List.copyOf(Faults.badValues().values())));
        }
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build();
    }

    private Map<String, AttributeValue> key(Schema schema) {
        Map<String, AttributeValue> key = schema.key(choices);
        if (choices.oneIn(60)) {
            key.remove(choices.pick(Schema.PARTITION_KEY, Schema.SORT_KEY));
        }
        if (choices.oneIn(60)) {
            key.put(
                    choices.pick(Schema.PARTITION_KEY, Schema.SORT_KEY, "extra"),
                    choices.pick(AttributeValue.fromBool(true), AttributeValue.fromS("x"), AttributeValue.fromN("1")));
        }
        return key;
    }

    private List<Schema> tables() {
        List<Schema> tables = new ArrayList<>(List.of(choices.pick(schemas)));
        if (choices.oneIn(3)) {
            Schema other = choices.pick(schemas);
            if (!tables.contains(other)) {
                tables.add(other);
            }
        }
        return tables;
    }

    private String name(Schema schema) {
        return choices.oneIn(50) ? choices.pick("no-such-table", "a table!") : schema.table();
    }
}
