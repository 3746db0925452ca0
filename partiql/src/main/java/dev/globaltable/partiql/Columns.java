package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ProjectionExpression;
import dev.globaltable.partiql.syntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The columns of a {@code SELECT}: what of an item is shown, and under which name; all of it when there are none. */
final class Columns {

    private final Map<String, Expression.Path> paths;

    private Columns(Map<String, Expression.Path> paths) {
        this.paths = paths;
    }

    static Columns of(List<Expression> columns) {
        Map<String, Expression.Path> paths = new LinkedHashMap<>();
        for (Expression column : columns) {
            if (!(column instanceof Expression.Path path)) {
                throw validation("Unexpected path component at " + column.position());
            }
            String name = name(path);
            if (paths.put(name, path) != null) {
                throw validation("Duplicate identifiers in select clause: " + name);
            }
        }
        return new Columns(paths);
    }

    /** The last name of a path, with the indexes that follow it. */
    private static String name(Expression.Path path) {
        StringBuilder name = new StringBuilder(path.attribute());
        for (Expression.Step step : path.steps()) {
            if (step instanceof Expression.Step.Name inside) {
                name.setLength(0);
                name.append(inside.name());
            } else if (step instanceof Expression.Step.Index index) {
                name.append('[').append(index.index()).append(']');
            } else if (step instanceof Expression.Step.Other other) {
                throw unexpected(other);
            }
        }
        return name.toString();
    }

    /** The error for a step that no path can have. */
    static RuntimeException unexpected(Expression.Step.Other step) {
        return step.position() == null
                ? validation("Changing item's hierarchy while reading isn't supported")
                : validation("Unexpected path component at " + step.position());
    }

    boolean all() {
        return paths.isEmpty();
    }

    /** The top-level attributes that the columns are in. */
    SortedSet<String> attributes() {
        SortedSet<String> attributes = new TreeSet<>();
        paths.values().forEach(path -> attributes.add(path.attribute()));
        return attributes;
    }

    /** Checks that the columns lie apart; null when they are not named. */
    @Nullable
    ProjectionExpression checked() {
        if (all()) {
            return null;
        }
        Placeholders placeholders = new Placeholders();
        List<String> texts = new ArrayList<>();
        paths.values().forEach(path -> texts.add(0, placeholders.path(path)));
        return Requests.plainly(() -> ProjectionExpression.parse(String.join(", ", texts), placeholders.attributes()));
    }

    /** What is shown of an item. */
    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        if (all()) {
            return item;
        }
        Map<String, AttributeValue> shown = new TreeMap<>();
        paths.forEach((name, path) -> {
            AttributeValue value = value(item, path);
            if (value != null) {
                shown.put(name, value);
            }
        });
        return shown;
    }

    private static @Nullable AttributeValue value(Map<String, AttributeValue> item, Expression.Path path) {
        AttributeValue value = item.get(path.attribute());
        for (Expression.Step step : path.steps()) {
            if (value == null) {
                return null;
            }
            if (step instanceof Expression.Step.Name name) {
                value = value.hasM() ? value.m().get(name.name()) : null;
            } else if (step instanceof Expression.Step.Index index) {
                boolean inside = value.hasL() && index.index() < value.l().size();
                value = inside ? value.l().get(index.index()) : null;
            }
        }
        return value;
    }
}
