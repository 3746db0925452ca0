package dev.globaltable.item;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The value of a key attribute. Strings are ordered by their UTF-8 bytes, numbers numerically, binaries by their
 * unsigned bytes; of different types strings come first, then numbers, then binaries. Numbers are canonical, so that 1
 * and 1.0 are one key.
 *
 * @since 0.1.0
 */
public sealed interface KeyValue extends Comparable<KeyValue> {

    /**
     * The key with this value.
     *
     * @throws IllegalArgumentException when the value is not of type S, N or B
     */
    static KeyValue of(AttributeValue value) {
        if (value.s() != null) {
            return new Text(value.s());
        }
        if (value.n() != null) {
            return new Decimal(Numbers.canonical(value.n()));
        }
        if (value.b() != null) {
            return new Binary(value.b());
        }
        throw new IllegalArgumentException("Expected a key of type S, N or B but found " + value + ".");
    }

    /** The type: S, N or B. */
    AttributeType type();

    /** The value in the form of the API, in canonical form. */
    AttributeValue toAttributeValue();

    /** The bytes the value takes in an item. */
    int sizeBytes();

    /**
     * The least value that comes after all that begin with this one; {@code null} when there is none.
     *
     * @throws IllegalStateException if this is a number, with which nothing begins
     */
    @Nullable
    KeyValue afterPrefix();

    /** A key of type S. */
    record Text(String value) implements KeyValue {

        @Override
        public AttributeType type() {
            return AttributeType.S;
        }

        @Override
        public AttributeValue toAttributeValue() {
            return AttributeValue.fromS(value);
        }

        @Override
        public int sizeBytes() {
            return ByteOrder.utf8Length(value);
        }

        @Override
        public @Nullable KeyValue afterPrefix() {
            String next = ByteOrder.afterPrefix(value);
            return next == null ? null : new Text(next);
        }

        @Override
        public int compareTo(KeyValue other) {
            if (other instanceof Text text) {
                // Keys are mostly compared with themselves: equality is much cheaper to see than order.
                return value.equals(text.value) ? 0 : ByteOrder.compareUtf8(value, text.value);
            }
            return type().compareTo(other.type());
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** A key of type N, by its canonical text. */
    record Decimal(String value) implements KeyValue {

        /** Takes any text of a number and keeps the canonical one. */
        public Decimal {
            value = Numbers.canonical(value);
        }

        /** The number itself. */
        public BigDecimal number() {
            return Numbers.of(value);
        }

        @Override
        public AttributeType type() {
            return AttributeType.N;
        }

        @Override
        public AttributeValue toAttributeValue() {
            return AttributeValue.fromN(value);
        }

        @Override
        public int sizeBytes() {
            return Numbers.sizeBytes(value);
        }

        @Override
        public KeyValue afterPrefix() {
            throw new IllegalStateException("Nothing begins with a number: " + this);
        }

        @Override
        public int compareTo(KeyValue other) {
            return other instanceof Decimal decimal
                    ? Numbers.compare(value, decimal.value)
                    : type().compareTo(other.type());
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** A key of type B. */
    record Binary(SdkBytes value) implements KeyValue {

        @Override
        public AttributeType type() {
            return AttributeType.B;
        }

        @Override
        public AttributeValue toAttributeValue() {
            return AttributeValue.fromB(value);
        }

        @Override
        public int sizeBytes() {
            return value.asByteArrayUnsafe().length;
        }

        @Override
        public @Nullable KeyValue afterPrefix() {
            byte[] next = ByteOrder.afterPrefix(value.asByteArrayUnsafe());
            return next == null ? null : new Binary(SdkBytes.fromByteArrayUnsafe(next));
        }

        @Override
        public int compareTo(KeyValue other) {
            return other instanceof Binary binary
                    ? Arrays.compareUnsigned(value.asByteArrayUnsafe(), binary.value.asByteArrayUnsafe())
                    : type().compareTo(other.type());
        }

        /** The bytes in hexadecimal, for instance {@code 0xca01}. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("0x");
            for (byte b : value.asByteArrayUnsafe()) {
                text.append(Character.forDigit((b >> 4) & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
            }
            return text.toString();
        }
    }
}
