package dev.globaltable.expression;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * A {@code KeyConditionExpression}, parsed and checked as far as it goes without a table. Immutable.
 *
 * @since 0.1.0
 */
public final class KeyConditionExpression {

    private final Condition condition;

    private KeyConditionExpression(Condition condition) {
        this.condition = condition;
    }

    /**
     * Parses an expression: the errors found here come before the table is looked up.
     *
     * @throws DynamoDbException a {@code ValidationException} when the expression is not valid
     */
    public static KeyConditionExpression parse(String text, ExpressionAttributes attributes) {
        ExpressionKind kind = ExpressionKind.KEY_CONDITION;
        Syntax.Predicate syntax = ConditionParser.parse(kind, text);
        new SyntaxRules(kind).check(syntax);
        return new KeyConditionExpression(ConditionBinder.bind(syntax, new Binder(kind, attributes)));
    }

    /**
     * Matches the conditions to the key of a table or index.
     *
     * @param partitionKey the name of the partition key
     * @param sortKey the name of the sort key, null when there is none
     * @throws DynamoDbException a {@code ValidationException} when the conditions do not fit the key
     */
    public KeyCondition resolve(String partitionKey, @Nullable String sortKey) {
        return new KeyConditionResolver(partitionKey, sortKey).resolve(condition);
    }
}
