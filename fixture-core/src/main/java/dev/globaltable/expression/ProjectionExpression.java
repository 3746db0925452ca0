package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * A {@code ProjectionExpression} or {@code AttributesToGet}, parsed and checked. Immutable.
 *
 * @since 0.1.0
 */
public final class ProjectionExpression {

    private final List<DocumentPath> paths;
    private final Projection projection;

    private ProjectionExpression(List<DocumentPath> paths) {
        this.paths = List.copyOf(paths);
        this.projection = new Projection(paths);
    }

    static ProjectionExpression of(List<DocumentPath> paths) {
        return new ProjectionExpression(paths);
    }

    /**
     * Parses an expression and checks all that can be checked without an item.
     *
     * @throws DynamoDbException a {@code ValidationException} when the expression is not valid
     */
    public static ProjectionExpression parse(String text, ExpressionAttributes attributes) {
        ExpressionKind kind = ExpressionKind.PROJECTION;
        List<Syntax.Path> written = paths(new TokenReader(kind, text));
        SyntaxRules rules = new SyntaxRules(kind);
        written.forEach(rules::check);
        Binder binder = new Binder(kind, attributes);
        return new ProjectionExpression(new DistinctPaths(binder).bind(written));
    }

    private static List<Syntax.Path> paths(TokenReader tokens) {
        List<Syntax.Path> paths = new ArrayList<>();
        do {
            paths.add(tokens.path());
        } while (tokens.skip(TokenKind.COMMA));
        tokens.expect(TokenKind.END);
        return paths;
    }

    /**
     * The parts of a canonical item the expression asks for, ordered by name. Of a list only the elements asked for
     * remain, close together; what the item does not have is left out.
     */
    public Map<String, AttributeValue> project(Map<String, AttributeValue> item) {
        return projection.of(item);
    }

    /** The top-level attributes the expression asks for. */
    public SortedSet<String> attributes() {
        SortedSet<String> names = new TreeSet<>();
        paths.forEach(path -> names.add(path.attribute()));
        return Collections.unmodifiableSortedSet(names);
    }

    /**
     * Checks that no path leads into a key attribute, which is never a list or map.
     *
     * @throws DynamoDbException a {@code ValidationException} that names the first key attribute used so
     */
    public void requireScalarKeys(Collection<String> keyAttributes) {
        KeyPaths.requireScalar(paths, keyAttributes);
    }

    /**
     * The same for the key attributes of secondary indexes.
     *
     * @throws DynamoDbException a {@code ValidationException} that names the first key attribute used so
     */
    public void requireScalarIndexKeys(Collection<String> keyAttributes) {
        KeyPaths.requireScalar(paths, keyAttributes, "IndexKey");
    }
}
