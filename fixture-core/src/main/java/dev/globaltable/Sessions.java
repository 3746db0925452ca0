package dev.globaltable;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which session the calls of each thread belong to. */
final class Sessions {

    static final String NONE = "";

    private final ThreadLocal<@Nullable String> names = new ThreadLocal<>();

    String current() {
        String name = names.get();
        return name == null ? NONE : name;
    }

    <T> T in(String name, Supplier<T> action) {
        String before = names.get();
        names.set(name);
        try {
            return action.get();
        } finally {
            if (before == null) {
                names.remove();
            } else {
                names.set(before);
            }
        }
    }
}
