package dev.globaltable.differential.generation;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attribute names of the test; most have a type they usually hold, so that conditions and updates find operands. */
final class Attributes {

    private static final List<String> NAMES = List.of(
            "n", "n", "n2", "s", "s2", "l", "l", "m", "m", "ss", "ns", "bs", "b", "t", "any", "a.b", "x-y", "name",
            "size", "_u", "\u00e9");

    private Attributes() {}

    static String name(Choices choices) {
        return choices.pick(NAMES);
    }

    /** What the attribute usually holds; one time in six anything else. */
    static AttributeValue value(String name, Choices choices) {
        return choices.oneIn(6) ? Values.any(choices) : usual(name, choices);
    }

    /** What the attribute usually holds. */
    static AttributeValue usual(String name, Choices choices) {
        return switch (name) {
            case "n", "n2", "_u" -> Values.number(choices);
            case "s", "s2", "x-y", "name" -> Values.string(choices);
            case "l" -> Values.list(choices, 1);
            case "m" -> Values.map(choices, 1);
            case "ss" -> Values.stringSet(choices);
            case "ns" -> Values.numberSet(choices);
            case "bs" -> Values.binarySet(choices);
            case "b" -> Values.binary(choices);
            case "t" -> AttributeValue.fromBool(choices.oneIn(2));
            default -> Values.any(choices);
        };
    }

    static void addTo(Map<String, AttributeValue> item, Choices choices) {
        for (int i = choices.below(6); i > 0; i--) {
            String name = name(choices);
            item.put(name, value(name, choices));
        }
    }
}
