package dev.globaltable.differential.generation;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Key condition expressions, legal ones: the faults come from elsewhere. */
final class KeyConditionGrammar {

    private final Choices choices;
    private final Placeholders placeholders;

    KeyConditionGrammar(Choices choices, Placeholders placeholders) {
        this.choices = choices;
        this.placeholders = placeholders;
    }

    String condition(Schema schema, AttributeValue partitionKey) {
        String partition = equality(Schema.PARTITION_KEY, partitionKey);
        if (schema.sort() == null || choices.oneIn(3)) {
            return choices.oneIn(6) ? "(" + partition + ")" : partition;
        }
        String sort = sort(schema.sort());
        String and = choices.pick(" AND ", " and ");
        return switch (choices.below(4)) {
            case 0 -> sort + and + partition;
            case 1 -> "(" + partition + ")" + and + "(" + sort + ")";
            default -> partition + and + sort;
        };
    }

    private String equality(String name, AttributeValue value) {
        return choices.oneIn(10)
                ? placeholders.value(value) + " = " + placeholders.name(name)
                : placeholders.name(name) + choices.pick(" = ", "=") + placeholders.value(value);
    }

    private String between(String name, KeyKind kind) {
        AttributeValue one = kind.value(choices);
        AttributeValue other = kind.value(choices);
        boolean inOrder = kind.compare(one, other) <= 0 || choices.oneIn(8);
        return name + choices.pick(" BETWEEN ", " between ") + placeholders.value(inOrder ? one : other) + " AND "
                + placeholders.value(inOrder ? other : one);
    }

    private String sort(KeyKind kind) {
        String name = placeholders.name(Schema.SORT_KEY);
        return switch (choices.below(kind == KeyKind.N ? 6 : 8)) {
            case 0 -> equality(Schema.SORT_KEY, kind.value(choices));
            case 1, 2 -> between(name, kind);
            case 3, 4, 5 -> name + choices.pick(" < ", " <= ", " > ", " >= ") + placeholders.value(kind.value(choices));
            default -> "begins_with(" + name + ", " + placeholders.value(kind.value(choices)) + ")";
        };
    }
}
