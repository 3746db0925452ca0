package dev.globaltable.partiql;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.item.AttributeType;
import dev.globaltable.partiql.syntax.Expression;
import dev.globaltable.partiql.syntax.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A sum or difference. Statements nest them; an update expression holds one operator, so the numbers of a sum are added up
 * beforehand.
 */
final class Sum {

    private final Values values;
    private final Position position;
    private final List<Expression> added = new ArrayList<>();
    private final List<Expression> subtracted = new ArrayList<>();
    private BigDecimal numbers = BigDecimal.ZERO;
    private boolean hasNumbers;

    private Sum(Expression.Operation operation, Values values) {
        this.values = values;
        this.position = operation.position();
    }

    static Sum of(Expression.Operation operation, Values values) {
        Sum sum = new Sum(operation, values);
        sum.collect(operation, true);
        return sum;
    }

    private void collect(Expression expression, boolean plus) {
        if (expression instanceof Expression.Operation operation
                && operation.operands().size() == 2
                && (operation.operator().equals("+") || operation.operator().equals("-"))) {
            collect(operation.operands().get(0), plus);
            collect(operation.operands().get(1), plus == operation.operator().equals("+"));
            return;
        }
        AttributeValue constant = values.constant(expression);
        if (constant != null && AttributeType.of(constant) == AttributeType.N) {
            BigDecimal number = new BigDecimal(constant.n());
            numbers = plus ? numbers.add(number) : numbers.subtract(number);
            hasNumbers = true;
        } else {
            (plus ? added : subtracted).add(expression);
        }
    }

    /** The sum as an update expression has it. */
    String text(Function<Expression, String> operand) {
        List<Expression> positive = new ArrayList<>(added);
        List<Expression> negative = new ArrayList<>(subtracted);
        if (positive.isEmpty()) {
            positive.add(number(numbers));
        } else if (numbers.signum() < 0) {
            negative.add(number(numbers.negate()));
        } else if (hasNumbers) {
            positive.add(number(numbers));
        }
        if (positive.size() == 1 && negative.isEmpty()) {
            return operand.apply(positive.get(0));
        }
        if (positive.size() == 2 && negative.isEmpty()) {
            return operand.apply(positive.get(0)) + " + " + operand.apply(positive.get(1));
        }
        if (positive.size() == 1 && negative.size() == 1) {
            return operand.apply(positive.get(0)) + " - " + operand.apply(negative.get(0));
        }
        throw NotSimulatedException.parameter("ExecuteStatement", "Statement with a sum of more than two attributes");
    }

    private Expression number(BigDecimal value) {
        return new Expression.Numeral(value.toPlainString(), position);
    }
}
