package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.expression.SortKeyCondition.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Finds in a key condition expression what it says of each attribute. */
final class KeyTermCollector {

    private static final String INVALID = "Invalid condition in KeyConditionExpression: ";

    private final Map<String, KeyTerm> terms = new LinkedHashMap<>();

    private KeyTermCollector() {}

    static List<KeyTerm> terms(Condition condition) {
        KeyTermCollector collector = new KeyTermCollector();
        collector.collect(condition);
        return List.copyOf(collector.terms.values());
    }

    private void collect(Condition condition) {
        if (condition instanceof Condition.And and) {
            and.parts().forEach(this::collect);
        } else if (condition instanceof Condition.Comparison comparison) {
            collect(comparison);
        } else if (condition instanceof Condition.Between between) {
            List<Operand> operands = List.of(between.operand(), between.lower(), between.upper());
            add(keyFirst("BETWEEN", operands), Operator.BETWEEN, values(operands.subList(1, 3)));
        } else if (condition instanceof Condition.BeginsWith beginsWith) {
            List<Operand> operands = List.of(beginsWith.operand(), beginsWith.prefix());
            add(keyFirst("begins_with", operands), Operator.BEGINS_WITH, values(operands.subList(1, 2)));
        } else {
            throw ServiceErrors.validation("Invalid operator used in KeyConditionExpression: " + symbol(condition));
        }
    }

    private void collect(Condition.Comparison comparison) {
        if (comparison.operator() == Comparator.NOT_EQUAL) {
            throw ServiceErrors.validation("Invalid operator used in KeyConditionExpression: <>");
        }
        List<Operand> operands = List.of(comparison.left(), comparison.right());
        requireSimple(operands);
        if (comparison.left() instanceof DocumentPath path) {
            add(path, operator(comparison.operator()), values(operands.subList(1, 2)));
        } else if (comparison.right() instanceof DocumentPath path) {
            add(path, operator(comparison.operator().mirrored()), values(operands.subList(0, 1)));
        } else {
            throw ServiceErrors.validation(INVALID + "No key attribute specified");
        }
    }

    private static DocumentPath keyFirst(String operator, List<Operand> operands) {
        requireSimple(operands.subList(0, 1));
        if (operands.get(0) instanceof DocumentPath path) {
            requireSimple(operands);
            return path;
        }
        throw ServiceErrors.validation(
                INVALID + operator + " operator must have the key attribute as its first operand");
    }

    /** Operands are values, and one attribute that is not nested. */
    private static void requireSimple(List<Operand> operands) {
        boolean attributeSeen = false;
        for (Operand operand : operands) {
            if (operand instanceof Operand.Size) {
                throw ServiceErrors.validation("KeyConditionExpressions cannot contain nested operations");
            }
            if (operand instanceof DocumentPath path) {
                if (attributeSeen) {
                    throw ServiceErrors.validation(INVALID + "Multiple attribute names used in one condition");
                }
                if (path.isNested()) {
                    throw ServiceErrors.validation(
                            "KeyConditionExpressions cannot have conditions on nested attributes");
                }
                attributeSeen = true;
            }
        }
    }

    /** The values of operands that were found to be no paths. */
    private static List<AttributeValue> values(List<Operand> operands) {
        List<AttributeValue> values = new ArrayList<>(operands.size());
        for (Operand operand : operands) {
            values.add(((Operand.Literal) operand).value());
        }
        return values;
    }

    private void add(DocumentPath path, Operator operator, List<AttributeValue> operands) {
        String name = path.attribute();
        if (terms.put(name, new KeyTerm(name, operator, operands)) != null) {
            throw ServiceErrors.validation("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private static Operator operator(Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> Operator.EQUAL;
            case LESS -> Operator.LESS;
            case LESS_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            case GREATER -> Operator.GREATER;
            case GREATER_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case NOT_EQUAL -> throw new IllegalStateException("refused above");
        };
    }

    private static String symbol(Condition condition) {
        if (condition instanceof Condition.Or) {
            return "OR";
        }
        if (condition instanceof Condition.Not) {
            return "NOT";
        }
        if (condition instanceof Condition.In) {
            return "IN";
        }
        if (condition instanceof Condition.AttributeExists) {
            return Function.ATTRIBUTE_EXISTS.spelling();
        }
        if (condition instanceof Condition.AttributeNotExists) {
            return Function.ATTRIBUTE_NOT_EXISTS.spelling();
        }
        return condition instanceof Condition.HasType
                ? Function.ATTRIBUTE_TYPE.spelling()
                : Function.CONTAINS.spelling();
    }
}
