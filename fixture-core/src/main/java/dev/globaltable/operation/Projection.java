package dev.globaltable.operation;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.expression.ProjectionExpression;
import dev.globaltable.table.KeySchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which attributes a read returns: the projection's, or all. */
final class Projection {

    private final @Nullable ProjectionExpression expression;

    private Projection(@Nullable ProjectionExpression expression) {
        this.expression = expression;
    }

    static Projection parse(@Nullable String expression, ExpressionAttributes attributes) {
        return new Projection(expression == null ? null : ProjectionExpression.parse(expression, attributes));
    }

    boolean isAll() {
        return expression == null;
    }

    /** Fails when the projection asks for something inside a key attribute. */
    void requireScalarKeys(KeySchema keys) {
        if (expression != null) {
            expression.requireScalarKeys(keys.names());
        }
    }

    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        return expression == null ? item : expression.project(item);
    }
}
