package dev.globaltable.differential.generation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The three key types, each with a small space of values that differ in order between bytes, UTF-16 and numbers. */
enum KeyKind {
    S,
    N,
    B;

    private static final List<AttributeValue> STRINGS =
            strings("a", "b", "aa", "A", "", "\u00e9", "\ufffd", "\ud83d\ude00", "a b", "10", "9", "b\u0000");
    private static final List<AttributeValue> NUMBERS = numbers(
            "0",
            "1",
            "-1",
            "9",
            "10",
            "1.5",
            "1.50",
            "-10",
            "1e2",
            "0.001",
            "-0",
            "12345678901234567890123456789012345678");
    private static final List<AttributeValue> BINARIES = binaries(
            new int[] {0},
            new int[] {1},
            new int[] {255},
            new int[] {0, 0},
            new int[] {127},
            new int[] {128},
            new int[] {},
            new int[] {1, 2, 3});

    private List<AttributeValue> space() {
        return switch (this) {
            case S -> STRINGS;
            case N -> NUMBERS;
            case B -> BINARIES;
        };
    }

    /** Any of the kind; now and then an empty one, which no key may be. */
    AttributeValue value(Choices choices) {
        AttributeValue value = choices.pick(space());
        return isEmpty(value) && !choices.oneIn(20) ? space().get(0) : value;
    }

    /** One of very few: partitions with several items are the interesting ones. */
    AttributeValue few(Choices choices) {
        return choices.oneIn(8) ? value(choices) : space().get(choices.below(2));
    }

    AttributeValue numbered(int number) {
        String text = Integer.toString(1000 + number);
        return switch (this) {
            case S -> AttributeValue.fromS(text);
            case N -> AttributeValue.fromN(text);
            case B -> AttributeValue.fromB(SdkBytes.fromUtf8String(text));
        };
    }

    /** The order of the kind: bytes of UTF-8, numbers, unsigned bytes. */
    int compare(AttributeValue one, AttributeValue other) {
        return switch (this) {
            case S ->
                Arrays.compareUnsigned(
                        one.s().getBytes(StandardCharsets.UTF_8), other.s().getBytes(StandardCharsets.UTF_8));
            case N -> new BigDecimal(one.n()).compareTo(new BigDecimal(other.n()));
            case B -> Arrays.compareUnsigned(one.b().asByteArray(), other.b().asByteArray());
        };
    }

    private static boolean isEmpty(AttributeValue value) {
        return "".equals(value.s()) || (value.b() != null && value.b().asByteArray().length == 0);
    }

    private static List<AttributeValue> strings(String... values) {
        return List.of(values).stream().map(AttributeValue::fromS).toList();
    }

    private static List<AttributeValue> numbers(String... values) {
        return List.of(values).stream().map(AttributeValue::fromN).toList();
    }

    private static List<AttributeValue> binaries(int[]... values) {
        return List.of(values).stream().map(KeyKind::binary).toList();
    }

    private static AttributeValue binary(int[] unsigned) {
        byte[] bytes = new byte[unsigned.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) unsigned[i];
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }
}
