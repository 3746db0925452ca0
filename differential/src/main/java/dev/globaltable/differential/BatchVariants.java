package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Batches and transactions with fewer entries than a step's: of one table, of one entry or of two. */
final class BatchVariants {

    /** Pairs of more entries than that would be too many to ask for. */
    private static final int MOST_PAIRED = 8;

    private BatchVariants() {}

    static List<DynamoDbRequest> of(DynamoDbRequest request) {
        List<DynamoDbRequest> variants = new ArrayList<>();
        if (request instanceof BatchGetItemRequest batch) {
            batch.requestItems().forEach((table, keys) -> {
                variants.add(with(batch, table, keys));
                parts(keys.keys()).forEach(part -> variants.add(with(batch, table, withKeys(keys, part))));
            });
        }
        if (request instanceof BatchWriteItemRequest batch) {
            batch.requestItems().forEach((table, writes) -> {
                variants.add(with(batch, table, writes));
                parts(writes).forEach(part -> variants.add(with(batch, table, part)));
            });
        }
        if (Members.has(request, "TransactItems") && Members.get(request, "TransactItems") instanceof List<?> entries) {
            parts(entries).forEach(part -> variants.add(Members.with(request, "TransactItems", part)));
        }
        return variants;
    }

    private static DynamoDbRequest with(DynamoDbRequest batch, String table, Object entries) {
        return Members.with(batch, "RequestItems", new TreeMap<>(Map.of(table, entries)));
    }

    private static KeysAndAttributes withKeys(KeysAndAttributes keys, List<Map<String, AttributeValue>> part) {
        return keys.toBuilder().keys(part).build();
    }

    private static <E> List<List<E>> parts(List<E> entries) {
        List<List<E>> parts = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            parts.add(List.of(entries.get(i)));
            for (int j = i + 1; j < entries.size() && entries.size() <= MOST_PAIRED; j++) {
                parts.add(List.of(entries.get(i), entries.get(j)));
            }
        }
        return parts;
    }
}
