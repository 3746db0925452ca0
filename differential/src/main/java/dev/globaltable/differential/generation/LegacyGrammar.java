package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/** What stood in for expressions before there were any: conditions, updates and lists of names. */
final class LegacyGrammar {

    private static final List<String> OPERATORS = List.of(
            "EQ",
            "NE",
            "LE",
            "LT",
            "GE",
            "GT",
            "NOT_NULL",
            "NULL",
            "CONTAINS",
            "NOT_CONTAINS",
            "BEGINS_WITH",
            "IN",
            "BETWEEN");

    private final Choices choices;

    LegacyGrammar(Choices choices) {
        this.choices = choices;
    }

    Map<String, ExpectedAttributeValue> expected() {
        Map<String, ExpectedAttributeValue> expected = new TreeMap<>();
        for (int i = choices.below(4); i > 0; i--) {
            String name = choices.oneIn(6) ? Schema.PARTITION_KEY : name();
            expected.put(name, expectation(name));
        }
        return expected;
    }

    private ExpectedAttributeValue expectation(String name) {
        AttributeValue value = value(name);
        ExpectedAttributeValue.Builder expectation = ExpectedAttributeValue.builder();
        if (choices.oneIn(25)) {
            return expectation
                    .exists(choices.oneIn(2) ? choices.oneIn(2) : null)
                    .value(choices.oneIn(2) ? value : null)
                    .comparisonOperator(choices.oneIn(2) ? choices.pick(OPERATORS) : null)
                    .attributeValueList(choices.oneIn(2) ? List.of(value) : null)
                    .build();
        }
        return switch (choices.below(5)) {
            case 0 -> expectation.exists(false).build();
            case 1 -> expectation.value(value).build();
            case 2 -> expectation.exists(true).value(value).build();
            default -> {
                Condition condition = condition(name);
                yield expectation
                        .comparisonOperator(condition.comparisonOperatorAsString())
                        .attributeValueList(
                                condition.hasAttributeValueList()
                                                && !condition
                                                        .attributeValueList()
                                                        .isEmpty()
                                        ? condition.attributeValueList()
                                        : null)
                        .build();
            }
        };
    }

    Map<String, Condition> filter(boolean keysAllowed) {
        Map<String, Condition> filter = new TreeMap<>();
        for (int i = choices.between(keysAllowed ? 0 : 1, 3); i > 0; i--) {
            String name =
                    keysAllowed && choices.oneIn(6) ? choices.pick(Schema.PARTITION_KEY, Schema.SORT_KEY) : name();
            filter.put(name, condition(name));
        }
        return filter;
    }

    private Condition condition(String name) {
        String operator = choices.oneIn(100) ? choices.pick("LIKE", "") : choices.pick(OPERATORS);
        List<AttributeValue> values = new ArrayList<>();
        int count = switch (operator) {
            case "NULL", "NOT_NULL" -> 0;
            case "BETWEEN" -> 2;
            case "IN" -> choices.between(1, 3);
            default -> 1;
        };
        for (int i = choices.oneIn(40) ? choices.below(4) : count; i > 0; i--) {
            values.add(operator.equals("BEGINS_WITH") && !choices.oneIn(8) ? Values.string(choices) : value(name));
        }
        if (operator.contains("CONTAINS") && !choices.oneIn(8)) {
            values.replaceAll(value -> choices.pick(Values.string(choices), Values.number(choices)));
        }
        return Condition.builder()
                .comparisonOperator(operator)
                .attributeValueList(values)
                .build();
    }

    Map<String, Condition> keys(Schema schema) {
        Map<String, Condition> keys = new TreeMap<>();
        keys.put(
                Schema.PARTITION_KEY,
                key(choices.oneIn(40) ? choices.pick(OPERATORS) : "EQ", schema.partition(), true));
        if (schema.sort() != null && !choices.oneIn(3)) {
            String operator = choices.oneIn(30)
                    ? choices.pick(OPERATORS)
                    : choices.pick(
                            "EQ", "LE", "LT", "GE", "GT", "BETWEEN", schema.sort() == KeyKind.N ? "GE" : "BEGINS_WITH");
            keys.put(Schema.SORT_KEY, key(operator, schema.sort(), false));
        }
        if (choices.oneIn(40)) {
            keys.put(choices.oneIn(2) ? "s" : Schema.SORT_KEY, condition("s"));
        }
        if (choices.oneIn(40)) {
            keys.remove(Schema.PARTITION_KEY);
        }
        return keys;
    }

    private Condition key(String operator, KeyKind kind, boolean few) {
        List<AttributeValue> values = new ArrayList<>();
        for (int i = choices.oneIn(40) ? choices.below(3) : operator.equals("BETWEEN") ? 2 : 1; i > 0; i--) {
            values.add(few ? kind.few(choices) : kind.value(choices));
        }
        if (values.size() == 2 && kind.compare(values.get(0), values.get(1)) > 0 && !choices.oneIn(8)) {
            values.add(values.remove(0));
        }
        return Condition.builder()
                .comparisonOperator(operator)
                .attributeValueList(values)
                .build();
    }

    Map<String, AttributeValueUpdate> updates() {
        Map<String, AttributeValueUpdate> updates = new TreeMap<>();
        for (int i = choices.below(4); i > 0; i--) {
            String action = choices.oneIn(60) ? choices.pick("SET", "") : choices.pick("PUT", "ADD", "DELETE");
            String name = choices.oneIn(60) ? Schema.PARTITION_KEY : attribute(action);
            boolean valued = action.equals("DELETE") ? choices.oneIn(2) : !choices.oneIn(80);
            updates.put(
                    name,
                    AttributeValueUpdate.builder()
                            .action(action.equals("PUT") && choices.oneIn(3) ? null : action)
                            .value(valued ? value(name) : null)
                            .build());
        }
        return updates;
    }

    private String attribute(String action) {
        return switch (choices.oneIn(8) ? "" : action) {
            case "ADD" -> choices.pick("n", "n2", "ss", "ns", "bs", "l");
            case "DELETE" -> choices.pick("ss", "ns", "bs", "n");
            default -> name();
        };
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = choices.between(1, 3); i > 0; i--) {
            String name = choices.oneIn(3) ? Schema.PARTITION_KEY : name();
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private String name() {
        return Attributes.name(choices);
    }

    private AttributeValue value(String name) {
        return choices.oneIn(80)
                ? choices.pick(List.copyOf(Faults.badValues().values()))
                : Attributes.value(name, choices);
    }
}
