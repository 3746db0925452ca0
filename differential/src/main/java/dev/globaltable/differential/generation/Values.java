package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values of all ten types, numbers at the edges of what DynamoDB stores. */
final class Values {

    private static final List<String> STRINGS =
            List.of("", "a", "b", "ab", "abc", "B", "\u00e9", "\ud83d\ude00", "a b", "10", "S", "SS");

    /** Written in several ways on purpose: what comes back is the normal form. */
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "-1",
            "10",
            "9",
            "1.5",
            "1.50",
            "-0",
            "00012",
            "1e3",
            "0.1",
            "1E-5",
            "1.0E+2",
            "12345678901234567890123456789012345678",
            "0.00000000000000000000000000000000000001",
            "1E-130",
            "-1E-130",
            "1E125",
            "-1E125",
            "9.9999999999999999999999999999999999999E+125",
            "-9.9999999999999999999999999999999999999E+125",
            "100000000000000000000000000000000000000000");

    private static final List<String> MAP_KEYS = List.of("a", "b", "k", "x y", "name");

    private Values() {}

    static AttributeValue any(Choices choices) {
        return any(choices, 2);
    }

    private static AttributeValue any(Choices choices, int depth) {
        return switch (choices.below(depth > 0 ? 12 : 8)) {
            case 0, 1 -> string(choices);
            case 2, 3 -> number(choices);
            case 4 -> binary(choices);
            case 5 -> AttributeValue.fromBool(choices.oneIn(2));
            case 6 -> AttributeValue.fromNul(true);
            case 7 -> set(choices);
            case 8, 9 -> list(choices, depth - 1);
            default -> map(choices, depth - 1);
        };
    }

    static AttributeValue string(Choices choices) {
        return AttributeValue.fromS(choices.pick(STRINGS));
    }

    static AttributeValue number(Choices choices) {
        return AttributeValue.fromN(numeral(choices));
    }

    private static String numeral(Choices choices) {
        return choices.oneIn(3) ? choices.pick(NUMBERS) : Integer.toString(choices.between(-3, 12));
    }

    static AttributeValue binary(Choices choices) {
        return AttributeValue.fromB(bytes(choices));
    }

    private static SdkBytes bytes(Choices choices) {
        byte[] bytes = new byte[choices.below(3)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = choices.pick((byte) 0, (byte) 1, (byte) 127, (byte) -128, (byte) -1);
        }
        return SdkBytes.fromByteArray(bytes);
    }

    static AttributeValue set(Choices choices) {
        return switch (choices.below(3)) {
            case 0 -> stringSet(choices);
            case 1 -> numberSet(choices);
            default -> binarySet(choices);
        };
    }

    static AttributeValue stringSet(Choices choices) {
        Set<String> elements = new LinkedHashSet<>();
        for (int i = choices.between(1, 3); i > 0; i--) {
            elements.add(choices.pick(STRINGS));
        }
        return AttributeValue.fromSs(List.copyOf(elements));
    }

    static AttributeValue numberSet(Choices choices) {
        Set<String> elements = new LinkedHashSet<>();
        for (int i = choices.between(1, 3); i > 0; i--) {
            elements.add(Integer.toString(choices.between(-3, 12)));
        }
        return AttributeValue.fromNs(new ArrayList<>(elements));
    }

    static AttributeValue binarySet(Choices choices) {
        Set<SdkBytes> elements = new LinkedHashSet<>();
        for (int i = choices.between(1, 3); i > 0; i--) {
            elements.add(bytes(choices));
        }
        return AttributeValue.fromBs(new ArrayList<>(elements));
    }

    static AttributeValue list(Choices choices, int depth) {
        List<AttributeValue> elements = new ArrayList<>();
        for (int i = choices.below(4); i > 0; i--) {
            elements.add(any(choices, depth));
        }
        return AttributeValue.fromL(elements);
    }

    static AttributeValue map(Choices choices, int depth) {
        Map<String, AttributeValue> entries = new TreeMap<>();
        for (int i = choices.below(4); i > 0; i--) {
            entries.put(choices.pick(MAP_KEYS), any(choices, depth));
        }
        return AttributeValue.fromM(entries);
    }

    static String mapKey(Choices choices) {
        return choices.pick(MAP_KEYS);
    }
}
