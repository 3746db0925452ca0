package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The {@code SearchConditionExpression} of {@code SearchVectors}: equalities, joined by {@code AND}, of attributes of the
 * index's search schema with values.
 *
 * @since 0.1.0
 */
public final class SearchConditionExpression {

    private final Condition condition;
    private final List<DocumentPath> paths;

    private SearchConditionExpression(Condition condition, List<DocumentPath> paths) {
        this.condition = condition;
        this.paths = paths;
    }

    /**
     * Parses an expression and checks all that can be checked without an index.
     *
     * @throws DynamoDbException a {@code ValidationException} when the expression is not valid
     */
    public static SearchConditionExpression parse(String text, ExpressionAttributes attributes) {
        ExpressionKind kind = ExpressionKind.SEARCH_CONDITION;
        Syntax.Predicate syntax = ConditionParser.parse(kind, text);
        new SyntaxRules(kind).check(syntax);
        Binder binder = new Binder(kind, attributes);
        Condition condition = ConditionBinder.bind(syntax, binder);
        requireEqualities(condition);
        return new SearchConditionExpression(condition, List.copyOf(binder.paths()));
    }

    private static void requireEqualities(Condition condition) {
        if (condition instanceof Condition.And and) {
            and.parts().forEach(SearchConditionExpression::requireEqualities);
        } else if (!(condition instanceof Condition.Comparison comparison)) {
            throw ExpressionKind.SEARCH_CONDITION.invalid("Invalid operator used in SearchConditionExpression");
        } else if (comparison.operator() != Comparator.EQUAL) {
            throw ExpressionKind.SEARCH_CONDITION.invalid("Invalid comparator used in SearchConditionExpression");
        }
    }

    /**
     * Checks that the expression looks at whole attributes of the search schema, and gives the partition's value.
     *
     * @param partition the attribute that the index is partitioned by, {@code null} when there is none
     * @throws DynamoDbException a {@code ValidationException} that names what is wrong
     */
    public void requireSchema(Predicate<String> searchable, @Nullable String partition) {
        for (DocumentPath path : paths) {
            if (path.isNested()) {
                throw ExpressionKind.SEARCH_CONDITION.invalid(
                        "Nested attributes are not supported; attribute: " + path.attribute());
            }
            if (!searchable.test(path.attribute())) {
                throw ExpressionKind.SEARCH_CONDITION.invalid(
                        "Attribute is not part of the SearchSchema of the index; attribute: " + path.attribute());
            }
        }
        if (partition != null && !fixes(condition, DocumentPath.of(partition))) {
            throw missingPartition();
        }
    }

    /** The error for a search that does not say in which partition of the index it looks. */
    public static DynamoDbException missingPartition() {
        return ServiceErrors.validation("SearchConditionExpression must be provided when SearchSchema has a HASH key");
    }

    private static boolean fixes(Condition condition, DocumentPath path) {
        if (condition instanceof Condition.And and) {
            return and.parts().stream().anyMatch(part -> fixes(part, path));
        }
        return condition instanceof Condition.Comparison comparison
                && comparison.left().equals(path)
                && comparison.right() instanceof Operand.Literal;
    }

    /** Whether the condition holds for this canonical item. */
    public boolean matches(Map<String, AttributeValue> item) {
        return condition.matches(item);
    }
}
