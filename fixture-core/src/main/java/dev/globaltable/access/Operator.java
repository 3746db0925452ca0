package dev.globaltable.access;

import org.jspecify.annotations.Nullable;

/** How a condition compares the values of a key with those of the policy. */
enum Operator {
    STRING_EQUALS("StringEquals", false),
    STRING_NOT_EQUALS("StringNotEquals", true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true),
    STRING_LIKE("StringLike", false),
    STRING_NOT_LIKE("StringNotLike", true),
    ARN_EQUALS("ArnEquals", false),
    ARN_NOT_EQUALS("ArnNotEquals", true),
    ARN_LIKE("ArnLike", false),
    ARN_NOT_LIKE("ArnNotLike", true),
    BOOL("Bool", false),
    NULL("Null", false);

    private final String spelling;
    private final boolean negated;

    Operator(String spelling, boolean negated) {
        this.spelling = spelling;
        this.negated = negated;
    }

    static @Nullable Operator of(String name) {
        for (Operator operator : values()) {
            if (operator.spelling.equals(name)) {
                return operator;
            }
        }
        return null;
    }

    /** Whether it holds where no value of the policy is found. */
    boolean isNegated() {
        return negated;
    }

    /** Whether a value of the request is what the policy names, or of the form that it names; negation left aside. */
    boolean finds(Template sought, String value, Context context) {
        return switch (this) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> value.equals(sought.literal(context));
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE, BOOL ->
                value.equalsIgnoreCase(sought.literal(context));
            default -> sought.matches(value, context);
        };
    }
}
