package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeType;
import dev.globaltable.partiql.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks that a {@code SELECT} compares key attributes with constants of their own types only. Conditions that narrow a query
 * fail with one message, those that filter what it reads with another.
 */
final class KeyTypes {

    private static final List<String> PARTITION_OPERATORS = List.of("=", "in");
    private static final List<String> SORT_OPERATORS = List.of("=", "<", "<=", ">", ">=", "between");

    private final TableKeys keys;
    private final Values values;

    private KeyTypes(TableKeys keys, Values values) {
        this.keys = keys;
        this.values = values;
    }

    /** Checks all conditions that have to hold. */
    static void require(TableKeys keys, Values values, List<Expression> conditions) {
        KeyTypes types = new KeyTypes(keys, values);
        Expression partition = types.first(conditions, keys.partition(), PARTITION_OPERATORS);
        Expression sort = partition == null ? null : types.first(conditions, keys.sort(), SORT_OPERATORS);
        for (Expression condition : conditions) {
            types.check(condition, condition.equals(partition) || condition.equals(sort));
        }
    }

    /** The first condition that compares this attribute as a query can. */
    private @Nullable Expression first(List<Expression> conditions, @Nullable String name, List<String> operators) {
        for (Expression condition : conditions) {
            if (narrows(condition, operators) && operands(condition).stream().anyMatch(side -> isKey(side, name))) {
                return condition;
            }
        }
        return null;
    }

    private static boolean narrows(Expression condition, List<String> operators) {
        if (condition instanceof Expression.Operation operation) {
            return operators.contains(operation.operator());
        }
        if (condition instanceof Expression.Call call) {
            return operators.equals(SORT_OPERATORS) && call.function().equals("begins_with");
        }
        return condition instanceof Expression.Is is && is.type().equals("NULL");
    }

    private static List<Expression> operands(Expression condition) {
        if (condition instanceof Expression.Operation operation) {
            return operation.operands();
        }
        if (condition instanceof Expression.Call call) {
            return call.arguments();
        }
        return condition instanceof Expression.Is is ? List.of(is.operand()) : List.of();
    }

    private static boolean isKey(Expression side, @Nullable String name) {
        return name != null && KeyConditions.isAttribute(side, name);
    }

    private void check(Expression condition, boolean narrows) {
        if (condition instanceof Expression.Operation operation) {
            List<Expression> operands = new ArrayList<>(operation.operands());
            if (operation.operator().equals("in")) {
                KeyConditions.elements(operands.remove(1)).stream().limit(1).forEach(operands::add);
            }
            operands.forEach(operand -> check(operand, narrows));
            checkCompared(operands, narrows);
            checkNotEmpty(operands);
        } else if (condition instanceof Expression.Call call
                && (call.function().equals("begins_with") || call.function().equals("contains"))) {
            checkCompared(call.arguments(), narrows);
            checkNotEmpty(call.arguments());
        } else if (condition instanceof Expression.Is is && is.type().equals("NULL")) {
            checkType(is.operand(), AttributeType.NULL, narrows);
        }
    }

    private void checkCompared(List<Expression> operands, boolean narrows) {
        for (Expression operand : operands) {
            AttributeValue constant = values.constant(operand);
            if (constant != null) {
                operands.forEach(other -> checkType(other, AttributeType.of(constant), narrows));
            }
        }
    }

    private void checkType(Expression compared, AttributeType type, boolean narrows) {
        if (!(compared instanceof Expression.Path path)
                || !path.steps().isEmpty()
                || !keys.types().containsKey(path.attribute())) {
            return;
        }
        if (!narrows && keys.types().get(path.attribute()) != type) {
            throw validation("One or more parameter values were invalid: Condition parameter type does not match schema"
                    + " type");
        }
        keys.requireType(path.attribute(), type);
    }

    private void checkNotEmpty(List<Expression> operands) {
        for (Expression operand : operands) {
            AttributeValue constant = values.constant(operand);
            for (Expression other : operands) {
                if (constant != null
                        && other instanceof Expression.Path path
                        && keys.types().containsKey(path.attribute())) {
                    keys.requireValue(path.attribute(), constant);
                }
            }
        }
    }
}
