package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Cuts out of an item what some paths lead to. Maps keep the chosen attributes, lists the chosen elements close
 * together; what holds nothing chosen is left out.
 */
final class Projection {

    private final PathTree<Boolean> tree = new PathTree<>();

    Projection(List<DocumentPath> paths) {
        paths.forEach(path -> tree.add(path, true));
    }

    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        return Collections.unmodifiableMap(map(item, tree));
    }

    private static Map<String, AttributeValue> map(Map<String, AttributeValue> from, PathTree<Boolean> chosen) {
        Map<String, AttributeValue> result = new LinkedHashMap<>();
        chosen.names().forEach((name, node) -> {
            AttributeValue part = part(from.get(name), node);
            if (part != null) {
                result.put(name, part);
            }
        });
        return result;
    }

    private static @Nullable AttributeValue part(@Nullable AttributeValue value, PathTree<Boolean> node) {
        if (value == null || node.content() != null) {
            return value;
        }
        if (value.hasM()) {
            Map<String, AttributeValue> map = map(value.m(), node);
            return map.isEmpty() ? null : AttributeValue.fromM(map);
        }
        if (value.hasL()) {
            List<AttributeValue> list = list(value.l(), node);
            return list.isEmpty() ? null : AttributeValue.fromL(list);
        }
        return null;
    }

    private static List<AttributeValue> list(List<AttributeValue> from, PathTree<Boolean> chosen) {
        List<AttributeValue> result = new ArrayList<>();
        chosen.indexes().forEach((index, node) -> {
            AttributeValue part = index < from.size() ? part(from.get(index), node) : null;
            if (part != null) {
                result.add(part);
            }
        });
        return result;
    }
}
