package dev.globaltable.partiql;

import dev.globaltable.partiql.syntax.Expression;

/** What DynamoDB's messages call the parts of a statement. */
final class Nodes {

    private Nodes() {}

    /** The kind of a part. */
    static String kind(Expression expression) {
        if (expression instanceof Expression.Path path) {
            return path.steps().isEmpty() ? "VariableReference" : "Path";
        }
        if (expression instanceof Expression.Tuple) {
            return "Struct";
        }
        if (expression instanceof Expression.Sequence || expression instanceof Expression.Bag) {
            return "Seq";
        }
        if (expression instanceof Expression.Parameter) {
            return "Parameter";
        }
        if (expression instanceof Expression.Missing) {
            return "LiteralMissing";
        }
        if (expression instanceof Expression.Call
                || expression instanceof Expression.Operation
                || expression instanceof Expression.Is) {
            return "NAry";
        }
        return "Literal";
    }

    /** A part that cannot be a value: its operator, function or name, otherwise its kind. */
    static String described(Expression expression) {
        if (expression instanceof Expression.Operation operation) {
            return operation.operator();
        }
        if (expression instanceof Expression.Call call) {
            return call.function();
        }
        if (expression instanceof Expression.Missing) {
            return "MISSING";
        }
        if (expression instanceof Expression.Path path && path.steps().isEmpty()) {
            return path.attribute();
        }
        return kind(expression);
    }
}
