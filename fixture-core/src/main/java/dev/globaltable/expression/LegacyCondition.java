package dev.globaltable.expression;

import dev.globaltable.expression.SortKeyCondition.Operator;
import dev.globaltable.item.AttributeValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A {@code ComparisonOperator} with its values, for one attribute: what a condition was before there were expressions. */
record LegacyCondition(DocumentPath attribute, LegacyOperator operator, List<Operand.Literal> values) {

    /** Checks the values, then how many of which type there are. */
    static LegacyCondition of(DocumentPath attribute, String operator, List<AttributeValue> written) {
        List<Operand.Literal> values = new ArrayList<>(written.size());
        for (AttributeValue value : written) {
            values.add(literal(value));
        }
        LegacyOperator comparison = LegacyOperator.valueOf(operator);
        comparison.check(values);
        return new LegacyCondition(attribute, comparison, values);
    }

    static Operand.Literal literal(AttributeValue written) {
        return new Operand.Literal(AttributeValues.canonical(written), written);
    }

    Condition toCondition() {
        return switch (operator) {
            case EQ -> comparison(Comparator.EQUAL);
            case NE -> comparison(Comparator.NOT_EQUAL);
            case LE -> comparison(Comparator.LESS_OR_EQUAL);
            case LT -> comparison(Comparator.LESS);
            case GE -> comparison(Comparator.GREATER_OR_EQUAL);
            case GT -> comparison(Comparator.GREATER);
            case BETWEEN -> new Condition.Between(attribute, values.get(0), values.get(1));
            case BEGINS_WITH -> new Condition.BeginsWith(attribute, values.get(0));
            case IN -> new Condition.In(attribute, List.copyOf(values));
            case CONTAINS -> contains();
            // Unlike NOT contains(...) this asks for the attribute to be there.
            case NOT_CONTAINS ->
                new Condition.And(List.of(new Condition.AttributeExists(attribute), new Condition.Not(contains())));
            case NULL -> new Condition.AttributeNotExists(attribute);
            case NOT_NULL -> new Condition.AttributeExists(attribute);
        };
    }

    private Condition comparison(Comparator comparator) {
        return new Condition.Comparison(comparator, attribute, values.get(0));
    }

    private Condition contains() {
        return new Condition.Contains(attribute, values.get(0));
    }

    KeyTerm toKeyTerm() {
        return new KeyTerm(
                attribute.attribute(),
                keyOperator(),
                values.stream().map(Operand.Literal::value).toList());
    }

    private @Nullable Operator keyOperator() {
        return switch (operator) {
            case EQ -> Operator.EQUAL;
            case LE -> Operator.LESS_OR_EQUAL;
            case LT -> Operator.LESS;
            case GE -> Operator.GREATER_OR_EQUAL;
            case GT -> Operator.GREATER;
            case BETWEEN -> Operator.BETWEEN;
            case BEGINS_WITH -> Operator.BEGINS_WITH;
            case NE, IN, CONTAINS, NOT_CONTAINS, NULL, NOT_NULL -> null;
        };
    }
}
