package dev.globaltable.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request violates, as {@code path: constraint} with the service's words for each constraint. */
final class Violations {

    private static final String NOT_NULL = "Member must not be null";
    private static final String NAME = "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+";

    private final List<String> found = new ArrayList<>();

    List<String> sorted() {
        found.sort(null);
        return List.copyOf(found);
    }

    void add(String path, String constraint) {
        found.add(path + ": " + constraint);
    }

    Violations present(String path, boolean present) {
        if (!present) {
            add(path, NOT_NULL);
        }
        return this;
    }

    Violations length(String path, @Nullable String text, int least, int most) {
        return text == null ? this : size(path, text.length(), least, most);
    }

    Violations size(String path, int size, int least, int most) {
        if (size < least) {
            add(path, "Member must have length greater than or equal to " + least);
        }
        if (size > most) {
            add(path, "Member must have length less than or equal to " + most);
        }
        return this;
    }

    Violations range(String path, @Nullable Number value, long least, long most) {
        if (value != null && value.longValue() < least) {
            add(path, "Member must have value greater than or equal to " + least);
        }
        if (value != null && value.longValue() > most) {
            add(path, "Member must have value less than or equal to " + most);
        }
        return this;
    }

    Violations name(String path, @Nullable String text) {
        if (text != null && !text.matches("[a-zA-Z0-9_.-]+")) {
            add(path, NAME);
        }
        return this;
    }

    Violations oneOf(String path, @Nullable Object value, List<String> values) {
        if (value != null && !values.contains(value.toString())) {
            add(path, withSortedEnum("Member must satisfy enum value set: [" + String.join(", ", values) + "]"));
        }
        return this;
    }

    /** The order in which the service prints an enum's values is known for some only. */
    static String withSortedEnum(String constraint) {
        String prefix = "Member must satisfy enum value set: [";
        if (!constraint.startsWith(prefix) || !constraint.endsWith("]")) {
            return constraint;
        }
        String[] values =
                constraint.substring(prefix.length(), constraint.length() - 1).split(", ", -1);
        Arrays.sort(values);
        return prefix + String.join(", ", values) + "]";
    }
}
