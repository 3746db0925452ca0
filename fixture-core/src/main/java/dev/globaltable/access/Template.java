package dev.globaltable.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a policy with its variables, such as <code>tenant-${aws:username}</code>. Wildcards are those of the policy
 * alone: a star in what stands for a variable is a star.
 */
final class Template {

    /** Private characters of Unicode in place of the wildcards, which nothing in a request has. */
    private static final char ANY = '\uE000';

    private static final char ONE = '\uE001';

    private record Part(String text, @Nullable ConditionKey variable) {}

    private final String source;
    private final List<Part> parts;

    private Template(String source, List<Part> parts) {
        this.source = source;
        this.parts = parts;
    }

    /**
     * Reads a value.
     *
     * @param withVariables whether the version of the policy has variables
     * @throws IllegalArgumentException if it has a variable that is not simulated
     */
    static Template of(String source, boolean withVariables) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (withVariables) {
            int start = source.indexOf("${", at);
            int end = start < 0 ? -1 : source.indexOf('}', start);
            if (end < 0) {
                break;
            }
            parts.add(new Part(signs(source.substring(at, start)), null));
            parts.add(variable(source.substring(start + 2, end)));
            at = end + 1;
        }
        parts.add(new Part(signs(source.substring(at)), null));
        return new Template(source, List.copyOf(parts));
    }

    private static Part variable(String name) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return new Part(name, null);
        }
        ConditionKey key = ConditionKey.of(name);
        if (key == null || key.isManyValued()) {
            throw Unsupported.of("the policy variable ${" + name + "}", "a variable of one value");
        }
        return new Part("", key);
    }

    private static String signs(String text) {
        return text.replace('*', ANY).replace('?', ONE);
    }

    /** Whether a text of the request fits, wildcards taken as such. */
    boolean matches(String text, Context context) {
        String pattern = expanded(context);
        return pattern != null && Wildcards.matches(pattern, text, ANY, ONE);
    }

    /** The text that is meant when wildcards are nothing but characters; {@code null} if a variable has no value. */
    @Nullable
    String literal(Context context) {
        String pattern = expanded(context);
        return pattern == null ? null : pattern.replace(ANY, '*').replace(ONE, '?');
    }

    private @Nullable String expanded(Context context) {
        StringBuilder expanded = new StringBuilder();
        for (Part part : parts) {
            if (part.variable() == null) {
                expanded.append(part.text());
            } else {
                List<String> values = context.values(part.variable());
                if (values.size() != 1) {
                    return null;
                }
                expanded.append(values.get(0));
            }
        }
        return expanded.toString();
    }

    @Override
    public String toString() {
        return source;
    }
}
