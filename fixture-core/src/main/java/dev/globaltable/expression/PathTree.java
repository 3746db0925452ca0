package dev.globaltable.expression;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Distinct paths below one value, merged at their common beginnings. A node is either the end of a path, and then has
 * content, or has children that are all names or all indexes.
 */
final class PathTree<T> {

    private final SortedMap<String, PathTree<T>> names = new TreeMap<>();
    private final SortedMap<Integer, PathTree<T>> indexes = new TreeMap<>();
    private @Nullable T content;

    void add(DocumentPath path, T pathContent) {
        PathTree<T> node = names.computeIfAbsent(path.attribute(), name -> new PathTree<>());
        for (PathElement step : path.steps()) {
            node = node.child(step);
        }
        node.content = pathContent;
    }

    private PathTree<T> child(PathElement step) {
        return step instanceof PathElement.Name name
                ? names.computeIfAbsent(name.name(), key -> new PathTree<>())
                : indexes.computeIfAbsent(((PathElement.Index) step).index(), key -> new PathTree<>());
    }

    /** What was added at this node, null when paths go on from here. */
    @Nullable
    T content() {
        return content;
    }

    SortedMap<String, PathTree<T>> names() {
        return Collections.unmodifiableSortedMap(names);
    }

    SortedMap<Integer, PathTree<T>> indexes() {
        return Collections.unmodifiableSortedMap(indexes);
    }
}
