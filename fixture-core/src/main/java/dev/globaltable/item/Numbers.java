package dev.globaltable.item;

import dev.globaltable.error.ServiceErrors;
import java.math.BigDecimal;
import java.math.BigInteger;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * DynamoDB's numbers: exact decimals of up to 38 significant digits with a magnitude between 1E-130 and
 * 9.9999999999999999999999999999999999999E+125, or zero. Their canonical text, which is what the service returns, has
 * no exponent, no superfluous zeros and no plus sign.
 *
 * @since 0.1.0
 */
public final class Numbers {

    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;
    /** Longest text that certainly fits a long and cannot exceed any limit. */
    private static final int SHORT_TEXT = 18;

    private Numbers() {}

    /**
     * The canonical form of a number as a request sends it.
     *
     * @throws DynamoDbException a {@code ValidationException} when the text is no number or the number is out of range
     */
    public static String canonical(String text) {
        return isCanonicalInteger(text) ? text : text(parse(text));
    }

    /**
     * The number a request sends, without superfluous zeros. Costs no more than one look at each character.
     *
     * @throws DynamoDbException a {@code ValidationException} when the text is no number or the number is out of range
     */
    public static BigDecimal parse(String text) {
        return new NumberText(text).toNumber();
    }

    /** The number with this canonical text. */
    public static BigDecimal of(String canonical) {
        return new BigDecimal(canonical);
    }

    /** The canonical text of a number in range. */
    public static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /**
     * The sum of two numbers with canonical text.
     *
     * @throws DynamoDbException a {@code ValidationException} when the sum is out of range or needs more than 38 digits
     */
    public static String add(String augend, String addend) {
        return sum(of(augend), of(addend));
    }

    /**
     * The difference of two numbers with canonical text.
     *
     * @throws DynamoDbException a {@code ValidationException} when the difference is out of range or needs more than
     *     38 digits
     */
    public static String subtract(String minuend, String subtrahend) {
        return sum(of(minuend), of(subtrahend).negate());
    }

    /** The numeric order of two numbers with canonical text. */
    public static int compare(String left, String right) {
        if (left.equals(right)) {
            return 0;
        }
        if (isCanonicalInteger(left) && isCanonicalInteger(right)) {
            return Long.compare(Long.parseLong(left), Long.parseLong(right));
        }
        return of(left).compareTo(of(right));
    }

    /**
     * The bytes a number with canonical text takes: one, one more for every two significant digits (pairs counted from
     * the decimal point), one more when negative.
     */
    static int sizeBytes(String canonical) {
        int point = canonical.indexOf('.');
        int units = point < 0 ? canonical.length() : point;
        int first = Integer.MIN_VALUE;
        int last = 0;
        for (int at = 0; at < canonical.length(); at++) {
            char c = canonical.charAt(at);
            if (c >= '1' && c <= '9') {
                // The power of ten that the digit stands for.
                last = at < units ? units - 1 - at : units - at;
                first = first == Integer.MIN_VALUE ? last : first;
            }
        }
        if (first == Integer.MIN_VALUE) {
            return 1;
        }
        int pairs = Math.floorDiv(first, 2) - Math.floorDiv(last, 2) + 1;
        return 1 + pairs + (canonical.charAt(0) == '-' ? 1 : 0);
    }

    private static String sum(BigDecimal left, BigDecimal right) {
        return text(inRange(left.add(right).stripTrailingZeros()));
    }

    /** Checks a number without trailing zeros. */
    static BigDecimal inRange(BigDecimal number) {
        if (number.signum() != 0) {
            requireRange(number.precision(), (long) number.precision() - number.scale() - 1);
        }
        return number;
    }

    /** Checks the count of significant digits, and the exponent of the first of them. */
    static void requireRange(int digits, long exponent) {
        if (digits > MAX_DIGITS) {
            throw ServiceErrors.validation(
                    "Attempting to store more than " + MAX_DIGITS + " significant digits in a Number");
        }
        if (exponent > MAX_EXPONENT) {
            throw ServiceErrors.validation(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (exponent < MIN_EXPONENT) {
            throw ServiceErrors.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
    }

    /** Whether the text is a short integer in canonical form: by far the most frequent number. */
    private static boolean isCanonicalInteger(String text) {
        int length = text.length();
        if (length == 0 || length > SHORT_TEXT) {
            return false;
        }
        int start = text.charAt(0) == '-' ? 1 : 0;
        if (start == length || (text.charAt(start) == '0' && length > 1)) {
            return false;
        }
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** One pass over the text of a number, so that a hostile text costs no arithmetic on huge numbers. */
    private static final class NumberText {

        private final String text;
        private final StringBuilder digits = new StringBuilder(MAX_DIGITS + 1);
        private int at;
        private int significant;
        private int trailingZeros;
        private int afterPoint;
        private long exponent;

        NumberText(String text) {
            this.text = text;
        }

        BigDecimal toNumber() {
            boolean negative = peek() == '-';
            if (negative || peek() == '+') {
                at++;
            }
            int first = at;
            readDigits();
            int count = at - first;
            if (peek() == '.') {
                at++;
                int point = at;
                readDigits();
                afterPoint = at - point;
                count += at - point;
            }
            if (count == 0) {
                throw notANumber();
            }
            if (peek() == 'e' || peek() == 'E') {
                at++;
                exponent = readExponent();
            }
            if (at < text.length() || !fitsInt(exponent) || !fitsInt(afterPoint - exponent)) {
                throw notANumber();
            }
            return significant == 0 ? BigDecimal.ZERO : number(negative);
        }

        private BigDecimal number(boolean negative) {
            int kept = significant - trailingZeros;
            long lowest = exponent - afterPoint + trailingZeros;
            requireRange(kept, lowest + kept - 1);
            BigInteger unscaled = new BigInteger(digits.substring(0, kept));
            return new BigDecimal(negative ? unscaled.negate() : unscaled, (int) -lowest);
        }

        private void readDigits() {
            for (int digit = digit(); digit >= 0; digit = digit()) {
                at++;
                if (significant > 0 || digit > 0) {
                    significant++;
                    trailingZeros = digit == 0 ? trailingZeros + 1 : 0;
                    if (digits.length() <= MAX_DIGITS) {
                        digits.append((char) ('0' + digit));
                    }
                }
            }
        }

        private long readExponent() {
            boolean negative = peek() == '-';
            if (negative || peek() == '+') {
                at++;
            }
            if (digit() < 0) {
                throw notANumber();
            }
            long value = 0;
            for (int digit = digit(); digit >= 0; digit = digit()) {
                at++;
                value = Math.min(value * 10 + digit, Integer.MAX_VALUE + 1L);
            }
            return negative ? -value : value;
        }

        private static boolean fitsInt(long value) {
            return value == (int) value && value != Integer.MIN_VALUE;
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }

        private int digit() {
            char c = at < text.length() ? text.charAt(at) : ' ';
            return c >= '0' && c <= '9' ? c - '0' : -1;
        }

        private DynamoDbException notANumber() {
            return ServiceErrors.validation(
                    "The parameter cannot be converted to a numeric value" + (text.isEmpty() ? "" : ": " + text));
        }
    }
}
