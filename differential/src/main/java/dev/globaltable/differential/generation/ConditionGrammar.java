package dev.globaltable.differential.generation;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Condition and filter expressions. */
final class ConditionGrammar {

    private final Choices choices;
    private final Placeholders placeholders;
    private final Paths paths;
    private final boolean keysAllowed;

    ConditionGrammar(Choices choices, Placeholders placeholders, boolean keysAllowed) {
        this.choices = choices;
        this.placeholders = placeholders;
        this.paths = new Paths(choices, placeholders);
        this.keysAllowed = keysAllowed;
    }

    String condition() {
        return condition(choices.below(3));
    }

    private String condition(int depth) {
        if (depth == 0) {
            return simple();
        }
        return switch (choices.below(5)) {
            case 0 -> "NOT " + part(depth - 1);
            case 1, 2 -> part(depth - 1) + choices.pick(" AND ", " and ", " And ") + part(depth - 1);
            default -> part(depth - 1) + choices.pick(" OR ", " or ") + part(depth - 1);
        };
    }

    private String part(int depth) {
        return choices.oneIn(3) ? "(" + condition(depth) + ")" : condition(depth);
    }

    private String simple() {
        return switch (choices.below(9)) {
            case 0, 1, 2 -> comparison();
            case 3 -> between();
            case 4 -> in();
            default -> function();
        };
    }

    private String comparison() {
        String operator = choices.pick("=", "<>", "<", "<=", ">", ">=");
        String space = choices.pick(" ", "");
        String attribute = attribute();
        return switch (choices.below(6)) {
            case 0 -> value(attribute) + space + operator + space + paths.from(attribute);
            case 1 -> paths.from(attribute) + space + operator + space + paths.from(attribute());
            case 2 -> size(attribute) + space + operator + space + number();
            case 3 -> operand(attribute) + space + operator + space + operand(attribute);
            default -> paths.from(attribute) + space + operator + space + value(attribute);
        };
    }

    private String operand(String attribute) {
        return switch (choices.below(3)) {
            case 0 -> paths.from(attribute);
            case 1 -> value(attribute);
            default -> size(attribute);
        };
    }

    private String between() {
        String attribute = attribute();
        String and = choices.pick(" AND ", " and ");
        if (choices.oneIn(3)) {
            return paths.from(attribute) + " BETWEEN " + operand(attribute) + and + operand(attribute);
        }
        AttributeValue one = Attributes.value(attribute, choices);
        AttributeValue other = choices.oneIn(4) ? one : Attributes.value(attribute, choices);
        return paths.from(attribute)
                + choices.pick(" BETWEEN ", " between ")
                + placeholders.value(one)
                + and
                + placeholders.value(other);
    }

    private String in() {
        String attribute = attribute();
        StringBuilder list = new StringBuilder(paths.from(attribute)).append(choices.pick(" IN (", " in ("));
        for (int i = choices.below(3); i > 0; i--) {
            list.append(operand(attribute)).append(choices.pick(",", ", "));
        }
        return list.append(value(attribute)).append(')').toString();
    }

    private String function() {
        String attribute = attribute();
        String comma = choices.pick(",", ", ");
        return switch (choices.below(6)) {
            case 0, 1 -> "attribute_exists(" + paths.from(attribute) + ")";
            case 2 -> "attribute_not_exists(" + paths.from(attribute) + ")";
            case 3 -> "attribute_type(" + paths.from(attribute) + comma + typeName() + ")";
            case 4 -> "begins_with(" + paths.from(attribute) + comma + prefix(attribute) + ")";
            default -> "contains(" + paths.from(attribute) + comma + element(attribute) + ")";
        };
    }

    private String typeName() {
        return choices.oneIn(15)
                ? placeholders.value(choices.pick(AttributeValue.fromS("X"), AttributeValue.fromN("1")))
                : placeholders.value(
                        AttributeValue.fromS(choices.pick("S", "N", "B", "SS", "NS", "BS", "L", "M", "BOOL", "NULL")));
    }

    private String prefix(String attribute) {
        return choices.oneIn(12)
                ? operand(attribute)
                : placeholders.value(choices.oneIn(4) ? Values.binary(choices) : Values.string(choices));
    }

    private String element(String attribute) {
        return choices.oneIn(6) ? operand(attribute) : placeholders.value(Values.any(choices));
    }

    private String size(String attribute) {
        return "size(" + paths.from(attribute) + ")";
    }

    private String number() {
        return placeholders.value(AttributeValue.fromN(Integer.toString(choices.below(4))));
    }

    private String value(String attribute) {
        return placeholders.value(Attributes.value(attribute, choices));
    }

    private String attribute() {
        if (keysAllowed && choices.oneIn(8)) {
            return choices.pick(Schema.PARTITION_KEY, Schema.SORT_KEY);
        }
        return Attributes.name(choices);
    }
}
