package dev.globaltable.expression;

import dev.globaltable.item.Items;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Builds an item from another one and what shall stand at some paths. All paths mean places in the old item: list
 * elements are removed last, and elements past the end of a list are appended in the order of their indexes. Whether
 * the paths fit the old item has been checked before.
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
        Map<String, AttributeValue> after = new LinkedHashMap<>(before);
        changes.names().forEach((name, change) -> {
            AttributeValue value = changed(before.get(name), change);
            if (value == null) {
                after.remove(name);
            } else {
                after.put(name, value);
            }
        });
        return Items.ordered(after);
    }

    private static List<AttributeValue> list(List<AttributeValue> before, PathTree<Optional<AttributeValue>> changes) {
        List<AttributeValue> after = new ArrayList<>(before);
        List<Integer> removed = new ArrayList<>();
        changes.indexes().forEach((index, change) -> {
            boolean exists = index < before.size();
            AttributeValue value = changed(exists ? before.get(index) : null, change);
            if (value != null && exists) {
                after.set(index, value);
            } else if (value != null) {
                after.add(value);
            } else if (exists) {
                removed.add(index);
            }
        });
        Collections.reverse(removed);
        removed.forEach(index -> after.remove(index.intValue()));
        return after;
    }

    private static @Nullable AttributeValue changed(
            @Nullable AttributeValue before, PathTree<Optional<AttributeValue>> change) {
        Optional<AttributeValue> content = change.content();
        if (content != null) {
            return content.orElse(null);
        }
        AttributeValue parent = Objects.requireNonNull(before, "the parents of all paths were checked");
        return parent.hasM()
                ? AttributeValue.fromM(map(parent.m(), change))
                : AttributeValue.fromL(list(parent.l(), change));
    }
}
