package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.expression.SortKeyCondition.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Matches the conditions of a key condition expression to the key of a table or index. */
final class KeyConditionResolver {

    private static final String INVALID = "Invalid condition in KeyConditionExpression: ";

    private final String partitionKey;
    private final @Nullable String sortKey;
    private final Map<String, SortKeyCondition> conditions = new LinkedHashMap<>();

    KeyConditionResolver(String partitionKey, @Nullable String sortKey) {
        this.partitionKey = partitionKey;
        this.sortKey = sortKey;
    }

    KeyCondition resolve(Condition condition) {
        collect(condition);
        if (conditions.size() > 2) {
            throw ServiceErrors.validation("Conditions can be of length 1 or 2 only");
        }
        SortKeyCondition partition = conditions.get(partitionKey);
        if (sortKey == null && conditions.size() > 1) {
            throw notSupported();
        }
        if (partition == null) {
            throw missed(partitionKey);
        }
        if (partition.operator() != Operator.EQUAL) {
            throw notSupported();
        }
        SortKeyCondition sort = sortKey == null ? null : conditions.get(sortKey);
        if (sortKey != null && sort == null && conditions.size() > 1) {
            throw missed(sortKey);
        }
        return new KeyCondition(partitionKey, partition.operands().get(0), sort);
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
        requireSimple(List.of(comparison.left(), comparison.right()));
        if (comparison.left() instanceof DocumentPath path) {
            add(path, operator(comparison.operator()), values(List.of(comparison.right())));
        } else if (comparison.right() instanceof DocumentPath path) {
            add(path, operator(comparison.operator().mirrored()), values(List.of(comparison.left())));
        } else {
            throw ServiceErrors.validation(INVALID + "No key attribute specified");
        }
    }

    private DocumentPath keyFirst(String operator, List<Operand> operands) {
        requireSimple(operands);
        if (operands.get(0) instanceof DocumentPath path) {
            return path;
        }
        throw ServiceErrors.validation(
                INVALID + operator + " operator must have the key attribute as its first operand");
    }

    private static void requireSimple(List<Operand> operands) {
        if (operands.stream().anyMatch(Operand.Size.class::isInstance)) {
            throw ServiceErrors.validation("KeyConditionExpressions cannot contain nested operations");
        }
    }

    private static List<AttributeValue> values(List<Operand> operands) {
        List<AttributeValue> values = new ArrayList<>(operands.size());
        for (Operand operand : operands) {
            if (!(operand instanceof Operand.Literal literal)) {
                throw ServiceErrors.validation(INVALID + "Multiple attribute names used in one condition");
            }
            values.add(literal.value());
        }
        return values;
    }

    private void add(DocumentPath path, Operator operator, List<AttributeValue> operands) {
        String name = path.attribute();
        if (path.isNested()) {
            KeyPaths.requireScalar(List.of(path), keyAttributes());
            throw ServiceErrors.validation("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        if (conditions.put(name, new SortKeyCondition(name, operator, operands)) != null) {
            throw ServiceErrors.validation("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private List<String> keyAttributes() {
        return sortKey == null ? List.of(partitionKey) : List.of(partitionKey, sortKey);
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

    private static DynamoDbException notSupported() {
        return ServiceErrors.validation("Query key condition not supported");
    }

    private static DynamoDbException missed(String keyAttribute) {
        return ServiceErrors.validation("Query condition missed key schema element: " + keyAttribute);
    }
}
