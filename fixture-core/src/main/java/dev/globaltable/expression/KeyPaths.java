package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import java.util.Collection;
import java.util.List;

/** The rule that no path leads into a key attribute. */
final class KeyPaths {

    private KeyPaths() {}

    static void requireScalar(List<DocumentPath> paths, Collection<String> keyAttributes) {
        requireScalar(paths, keyAttributes, "Key");
    }

    /** The same for keys that the message calls by another word. */
    static void requireScalar(List<DocumentPath> paths, Collection<String> keyAttributes, String word) {
        for (String key : keyAttributes) {
            if (paths.stream()
                    .anyMatch(path -> path.isNested() && path.attribute().equals(key))) {
                throw ServiceErrors.validation("Key attributes must be scalars; list random access '[]' and map lookup "
                        + "'.' are not allowed: " + word + ": " + key);
            }
        }
    }
}
