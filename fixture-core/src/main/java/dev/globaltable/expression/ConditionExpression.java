package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * A {@code ConditionExpression} or {@code FilterExpression}, or what came before them, parsed and checked. Immutable.
 *
 * @since 0.1.0
 */
public final class ConditionExpression {

    private final Condition condition;
    private final List<DocumentPath> paths;
    private final String filter;

    private ConditionExpression(String filter, Condition condition, List<DocumentPath> paths) {
        this.filter = filter;
        this.condition = condition;
        this.paths = List.copyOf(paths);
    }

    /** A condition from another parameter, which messages about filters name. */
    static ConditionExpression of(String parameter, Condition condition, List<DocumentPath> paths) {
        return new ConditionExpression(parameter, condition, paths);
    }

    /**
     * Parses an expression and checks all that can be checked without an item.
     *
     * @throws DynamoDbException a {@code ValidationException} when the expression is not valid
     */
    public static ConditionExpression parse(ExpressionKind kind, String text, ExpressionAttributes attributes) {
        Syntax.Predicate syntax = ConditionParser.parse(kind, text);
        new SyntaxRules(kind).check(syntax);
        Binder binder = new Binder(kind, attributes);
        Condition condition = ConditionBinder.bind(syntax, binder);
        return new ConditionExpression("Filter Expression", condition, binder.paths());
    }

    /** Whether the condition holds for this canonical item; null when there is no item, which has no attributes. */
    public boolean matches(@Nullable Map<String, AttributeValue> item) {
        return condition.matches(item == null ? Collections.emptyMap() : item);
    }

    /** The top-level attributes the condition looks at. */
    public SortedSet<String> attributes() {
        SortedSet<String> names = new TreeSet<>();
        paths.forEach(path -> names.add(path.attribute()));
        return Collections.unmodifiableSortedSet(names);
    }

    /**
     * Checks the rule for the filter of a Query, which must not look at the key of the table or index it reads.
     *
     * @throws DynamoDbException a {@code ValidationException} that names the first key attribute used
     */
    public void requireNoKeyAttributes(Collection<String> keyAttributes) {
        for (DocumentPath path : paths) {
            if (keyAttributes.contains(path.attribute())) {
                throw ServiceErrors.validation(filter + " can only contain non-primary key attributes: "
                        + "Primary key attribute: " + path.attribute());
            }
        }
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

    /**
     * Checks the rule for the filter of a Query on an index, which sees only what the index holds.
     *
     * @param projects whether the index holds an attribute
     * @throws DynamoDbException a {@code ValidationException} that names the attributes it does not hold
     */
    public void requireProjected(String index, Predicate<String> projects) {
        List<String> absent = attributes().stream().filter(projects.negate()).toList();
        if (!absent.isEmpty()) {
            throw ServiceErrors.validation("One or more parameter values were invalid: Secondary index " + index
                    + " does not project one or more filter attributes: " + absent);
        }
    }

    Condition condition() {
        return condition;
    }
}
