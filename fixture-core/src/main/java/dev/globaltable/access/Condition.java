package dev.globaltable.access;

import java.util.List;

/**
 * One line of a {@code Condition} block.
 *
 * @param ifExists whether a request without the key fulfils it
 */
record Condition(Quantifier quantifier, Operator operator, boolean ifExists, ConditionKey key, List<Template> sought) {

    /** How many of the request's values have to fulfil it. */
    enum Quantifier {
        /** The operator's name alone: the request has one value. */
        ONE,
        /** Also where the request has none, which is the well-known trap of {@code ForAllValues:}. */
        ALL,
        ANY
    }

    boolean holds(Context context) {
        List<String> values = context.values(key);
        if (operator == Operator.NULL) {
            String absent = Boolean.toString(values.isEmpty());
            return sought.stream().anyMatch(one -> absent.equalsIgnoreCase(one.literal(context)));
        }
        if (values.isEmpty()) {
            return ifExists || quantifier == Quantifier.ALL || (quantifier == Quantifier.ONE && operator.isNegated());
        }
        return quantifier == Quantifier.ALL
                ? values.stream().allMatch(value -> holds(value, context))
                : values.stream().anyMatch(value -> holds(value, context));
    }

    private boolean holds(String value, Context context) {
        return sought.stream().anyMatch(one -> operator.finds(one, value, context)) != operator.isNegated();
    }
}
