package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Builds an item from another one and what shall stand at some paths. All paths mean places in the old item: list
 * elements are removed last, and elements past the end of a list are appended in the order of their indexes.
 */
final class ItemUpdate {

    /** What shall stand at a path; empty for nothing. */
    private final PathTree<Optional<AttributeValue>> changes = new PathTree<>();

    void change(DocumentPath path, @Nullable AttributeValue value) {
        changes.add(path, Optional.ofNullable(value));
    }

    Map<String, AttributeValue> apply(Map<String, AttributeValue> before) {
        return map(before, changes);
    }

    private static Map<String, AttributeValue> map(
            Map<String, AttributeValue> before, PathTree<Optional<AttributeValue>> changes) {
        Map<String, AttributeValue> after = new TreeMap<>(before);
        changes.names().forEach((name, change) -> {
            Optional<AttributeValue> content = change.content();
            if (content == null) {
                after.put(name, inside(before.get(name), change));
            } else if (content.isPresent()) {
                after.put(name, content.get());
            } else {
                after.remove(name);
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    private static AttributeValue inside(@Nullable AttributeValue before, PathTree<Optional<AttributeValue>> changes) {
        boolean intoMap = !changes.names().isEmpty();
        if (before == null || !(intoMap ? before.hasM() : before.hasL())) {
            throw invalidPath();
        }
        return intoMap
                ? AttributeValue.fromM(map(before.m(), changes))
                : AttributeValue.fromL(list(before.l(), changes));
    }

    private static List<AttributeValue> list(List<AttributeValue> before, PathTree<Optional<AttributeValue>> changes) {
        List<AttributeValue> after = new ArrayList<>(before);
        List<Integer> removed = new ArrayList<>();
        changes.indexes().forEach((index, change) -> {
            Optional<AttributeValue> content = change.content();
            boolean exists = index < before.size();
            if (content == null) {
                after.set(requireIndex(exists, index), inside(before.get(index), change));
            } else if (content.isPresent()) {
                put(after, exists, index, content.get());
            } else if (exists) {
                removed.add(index);
            }
        });
        Collections.reverse(removed);
        removed.forEach(index -> after.remove(index.intValue()));
        return after;
    }

    private static void put(List<AttributeValue> after, boolean exists, int index, AttributeValue value) {
        if (exists) {
            after.set(index, value);
        } else {
            after.add(value);
        }
    }

    private static int requireIndex(boolean exists, int index) {
        if (!exists) {
            throw invalidPath();
        }
        return index;
    }

    private static DynamoDbException invalidPath() {
        return ServiceErrors.validation("The document path provided in the update expression is invalid for update");
    }
}
