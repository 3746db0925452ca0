package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.item.AttributeValues;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The {@code ExpressionAttributeNames} and {@code ExpressionAttributeValues} of one request. All expressions of the
 * request share them, and together must use each of them.
 *
 * @since 0.1.0
 */
public final class ExpressionAttributes {

    private static final int MAX_KEY_BYTES = 255;
    private static final int MAX_NAME_BYTES = 65535;
    private static final int MAX_VALUES_BYTES = 2 * 1024 * 1024;
    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";

    private final Map<String, String> names;
    private final Map<String, Operand.Literal> values;
    private final SortedSet<String> unusedNames;
    private final SortedSet<String> unusedValues;

    private ExpressionAttributes(Map<String, String> names, Map<String, Operand.Literal> values) {
        this.names = names;
        this.values = values;
        this.unusedNames = new TreeSet<>(names.keySet());
        this.unusedValues = new TreeSet<>(values.keySet());
    }

    /**
     * Checks the placeholders of a request; the names themselves after everything else, as the service does.
     *
     * @param names the names, null when the request has no such parameter, which differs from an empty map
     * @param values the values, null when the request has no such parameter, which differs from an empty map
     * @throws DynamoDbException a {@code ValidationException} when a placeholder, name or value is not valid
     */
    public static ExpressionAttributes of(
            @Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values) {
        Map<String, String> checkedNames = names == null ? new TreeMap<>() : checkedPlaceholders(NAMES, '#', names);
        Map<String, Operand.Literal> literals = values == null ? new TreeMap<>() : literals(values);
        checkedNames.forEach(ExpressionAttributes::requireName);
        return new ExpressionAttributes(checkedNames, literals);
    }

    /**
     * Checks that the expressions parsed so far used all names and values.
     *
     * @throws DynamoDbException a {@code ValidationException} that lists those they did not use
     */
    public void requireAllUsed() {
        requireNone(NAMES, unusedNames);
        requireNone(VALUES, unusedValues);
    }

    String name(ExpressionKind kind, String placeholder) {
        String name = names.get(placeholder);
        if (name == null) {
            throw kind.invalid("An expression attribute name used in the document path is not defined; attribute name: "
                    + placeholder);
        }
        unusedNames.remove(placeholder);
        return name;
    }

    Operand.Literal value(ExpressionKind kind, String placeholder) {
        Operand.Literal value = values.get(placeholder);
        if (value == null) {
            throw kind.invalid(
                    "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
        }
        unusedValues.remove(placeholder);
        return value;
    }

    private static void requireNone(String parameter, SortedSet<String> unused) {
        if (!unused.isEmpty()) {
            throw ServiceErrors.validation("Value provided in " + parameter + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }

    private static <V> Map<String, V> checkedPlaceholders(String parameter, char prefix, Map<String, V> map) {
        requireEntries(parameter, map);
        Map<String, V> sorted = new TreeMap<>(map);
        sorted.keySet().forEach(placeholder -> requirePlaceholder(parameter, prefix, placeholder));
        return sorted;
    }

    private static Map<String, Operand.Literal> literals(Map<String, AttributeValue> values) {
        Map<String, AttributeValue> sorted = checkedPlaceholders(VALUES, ':', values);
        Map<String, Operand.Literal> literals = new TreeMap<>();
        int size = 0;
        for (Map.Entry<String, AttributeValue> entry : sorted.entrySet()) {
            AttributeValue value = canonicalValue(entry.getKey(), entry.getValue());
            literals.put(entry.getKey(), new Operand.Literal(value, entry.getValue()));
            size += AttributeValues.sizeBytes(value);
        }
        if (size > MAX_VALUES_BYTES) {
            throw ServiceErrors.validation(VALUES + " exceeds max size");
        }
        return literals;
    }

    private static AttributeValue canonicalValue(String placeholder, AttributeValue value) {
        try {
            return AttributeValues.canonical(value);
        } catch (DynamoDbException e) {
            throw invalid(VALUES, "value", e.awsErrorDetails().errorMessage() + " for key " + placeholder);
        }
    }

    private static void requireEntries(String parameter, Map<String, ?> map) {
        if (map.isEmpty()) {
            throw ServiceErrors.validation(parameter + " must not be empty");
        }
    }

    private static void requirePlaceholder(String parameter, char prefix, String placeholder) {
        if (placeholder.isEmpty()) {
            throw invalid(parameter, "key", "The expression attribute map contains an empty key;");
        }
        int size = placeholder.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_KEY_BYTES) {
            throw invalid(
                    parameter,
                    "key",
                    "The expression attribute map contains a key that is too long;"
                            + (prefix == '#' ? " size of key: " + size : ""));
        }
        if (!isPlaceholder(prefix, placeholder)) {
            throw invalid(parameter, "key", "Syntax error; key: \"" + placeholder + "\"");
        }
    }

    private static boolean isPlaceholder(char prefix, String text) {
        if (text.length() < 2 || text.charAt(0) != prefix) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!Lexer.isWordPart(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static void requireName(String placeholder, String name) {
        if (name.isEmpty()) {
            throw invalid(NAMES, "value", "Empty attribute name for key " + placeholder);
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw invalid(
                    NAMES,
                    "value",
                    "Attribute name is too large, must be less than 65536 bytes for key " + placeholder);
        }
    }

    private static DynamoDbException invalid(String parameter, String part, String problem) {
        return ServiceErrors.validation(parameter + " contains invalid " + part + ": " + problem);
    }
}
