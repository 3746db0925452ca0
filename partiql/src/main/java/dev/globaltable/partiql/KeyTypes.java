package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeType;
import dev.globaltable.partiql.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks that key attributes are compared with constants of their own types only. */
final class KeyTypes {

    private final TableKeys keys;
    private final Values values;
    private final boolean scanned;

    private KeyTypes(TableKeys keys, Values values, boolean scanned) {
        this.keys = keys;
        this.values = values;
        this.scanned = scanned;
    }

    /**
     * Checks a whole condition.
     *
     * @param scanned whether the condition filters a scan, about which comparisons fail with a message of their own
     */
    static void require(TableKeys keys, Values values, boolean scanned, @Nullable Expression condition) {
        if (condition != null) {
            new KeyTypes(keys, values, scanned).check(condition);
        }
    }

    private void check(Expression condition) {
        if (condition instanceof Expression.Operation operation) {
            List<Expression> operands = new ArrayList<>(operation.operands());
            if (operation.operator().equals("in")) {
                operands.addAll(KeyConditions.elements(operands.remove(1)));
            }
            operands.forEach(this::check);
            boolean equality =
                    operation.operator().equals("=") || operation.operator().equals("in");
            checkCompared(operands, scanned && !equality);
        } else if (condition instanceof Expression.Call call && call.function().equals("begins_with")) {
            checkCompared(call.arguments(), scanned);
        } else if (condition instanceof Expression.Is is && is.type().equals("NULL")) {
            String name = key(is.operand());
            if (name != null) {
                keys.requireType(name, AttributeType.NULL);
            }
        }
    }

    private void checkCompared(List<Expression> operands, boolean inFilter) {
        for (Expression operand : operands) {
            String name = key(operand);
            if (name != null) {
                operands.forEach(other -> checkConstant(name, other, inFilter));
            }
        }
    }

    private void checkConstant(String name, Expression operand, boolean inFilter) {
        AttributeValue constant = values.constant(operand);
        if (constant == null) {
            return;
        }
        AttributeType type = AttributeType.of(constant);
        if (inFilter && keys.types().get(name) != type) {
            throw validation("One or more parameter values were invalid: Condition parameter type does not match schema"
                    + " type");
        }
        keys.requireType(name, type);
    }

    private @Nullable String key(Expression expression) {
        return expression instanceof Expression.Path path
                        && path.steps().isEmpty()
                        && keys.types().containsKey(path.attribute())
                ? path.attribute()
                : null;
    }
}
