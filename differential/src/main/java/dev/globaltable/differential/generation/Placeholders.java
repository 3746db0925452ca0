package dev.globaltable.differential.generation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names and values that the expressions of one request refer to. */
final class Placeholders {

    private static final Pattern WRITABLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
    private static final Set<String> RESERVED = Set.of("name", "size", "any");

    private final Choices choices;
    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, AttributeValue> values = new TreeMap<>();

    Placeholders(Choices choices) {
        this.choices = choices;
    }

    /** The name as it may stand in an expression: itself where that is legal (now and then where it is not), or a placeholder. */
    String name(String attribute) {
        boolean writable = WRITABLE.matcher(attribute).matches() && !isReserved(attribute);
        if (writable ? !choices.oneIn(3) : choices.oneIn(200)) {
            return attribute;
        }
        for (Map.Entry<String, String> known : names.entrySet()) {
            if (known.getValue().equals(attribute) && !choices.oneIn(4)) {
                return known.getKey();
            }
        }
        String placeholder = "#" + choices.pick("n", "p_", "0", "N") + names.size();
        names.put(placeholder, attribute);
        return placeholder;
    }

    private static boolean isReserved(String attribute) {
        return RESERVED.contains(attribute);
    }

    String value(AttributeValue value) {
        String placeholder = ":" + choices.pick("v", "V", "x_", "0") + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
