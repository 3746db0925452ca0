package dev.globaltable.partiql;

import dev.globaltable.partiql.syntax.Expression;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The part of a {@code WHERE} clause that narrows the sort keys of a query. */
final class SortCondition {

    /** Each comparator, and what it is when the sides change places. */
    private static final Map<String, String> MIRRORED = new TreeMap<>();

    static {
        MIRRORED.put("=", "=");
        MIRRORED.put("<", ">");
        MIRRORED.put("<=", ">=");
        MIRRORED.put(">", "<");
        MIRRORED.put(">=", "<=");
    }

    private final String sort;
    private final Values values;
    private final Placeholders placeholders;

    private SortCondition(String sort, Values values, Placeholders placeholders) {
        this.sort = sort;
        this.values = values;
        this.placeholders = placeholders;
    }

    /**
     * The first of the conditions that a key condition can hold, equalities before others; null when there is none. The
     * others are left to the filter.
     */
    static @Nullable String of(Selection selection, Placeholders placeholders) {
        String sort = selection.keys().sort();
        if (sort == null) {
            return null;
        }
        SortCondition condition = new SortCondition(sort, selection.values(), placeholders);
        List<Expression> conjuncts = selection.conditions().conjuncts();
        for (boolean equality : new boolean[] {true, false}) {
            for (Expression conjunct : conjuncts) {
                boolean equal = conjunct instanceof Expression.Operation operation
                        && operation.operator().equals("=");
                String text = equal == equality ? condition.text(conjunct) : null;
                if (text != null) {
                    return text;
                }
            }
        }
        return null;
    }

    private @Nullable String text(Expression conjunct) {
        if (conjunct instanceof Expression.Operation operation) {
            return operation.operator().equals("between") ? between(operation) : comparison(operation);
        }
        if (conjunct instanceof Expression.Call call
                && call.function().equals("begins_with")
                && KeyConditions.isAttribute(call.arguments().get(0), sort)) {
            AttributeValue prefix = values.constant(call.arguments().get(1));
            return prefix == null ? null : "begins_with(" + name() + ", " + placeholders.value(prefix) + ")";
        }
        return null;
    }

    private @Nullable String between(Expression.Operation operation) {
        if (!KeyConditions.isAttribute(operation.operands().get(0), sort)) {
            return null;
        }
        AttributeValue lower = values.constant(operation.operands().get(1));
        AttributeValue upper = values.constant(operation.operands().get(2));
        return lower == null || upper == null
                ? null
                : name() + " BETWEEN " + placeholders.value(lower) + " AND " + placeholders.value(upper);
    }

    private @Nullable String comparison(Expression.Operation operation) {
        String mirrored = MIRRORED.get(operation.operator());
        if (mirrored == null) {
            return null;
        }
        Expression left = operation.operands().get(0);
        Expression right = operation.operands().get(1);
        if (KeyConditions.isAttribute(left, sort)) {
            return comparison(operation.operator(), right);
        }
        return KeyConditions.isAttribute(right, sort) ? comparison(mirrored, left) : null;
    }

    private @Nullable String comparison(String comparator, Expression with) {
        AttributeValue constant = values.constant(with);
        return constant == null ? null : name() + " " + comparator + " " + placeholders.value(constant);
    }

    private String name() {
        return placeholders.name(sort);
    }
}
