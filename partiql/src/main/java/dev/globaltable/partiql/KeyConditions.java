package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeValues;
import dev.globaltable.partiql.syntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a {@code WHERE} clause says about the keys of a table or index. */
final class KeyConditions {

    private static final String NO_KEY = "Where clause does not contain a mandatory equality on all key attributes";

    private static final int LISTED_PARTITIONS_MAX = 50;

    private final TableKeys keys;
    private final Values values;
    private final @Nullable Expression where;

    KeyConditions(TableKeys keys, Values values, @Nullable Expression where) {
        this.keys = keys;
        this.values = values;
        this.where = where;
    }

    /** The conditions that all have to hold. */
    List<Expression> conjuncts() {
        List<Expression> conjuncts = new ArrayList<>();
        if (where != null) {
            collect(where, conjuncts);
        }
        return conjuncts;
    }

    private static void collect(Expression expression, List<Expression> into) {
        if (expression instanceof Expression.Operation operation
                && operation.operator().equals("and")) {
            operation.operands().forEach(operand -> collect(operand, into));
        } else {
            into.add(expression);
        }
    }

    /** The key of the one item that a write or a read of a batch or transaction means, null when it names none. */
    @Nullable
    Map<String, AttributeValue> key() {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (String name : keys.names()) {
            for (Expression conjunct : conjuncts()) {
                AttributeValue value = equality(conjunct, name);
                if (value != null) {
                    AttributeValue other = key.put(name, value);
                    if (other != null && !AttributeValues.equal(other, value)) {
                        throw validation("Multiple conditions on same key " + name
                                + ". Only single item Update/Insert/Delete are supported");
                    }
                }
            }
            if (!key.containsKey(name)) {
                return null;
            }
        }
        key.forEach(keys::requireValue);
        return key;
    }

    /** The same for writes, which have to name an item. */
    Map<String, AttributeValue> requireKey() {
        Map<String, AttributeValue> key = key();
        if (key == null) {
            throw validation(NO_KEY);
        }
        return key;
    }

    /** What the item has to fulfil apart from having the key, null when nothing. */
    @Nullable
    Expression beyondKey() {
        List<Expression> others = new ArrayList<>();
        for (Expression conjunct : conjuncts()) {
            if (keys.names().stream().allMatch(name -> equality(conjunct, name) == null)) {
                others.add(conjunct);
            }
        }
        if (others.isEmpty()) {
            return null;
        }
        return others.size() == 1
                ? others.get(0)
                : new Expression.Operation("and", others, others.get(0).position());
    }

    /** The partition keys the clause allows, null when it allows any. */
    @Nullable
    List<AttributeValue> partitions() {
        return where == null || keys.partition() == null ? null : partitions(where);
    }

    private @Nullable List<AttributeValue> partitions(Expression expression) {
        if (!(expression instanceof Expression.Operation operation)) {
            return null;
        }
        return switch (operation.operator()) {
            case "=" -> {
                AttributeValue value = equality(operation, keys.partition());
                yield value == null ? null : List.of(value);
            }
            case "in" -> listed(operation);
            case "and" -> all(operation.operands());
            case "or" -> any(operation.operands());
            default -> null;
        };
    }

    private @Nullable List<AttributeValue> listed(Expression.Operation in) {
        if (!isAttribute(in.operands().get(0), keys.partition())) {
            return null;
        }
        List<AttributeValue> listed = new ArrayList<>();
        for (Expression element : elements(in.operands().get(1))) {
            AttributeValue value = values.constant(element);
            if (value == null) {
                return null;
            }
            add(listed, value);
        }
        if (listed.size() > LISTED_PARTITIONS_MAX) {
            throw validation(
                    "The IN operator is provided with too many operands; number of operands: " + listed.size());
        }
        return listed;
    }

    private @Nullable List<AttributeValue> all(List<Expression> conditions) {
        List<AttributeValue> common = null;
        for (Expression condition : conditions) {
            List<AttributeValue> some = partitions(condition);
            if (some != null && common != null) {
                common.removeIf(value -> !contains(some, value));
            } else if (some != null) {
                common = new ArrayList<>(some);
            }
        }
        return common;
    }

    private @Nullable List<AttributeValue> any(List<Expression> conditions) {
        List<AttributeValue> union = new ArrayList<>();
        for (Expression condition : conditions) {
            List<AttributeValue> some = partitions(condition);
            if (some == null) {
                return null;
            }
            some.forEach(value -> add(union, value));
        }
        return union;
    }

    private static void add(List<AttributeValue> to, AttributeValue value) {
        if (!contains(to, value)) {
            to.add(value);
        }
    }

    private static boolean contains(List<AttributeValue> list, AttributeValue value) {
        return list.stream().anyMatch(other -> AttributeValues.equal(other, value));
    }

    /** The value of {@code name = constant}, either way round; null for any other expression. */
    private @Nullable AttributeValue equality(Expression expression, @Nullable String name) {
        if (name == null
                || !(expression instanceof Expression.Operation operation)
                || !operation.operator().equals("=")) {
            return null;
        }
        Expression left = operation.operands().get(0);
        Expression right = operation.operands().get(1);
        if (isAttribute(left, name)) {
            return values.constant(right);
        }
        return isAttribute(right, name) ? values.constant(left) : null;
    }

    /** Whether an expression is this attribute as a whole. */
    static boolean isAttribute(Expression expression, @Nullable String name) {
        return expression instanceof Expression.Path path
                && path.steps().isEmpty()
                && path.attribute().equals(name);
    }

    /** The elements of what {@code IN} looks into; a single value in parentheses is one, too. */
    static List<Expression> elements(Expression list) {
        if (list instanceof Expression.Sequence sequence) {
            return sequence.elements();
        }
        return list instanceof Expression.Bag bag ? bag.elements() : List.of();
    }
}
