package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Binds the paths of one projection or update, which have to keep apart from each other. Goes from the last path to the
 * first, as the service does, so that of several errors it finds the same one.
 */
final class DistinctPaths {

    private final Binder binder;
    private final Map<String, List<DocumentPath>> boundByAttribute = new TreeMap<>();

    DistinctPaths(Binder binder) {
        this.binder = binder;
    }

    /** The paths in their order. */
    List<DocumentPath> bind(List<Syntax.Path> written) {
        List<DocumentPath> paths = new ArrayList<>(written.size());
        for (int i = written.size() - 1; i >= 0; i--) {
            DocumentPath path = binder.path(written.get(i));
            List<DocumentPath> later = boundByAttribute.computeIfAbsent(path.attribute(), name -> new ArrayList<>(1));
            for (DocumentPath other : later) {
                requireDistinct(path, other);
            }
            later.add(path);
            paths.add(path);
        }
        Collections.reverse(paths);
        return paths;
    }

    private void requireDistinct(DocumentPath one, DocumentPath two) {
        if (one.overlaps(two)) {
            throw tooClose("overlap", one, two);
        }
        if (one.conflictsWith(two)) {
            throw tooClose("conflict", one, two);
        }
    }

    private RuntimeException tooClose(String verb, DocumentPath one, DocumentPath two) {
        return binder.kind()
                .invalid("Two document paths " + verb
                        + " with each other; must remove or rewrite one of these paths; path one: " + one
                        + ", path two: " + two);
    }
}
