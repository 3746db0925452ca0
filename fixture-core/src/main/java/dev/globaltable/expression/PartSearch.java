package dev.globaltable.expression;

import java.util.function.IntUnaryOperator;

/** Looks for a part in a whole, in a time that grows with their lengths and no faster, whatever they hold. */
final class PartSearch {

    /** Below this many comparisons the plain search is done sooner. */
    private static final long FEW = 1 << 16;

    private PartSearch() {}

    static boolean contains(String whole, String part) {
        return (long) whole.length() * part.length() < FEW
                ? whole.contains(part)
                : contains(whole::charAt, whole.length(), part::charAt, part.length());
    }

    static boolean contains(byte[] whole, byte[] part) {
        return contains(at -> whole[at], whole.length, at -> part[at], part.length);
    }

    /** As Knuth, Morris and Pratt have it: after a mismatch the whole is not looked at again. */
    private static boolean contains(IntUnaryOperator whole, int wholeLength, IntUnaryOperator part, int partLength) {
        if (partLength > wholeLength || partLength == 0) {
            return partLength == 0;
        }
        int[] borders = borders(part, partLength);
        int matched = 0;
        for (int at = 0; at < wholeLength; at++) {
            int unit = whole.applyAsInt(at);
            while (matched > 0 && part.applyAsInt(matched) != unit) {
                matched = borders[matched - 1];
            }
            if (part.applyAsInt(matched) == unit && ++matched == partLength) {
                return true;
            }
        }
        return false;
    }

    /** For each beginning of the part, how much of it is also its own end. */
    private static int[] borders(IntUnaryOperator part, int length) {
        int[] borders = new int[length];
        int border = 0;
        for (int at = 1; at < length; at++) {
            while (border > 0 && part.applyAsInt(border) != part.applyAsInt(at)) {
                border = borders[border - 1];
            }
            if (part.applyAsInt(border) == part.applyAsInt(at)) {
                border++;
            }
            borders[at] = border;
        }
        return borders;
    }
}
