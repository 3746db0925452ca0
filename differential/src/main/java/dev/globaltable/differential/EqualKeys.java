package dev.globaltable.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Finds two entries of a batch or transaction that are about one item, whatever the text of numbers in their keys. */
final class EqualKeys {

    private static final List<String> KEY_ATTRIBUTES = List.of("pk", "sk");

    /** A parameter or literal, and the attribute that it is compared with or that gets it. */
    private static final Pattern STATEMENT_VALUE =
            Pattern.compile("(?:['\"]?\\b(\\w+)['\"]?\\s*[=:]\\s*)?(\\?|(?<=[=:] ?)(?:'[^']*'|-?[0-9]+))");

    private final List<Object> seen = new ArrayList<>();
    private boolean found;

    private EqualKeys() {}

    static boolean in(DynamoDbRequest request) {
        Map<String, Object> tree = Tree.of(request);
        EqualKeys keys = new EqualKeys();
        Tree.child(tree, "RequestItems").forEach((table, entries) -> keys.entries(table, entries));
        if (tree.get("TransactItems") instanceof List<?> entries) {
            entries.forEach(keys::entry);
        }
        return keys.found;
    }

    /** The batch with every number of its keys in one form. */
    static DynamoDbRequest withNormalNumbers(DynamoDbRequest request) {
        if (request instanceof BatchGetItemRequest get) {
            Map<String, KeysAndAttributes> tables = new TreeMap<>(get.requestItems());
            tables.replaceAll((table, keys) -> keys.toBuilder()
                    .keys(keys.keys().stream().map(EqualKeys::normal).toList())
                    .build());
            return get.toBuilder().requestItems(tables).build();
        }
        if (request instanceof BatchWriteItemRequest write) {
            Map<String, List<WriteRequest>> tables = new TreeMap<>(write.requestItems());
            tables.replaceAll(
                    (table, writes) -> writes.stream().map(EqualKeys::normal).toList());
            return write.toBuilder().requestItems(tables).build();
        }
        return request;
    }

    private static WriteRequest normal(WriteRequest write) {
        WriteRequest.Builder normal = write.toBuilder();
        if (write.putRequest() != null) {
            normal.putRequest(put -> put.item(normal(write.putRequest().item())));
        }
        if (write.deleteRequest() != null) {
            normal.deleteRequest(
                    delete -> delete.key(normal(write.deleteRequest().key())));
        }
        return normal.build();
    }

    private static Map<String, AttributeValue> normal(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> normal = new TreeMap<>(attributes);
        normal.replaceAll((name, value) -> value.n() != null && KEY_ATTRIBUTES.contains(name)
                ? AttributeValue.fromN(NumberText.number(value.n()))
                : value);
        return normal;
    }

    /** The same for statements of the test's generator, which name each key attribute with its value. */
    static boolean inStatements(ExecuteTransactionRequest request) {
        EqualKeys keys = new EqualKeys();
        request.transactStatements().forEach(each -> keys.statement(each.statement(), each.parameters()));
        return keys.found;
    }

    /** The same for a batch. */
    static boolean inStatements(BatchExecuteStatementRequest request) {
        EqualKeys keys = new EqualKeys();
        request.statements().forEach(each -> keys.statement(each.statement(), each.parameters()));
        return keys.found;
    }

    private void statement(String statement, List<AttributeValue> given) {
        List<AttributeValue> parameters = new ArrayList<>(given);
        Map<String, Object> key = new TreeMap<>();
        Matcher values = STATEMENT_VALUE.matcher(statement);
        while (values.find()) {
            Object value = values.group(2).equals("?")
                    ? Tree.of(parameters.remove(0))
                    : Map.of(
                            values.group(2).startsWith("'") ? "S" : "N",
                            values.group(2).replace("'", ""));
            if (values.group(1) != null && KEY_ATTRIBUTES.contains(values.group(1))) {
                key.put(values.group(1), value);
            }
        }
        add("", key);
    }

    private void entries(Object table, Object entries) {
        Object list = entries instanceof Map<?, ?> keys ? keys.get("Keys") : entries;
        if (list instanceof List<?> elements) {
            elements.forEach(element -> add(table, keyOf(element)));
        }
    }

    /** Each member of a transaction's entry is an action with a table, and a key or item. */
    private void entry(Object entry) {
        ((Map<?, ?>) entry).values().forEach(action -> {
            if (action instanceof Map<?, ?> members && members.get("TableName") != null) {
                add(
                        members.get("TableName"),
                        onlyKey(members.containsKey("Item") ? members.get("Item") : members.get("Key")));
            }
        });
    }

    private void add(Object table, Map<String, Object> key) {
        if (table.toString().startsWith("hash-of-")) {
            key.remove("sk");
        }
        Object target = List.of(table, NumberText.normal(key));
        found |= !key.isEmpty() && seen.contains(target);
        seen.add(target);
    }

    private static Map<String, Object> keyOf(Object entry) {
        Map<?, ?> map = (Map<?, ?>) entry;
        if (map.containsKey("PutRequest")) {
            return onlyKey(Tree.child(map.get("PutRequest"), "Item"));
        }
        return onlyKey(map.containsKey("DeleteRequest") ? Tree.child(map.get("DeleteRequest"), "Key") : map);
    }

    private static Map<String, Object> onlyKey(@Nullable Object attributes) {
        Map<String, Object> key = new TreeMap<>();
        if (attributes instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (KEY_ATTRIBUTES.contains(name)) {
                    key.put((String) name, value);
                }
            });
        }
        return key;
    }
}
