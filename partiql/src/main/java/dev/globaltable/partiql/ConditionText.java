package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.partiql.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes a condition of a statement as a condition expression. */
final class ConditionText {

    private static final List<String> COMPARATORS = List.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final List<String> CONDITIONS =
            List.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains");
    private static final List<String> UPDATE_FUNCTIONS =
            List.of("if_not_exists", "list_append", "set_add", "set_delete");

    /** The types that {@code IS} can ask for, as {@code attribute_type} names them. */
    private static final Map<String, String> TYPES = new TreeMap<>();

    static {
        TYPES.put("BLOB", "B");
        TYPES.put("BOOLEAN", "BOOL");
        TYPES.put("LIST", "L");
        TYPES.put("NULL", "NULL");
        TYPES.put("NUMERIC", "N");
        TYPES.put("STRING", "S");
        TYPES.put("STRUCT", "M");
        TYPES.put("TUPLE", "M");
    }

    private final Placeholders placeholders;
    private final Values values;

    ConditionText(Placeholders placeholders, Values values) {
        this.placeholders = placeholders;
        this.values = values;
    }

    /** The condition of a {@code WHERE} clause. */
    String of(Expression where) {
        String text = condition(where);
        if (text == null) {
            throw validation("WHERE clause must contain an expression that resolves to a boolean");
        }
        return text;
    }

    /** Null when the expression is no condition. */
    private @Nullable String condition(Expression expression) {
        if (expression instanceof Expression.Is is) {
            return is(is);
        }
        if (expression instanceof Expression.Call call) {
            return CONDITIONS.contains(call.function()) ? call(call) : requireKnown(call);
        }
        if (!(expression instanceof Expression.Operation operation)) {
            return null;
        }
        List<Expression> operands = operation.operands();
        return switch (operation.operator()) {
            case "and", "or" -> logical(operation);
            case "not" -> not(operands.get(0));
            case "in" -> in(operands.get(0), operands.get(1));
            case "between" ->
                operand(operands.get(0)) + " BETWEEN " + operand(operands.get(1)) + " AND " + operand(operands.get(2));
            default -> comparison(operation);
        };
    }

    private @Nullable String requireKnown(Expression.Call call) {
        if (UPDATE_FUNCTIONS.contains(call.function())) {
            throw validation("The function is not allowed in a condition expression; function: " + call.function());
        }
        if (!call.function().equals("size")) {
            throw validation("Unrecognized function: " + call.function());
        }
        return null;
    }

    private String logical(Expression.Operation operation) {
        List<String> parts = new ArrayList<>();
        for (Expression operand : operation.operands()) {
            String part = condition(operand);
            if (part == null) {
                throw validation("The arguments to AND/OR must be Expressions");
            }
            parts.add(isLogical(operand) ? "(" + part + ")" : part);
        }
        return String.join(operation.operator().equals("and") ? " AND " : " OR ", parts);
    }

    private static boolean isLogical(Expression expression) {
        return expression instanceof Expression.Operation operation
                && (operation.operator().equals("and") || operation.operator().equals("or"));
    }

    private String not(Expression operand) {
        String part = condition(operand);
        if (part == null) {
            throw validation("The argument to NOT must be a Type or Expression");
        }
        return isLogical(operand) ? "NOT (" + part + ")" : "NOT " + part;
    }

    private String comparison(Expression.Operation operation) {
        if (!COMPARATORS.contains(operation.operator())) {
            throw unsupported(operation);
        }
        String operator = operation.operator().equals("!=") ? "<>" : operation.operator();
        return operand(operation.operands().get(0)) + " " + operator + " "
                + operand(operation.operands().get(1));
    }

    private static RuntimeException unsupported(Expression.Operation operation) {
        return validation("Unsupported operator in Condition Expression. Operator: " + operation.operator());
    }

    private String in(Expression wanted, Expression list) {
        List<Expression> elements = KeyConditions.elements(list);
        if (elements.isEmpty()) {
            throw validation("IN operator must have a left hand argument of type Variable Reference and right hand"
                    + " argument of type Seq with at least one member");
        }
        List<String> texts = new ArrayList<>();
        elements.forEach(element -> texts.add(operand(element)));
        return operand(wanted) + " IN (" + String.join(", ", texts) + ")";
    }

    private String is(Expression.Is is) {
        if (is.type().equals("MISSING")) {
            return "attribute_not_exists(" + operand(is.operand()) + ")";
        }
        String type = TYPES.get(is.type());
        if (type == null) {
            throw validation(
                    "Unsupported data type for IS operator: " + is.type() + ". Supported data types are [MISSING,"
                            + " NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST] at " + is.position());
        }
        return "attribute_type(" + operand(is.operand()) + ", " + placeholders.value(AttributeValue.fromS(type)) + ")";
    }

    private String call(Expression.Call call) {
        List<String> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(operand(argument)));
        return call.function() + "(" + String.join(", ", arguments) + ")";
    }

    private String operand(Expression expression) {
        AttributeValue constant = values.constant(expression);
        if (constant != null) {
            return placeholders.value(constant);
        }
        if (expression instanceof Expression.Path path) {
            return placeholders.path(path);
        }
        if (expression instanceof Expression.Call call) {
            requireKnown(call);
            return call(call);
        }
        if (expression instanceof Expression.Operation operation) {
            throw unsupported(operation);
        }
        throw validation("Unsupported operator in Condition Expression. Operator: is");
    }
}
