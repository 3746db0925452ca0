package dev.globaltable.differential.generation;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Key condition expressions, legal ones: the faults come from elsewhere. */
final class KeyConditionGrammar {

    private final Choices choices;
    private final Placeholders placeholders;

    KeyConditionGrammar(Choices choices, Placeholders placeholders) {
        this.choices = choices;
        this.placeholders = placeholders;
    }

    String condition(KeyAttribute partitionKey, AttributeValue value, @Nullable KeyAttribute sortKey) {
        String partition = equality(partitionKey.name(), value);
        if (sortKey == null || choices.oneIn(3)) {
            return choices.oneIn(6) ? "(" + partition + ")" : partition;
        }
        String sort = sort(sortKey);
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

    private String between(String name, KeyAttribute key) {
        AttributeValue one = key.value(choices);
        AttributeValue other = key.value(choices);
        boolean inOrder = key.kind().compare(one, other) <= 0 || choices.oneIn(8);
        return name + choices.pick(" BETWEEN ", " between ") + placeholders.value(inOrder ? one : other) + " AND "
                + placeholders.value(inOrder ? other : one);
    }

    private String sort(KeyAttribute key) {
        String name = placeholders.name(key.name());
        return switch (choices.below(key.kind() == KeyKind.N ? 6 : 8)) {
            case 0 -> equality(key.name(), key.value(choices));
            case 1, 2 -> between(name, key);
            case 3, 4, 5 -> name + choices.pick(" < ", " <= ", " > ", " >= ") + placeholders.value(key.value(choices));
            default -> "begins_with(" + name + ", " + placeholders.value(key.value(choices)) + ")";
        };
    }
}
