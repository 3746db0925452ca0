package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rule that the paths of one projection or update keep apart from each other. */
final class PathRules {

    private PathRules() {}

    static void requireDistinct(ExpressionKind kind, List<DocumentPath> paths) {
        Map<String, List<DocumentPath>> byAttribute = new TreeMap<>();
        for (DocumentPath path : paths) {
            List<DocumentPath> earlier = byAttribute.computeIfAbsent(path.attribute(), name -> new ArrayList<>(1));
            for (int i = earlier.size() - 1; i >= 0; i--) {
                requireDistinct(kind, earlier.get(i), path);
            }
            earlier.add(path);
        }
    }

    private static void requireDistinct(ExpressionKind kind, DocumentPath one, DocumentPath two) {
        if (one.overlaps(two)) {
            throw tooClose(kind, "overlap", one, two);
        }
        if (one.conflictsWith(two)) {
            throw tooClose(kind, "conflict", one, two);
        }
    }

    private static RuntimeException tooClose(ExpressionKind kind, String verb, DocumentPath one, DocumentPath two) {
        return kind.invalid("Two document paths " + verb
                + " with each other; must remove or rewrite one of these paths; path one: " + one + ", path two: "
                + two);
    }
}
