package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The parameters of the API that hold an expression.
 *
 * @since 0.1.0
 */
public enum ExpressionKind {
    CONDITION("ConditionExpression"),
    FILTER("FilterExpression"),
    KEY_CONDITION("KeyConditionExpression"),
    PROJECTION("ProjectionExpression"),
    SEARCH_CONDITION("SearchConditionExpression"),
    UPDATE("UpdateExpression");

    private final String parameter;

    ExpressionKind(String parameter) {
        this.parameter = parameter;
    }

    /** The name of the parameter in the API. */
    public String parameter() {
        return parameter;
    }

    /** The error for an expression that is wrong in itself, whatever the item. */
    DynamoDbException invalid(String problem) {
        return ServiceErrors.validation("Invalid " + parameter + ": " + problem);
    }
}
