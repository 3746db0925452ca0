package dev.globaltable.operation;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.expression.LegacyParameters;
import dev.globaltable.expression.ProjectionExpression;
import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.ReplicaTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Which attributes a read returns: the projection's, or all. */
public final class Projection {

    private final String parameter;
    private final @Nullable ProjectionExpression expression;

    private Projection(String parameter, @Nullable ProjectionExpression expression) {
        this.parameter = parameter;
        this.expression = expression;
    }

    static Projection parse(@Nullable String expression, ExpressionAttributes attributes) {
        return new Projection(
                "ProjectionExpression", expression == null ? null : ProjectionExpression.parse(expression, attributes));
    }

    /** The same for requests that may have {@code AttributesToGet} instead. */
    static Projection parse(
            @Nullable String expression, List<String> attributesToGet, ExpressionAttributes attributes) {
        return attributesToGet.isEmpty()
                ? parse(expression, attributes)
                : new Projection("AttributesToGet", LegacyParameters.attributesToGet(attributesToGet));
    }

    /** What a {@code GetItem} asks for; fails when it does not say it as it should. */
    public static Projection of(GetItemRequest request) {
        return parse(request.projectionExpression(), request.attributesToGet(), request.expressionAttributeNames());
    }

    /** What a {@code BatchGetItem} asks for of one table. */
    public static Projection of(KeysAndAttributes request) {
        return parse(request.projectionExpression(), request.attributesToGet(), request.expressionAttributeNames());
    }

    private static Projection parse(
            @Nullable String expression, List<String> attributesToGet, Map<String, String> names) {
        ExpressionAttributes attributes =
                style(expression, attributesToGet, names).attributes();
        Projection projection = parse(expression, attributesToGet, attributes);
        attributes.requireAllUsed();
        return projection;
    }

    /** Checks that the parameters for one table of a {@code BatchGetItem} go together, and no more. */
    static void requireOneStyle(KeysAndAttributes request) {
        style(request.projectionExpression(), request.attributesToGet(), request.expressionAttributeNames());
    }

    private static ParameterStyle style(
            @Nullable String expression, List<String> attributesToGet, Map<String, String> names) {
        return new ParameterStyle()
                .legacy("AttributesToGet", attributesToGet)
                .projection("ProjectionExpression", expression)
                .placeholders(names);
    }

    /** The name of the parameter that says which. */
    String parameter() {
        return parameter;
    }

    boolean isAll() {
        return expression == null;
    }

    /** Fails when the projection asks for something inside a key attribute of the table or of an index. */
    void requireScalarKeys(ReplicaTable table) {
        if (expression != null) {
            expression.requireScalarKeys(table.keySchema().names());
            expression.requireScalarIndexKeys(table.indexes().keyNames());
        }
    }

    /** The attributes asked for that an index does not hold. */
    List<String> absentIn(IndexDefinition index) {
        return expression == null
                ? List.of()
                : expression.attributes().stream()
                        .filter(attribute -> !index.projects(attribute))
                        .toList();
    }

    /** The attributes of an item that are asked for. */
    public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        return expression == null ? item : expression.project(item);
    }
}
