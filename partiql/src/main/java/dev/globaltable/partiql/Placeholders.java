package dev.globaltable.partiql;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.partiql.syntax.Expression;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names and values of one request; expressions spell out neither. */
final class Placeholders {

    private final Map<String, String> byName = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /** The placeholder of a name. */
    String name(String name) {
        return byName.computeIfAbsent(name, added -> {
            String placeholder = "#n" + names.size();
            names.put(placeholder, added);
            return placeholder;
        });
    }

    /** A placeholder for a value. */
    String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    /** A path in an expression. */
    String path(Expression.Path path) {
        StringBuilder text = new StringBuilder(name(path.attribute()));
        for (Expression.Step step : path.steps()) {
            if (step instanceof Expression.Step.Name inside) {
                text.append('.').append(name(inside.name()));
            } else if (step instanceof Expression.Step.Index index) {
                text.append('[').append(index.index()).append(']');
            } else if (step instanceof Expression.Step.Other other) {
                throw Columns.unexpected(other);
            }
        }
        return text.toString();
    }

    @Nullable
    Map<String, String> names() {
        return names.isEmpty() ? null : names;
    }

    @Nullable
    Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }

    ExpressionAttributes attributes() {
        return ExpressionAttributes.of(names(), values());
    }
}
