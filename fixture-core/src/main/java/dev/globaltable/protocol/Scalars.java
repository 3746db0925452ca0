package dev.globaltable.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Reads values that are not objects or arrays, with the service's refusals of the wrong JSON type. */
final class Scalars {

    /** Parsing takes time that grows with the square of the length. */
    private static final int LONGEST_NUMBER = 1000;

    private Scalars() {}

    /** Refuses the value that comes next unless it is of the kind wanted. */
    static void require(JsonReader json, JsonToken wanted) {
        JsonToken found = json.peek();
        if (found != wanted) {
            throw switch (found) {
                case OBJECT -> SerializationFault.unexpectedStructure();
                case ARRAY -> SerializationFault.unexpectedList();
                default -> SerializationFault.unexpectedScalar();
            };
        }
    }

    static String string(JsonReader json) {
        requireScalar(json, JsonToken.STRING, "String");
        return json.string();
    }

    static SdkBytes bytes(JsonReader json) {
        requireScalar(json, JsonToken.STRING, "Byte[]");
        String base64 = json.string();
        if (base64.length() % 4 != 0) {
            throw new SerializationFault(
                    "Base64 encoded length is expected a multiple of 4 bytes but found: " + base64.length());
        }
        try {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new SerializationFault("Invalid Base64 character");
        }
    }

    static boolean bool(JsonReader json) {
        JsonToken found = json.peek();
        if (found != JsonToken.TRUE && found != JsonToken.FALSE) {
            requireScalar(json, JsonToken.TRUE, "Boolean");
        }
        json.passLiteral(found);
        return found == JsonToken.TRUE;
    }

    static Object read(JsonReader json, MarshallingType<?> type) {
        if (type == MarshallingType.BOOLEAN) {
            return bool(json);
        }
        if (type == MarshallingType.SDK_BYTES) {
            return bytes(json);
        }
        if (type == MarshallingType.INTEGER) {
            return (int) whole(json, "Integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == MarshallingType.LONG) {
            return whole(json, "Long", Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == MarshallingType.DOUBLE) {
            return decimal(json, "Double").doubleValue();
        }
        if (type == MarshallingType.FLOAT) {
            return decimal(json, "Float").floatValue();
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.ofEpochMilli(decimal(json, "Date")
                    .movePointRight(3)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValue());
        }
        throw new IllegalStateException("The model has a member of type "
                + type.getTargetClass().getName() + ", which DynamoDB's JSON protocol does not use");
    }

    /** Integer types take the whole part of a decimal, as the service does. */
    private static long whole(JsonReader json, String expected, long min, long max) {
        JsonToken found = json.peek();
        BigDecimal number = decimal(json, expected).setScale(0, RoundingMode.DOWN);
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw SerializationFault.inconvertible(found, expected);
        }
        return number.longValue();
    }

    private static BigDecimal decimal(JsonReader json, String expected) {
        JsonToken found = json.peek();
        if (!found.isNumber()) {
            requireScalar(json, JsonToken.INTEGER, expected);
        }
        String text = json.number();
        BigDecimal number = text.length() > LONGEST_NUMBER ? null : parsed(text);
        // A huge exponent would make setScale build a number of that many digits.
        if (number == null || Math.abs((long) number.precision() - number.scale()) > 400) {
            throw SerializationFault.inconvertible(found, expected);
        }
        return number;
    }

    /** Null when the exponent is too large for any number. */
    private static @Nullable BigDecimal parsed(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException exponent) {
            return null;
        }
    }

    private static void requireScalar(JsonReader json, JsonToken wanted, String expected) {
        JsonToken found = json.peek();
        if (found == wanted) {
            return;
        }
        throw switch (found) {
            case OBJECT -> SerializationFault.unexpectedStructure();
            case ARRAY -> SerializationFault.unexpectedList();
            default -> SerializationFault.inconvertible(found, expected);
        };
    }
}
