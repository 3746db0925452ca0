package dev.globaltable.stream;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sequence numbers as the API shows them: 21 digits that do not start with a zero (STR-12). */
public final class SequenceNumbers {

    private static final BigInteger BASE = BigInteger.TEN.pow(20);
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private SequenceNumbers() {}

    /** The text of a number that a stream gave out. */
    public static String text(long sequence) {
        return BASE.add(BigInteger.valueOf(sequence)).toString();
    }

    /** The number that a text stands for; negative or very large where no stream can have given it out. */
    public static Optional<Long> parse(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return Optional.empty();
        }
        BigInteger sequence = new BigInteger(text).subtract(BASE);
        return Optional.of(
                sequence.bitLength() < Long.SIZE ? sequence.longValue() : sequence.signum() * Long.MAX_VALUE);
    }
}
