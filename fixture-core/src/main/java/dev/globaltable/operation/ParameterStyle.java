package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ExpressionAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructMap;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A request speaks either in expressions or in the parameters that came before them, never in both; placeholders come
 * with expressions only.
 */
final class ParameterStyle {

    private final List<String> legacy = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();
    private final List<String> absentValueUsers = new ArrayList<>();
    private boolean valuesUsed;
    private @Nullable Map<String, String> names;
    private @Nullable Map<String, AttributeValue> values;

    /** A parameter from before expressions, which counts only when there is something in it. */
    ParameterStyle legacy(String parameter, boolean present) {
        if (present) {
            legacy.add(parameter);
        }
        return this;
    }

    ParameterStyle legacy(String parameter, Map<String, ?> entries) {
        return legacy(parameter, !entries.isEmpty());
    }

    ParameterStyle legacy(String parameter, List<?> elements) {
        return legacy(parameter, !elements.isEmpty());
    }

    ParameterStyle conditionalOperator(@Nullable String operator) {
        return legacy("ConditionalOperator", operator != null);
    }

    /** An expression that can use {@code ExpressionAttributeValues}. */
    ParameterStyle expression(String parameter, @Nullable String expression) {
        if (expression == null) {
            absentValueUsers.add(parameter);
        } else {
            valuesUsed = true;
        }
        return projection(parameter, expression);
    }

    /** An expression that can use {@code ExpressionAttributeNames} alone. */
    ParameterStyle projection(String parameter, @Nullable String expression) {
        if (expression != null) {
            expressions.add(parameter);
        }
        return this;
    }

    /** Checks the mix; what the placeholders are is checked later, by {@link #attributes}. */
    ParameterStyle placeholders(Map<String, String> givenNames, Map<String, AttributeValue> givenValues) {
        requireOneStyle();
        names = ifSet(givenNames);
        values = ifSet(givenValues);
        requireUse("ExpressionAttributeNames", names != null, !expressions.isEmpty(), "");
        String users = absentValueUsers.isEmpty()
                ? ""
                : ": " + String.join(" and ", absentValueUsers)
                        + (absentValueUsers.size() == 1 ? " is null" : " are null");
        requireUse("ExpressionAttributeValues", values != null, valuesUsed, users);
        return this;
    }

    /** The same where the request has no values. */
    ParameterStyle placeholders(Map<String, String> givenNames) {
        return placeholders(givenNames, DefaultSdkAutoConstructMap.getInstance());
    }

    /** Checks the placeholders themselves and gives them to the expressions. */
    ExpressionAttributes attributes() {
        return ExpressionAttributes.of(names, values);
    }

    private void requireOneStyle() {
        if (!legacy.isEmpty() && !expressions.isEmpty()) {
            throw validation("Can not use both expression and non-expression parameters in the same request:"
                    + " Non-expression parameters: {" + String.join(", ", legacy) + "} Expression parameters: {"
                    + String.join(", ", expressions) + "}");
        }
    }

    private static void requireUse(String parameter, boolean present, boolean used, String why) {
        if (present && !used) {
            throw validation(parameter + " can only be specified when using expressions" + why);
        }
    }

    /** The SDK gives a member that was not set as an empty map of its own kind. */
    private static <V> @Nullable Map<String, V> ifSet(Map<String, V> map) {
        return map instanceof SdkAutoConstructMap ? null : map;
    }
}
