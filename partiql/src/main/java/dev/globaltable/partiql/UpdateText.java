package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeType;
import dev.globaltable.partiql.syntax.Expression;
import dev.globaltable.partiql.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes the changes of an {@code UPDATE} as an update expression, the last first: of two paths that overlap, messages about
 * statements name the later one first.
 */
final class UpdateText {

    private static final List<String> FUNCTIONS = List.of("if_not_exists", "list_append");
    private static final List<String> OTHER_FUNCTIONS = List.of(
            "attribute_exists",
            "attribute_not_exists",
            "attribute_type",
            "begins_with",
            "contains",
            "size",
            "set_add",
            "set_delete");

    private final Placeholders placeholders;
    private final Values values;
    private final List<String> set = new ArrayList<>();
    private final List<String> remove = new ArrayList<>();
    private final List<String> add = new ArrayList<>();
    private final List<String> delete = new ArrayList<>();

    private UpdateText(Placeholders placeholders, Values values) {
        this.placeholders = placeholders;
        this.values = values;
    }

    static String of(List<Statement.Change> changes, Placeholders placeholders, Values values) {
        UpdateText text = new UpdateText(placeholders, values);
        changes.forEach(text::add);
        List<String> sections = new ArrayList<>();
        section(sections, "SET ", text.set);
        section(sections, "REMOVE ", text.remove);
        section(sections, "ADD ", text.add);
        section(sections, "DELETE ", text.delete);
        return String.join(" ", sections);
    }

    private static void section(List<String> sections, String keyword, List<String> parts) {
        if (!parts.isEmpty()) {
            sections.add(keyword + String.join(", ", parts));
        }
    }

    private void add(Statement.Change change) {
        String path = placeholders.path(change.path());
        Expression value = change.value();
        if (value == null) {
            remove.add(0, path);
        } else if (value instanceof Expression.Call call && call.function().equals("set_add")) {
            add.add(0, path + " " + setOperand(change.path(), call));
        } else if (value instanceof Expression.Call call && call.function().equals("set_delete")) {
            delete.add(0, path + " " + setOperand(change.path(), call));
        } else {
            set.add(0, path + " = " + assigned(value));
        }
    }

    private String setOperand(Expression.Path path, Expression.Call call) {
        String function = call.function().toUpperCase(Locale.ROOT);
        if (call.arguments().size() != 2) {
            throw validation(function + " must have exactly two arguments at " + call.position());
        }
        if (!(call.arguments().get(0) instanceof Expression.Path first)
                || !first.attribute().equals(path.attribute())
                || !first.steps().equals(path.steps())) {
            throw validation("The first argument to " + function + " must equal the assignment value");
        }
        AttributeValue operand = values.constant(call.arguments().get(1));
        if (operand == null || !isSet(AttributeType.of(operand))) {
            throw validation(
                    "The second argument to " + function + " must be a value with type SET at " + first.position());
        }
        return placeholders.value(operand);
    }

    private static boolean isSet(AttributeType type) {
        return type == AttributeType.SS || type == AttributeType.NS || type == AttributeType.BS;
    }

    /** An operand, or a sum of two. */
    private String assigned(Expression value) {
        if (value instanceof Expression.Operation operation
                && (operation.operator().equals("+") || operation.operator().equals("-"))) {
            if (operation.operands().size() < 2) {
                throw validation("Incorrect number of operands for operator or function; operator or function: "
                        + operation.operator() + ", number of operands: 1");
            }
            return Sum.of(operation, values).text(this::operand);
        }
        return operand(value);
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
            return call(call);
        }
        String operator = expression instanceof Expression.Operation operation ? operation.operator() : "is";
        throw validation("Unsupported operator in Update Expression. Operator: " + operator);
    }

    private String call(Expression.Call call) {
        if (OTHER_FUNCTIONS.contains(call.function())) {
            throw validation("The function is not allowed in an update expression; function: " + call.function());
        }
        if (!FUNCTIONS.contains(call.function())) {
            throw validation("Unrecognized function: " + call.function());
        }
        List<String> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(operand(argument)));
        return call.function() + "(" + String.join(", ", arguments) + ")";
    }
}
