package dev.globaltable.item;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The ten data types of an attribute, named by their descriptors in the DynamoDB API.
 *
 * @since 0.1.0
 */
public enum AttributeType {
    S("STRING"),
    N("NUMBER"),
    B("BINARY"),
    SS("STRING_SET"),
    NS("NUMBER_SET"),
    BS("BINARY_SET"),
    M("MAP"),
    L("LIST"),
    BOOL("BOOLEAN"),
    NULL("NULL");

    private static final List<AttributeType> ALL = List.of(values());

    private final String longName;

    AttributeType(String longName) {
        this.longName = longName;
    }

    /** The type of a value with exactly one member set. */
    public static AttributeType of(AttributeValue value) {
        return switch (value.type()) {
            case S -> S;
            case N -> N;
            case B -> B;
            case SS -> SS;
            case NS -> NS;
            case BS -> BS;
            case M -> M;
            case L -> L;
            case BOOL -> BOOL;
            case NUL -> NULL;
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException(
                        "Expected an AttributeValue with exactly one member set but found " + value + ".");
        };
    }

    /** The type with this descriptor, for instance {@code "SS"}. */
    public static Optional<AttributeType> named(String descriptor) {
        return ALL.stream().filter(type -> type.name().equals(descriptor)).findFirst();
    }

    /** The name that messages about the operands of ADD and DELETE use. */
    public String longName() {
        return longName;
    }

    /** Whether values of this type have an order and may be keys: S, N and B. */
    public boolean isScalarWithOrder() {
        return this == S || this == N || this == B;
    }

    /** Whether this is one of the set types SS, NS and BS. */
    public boolean isSet() {
        return this == SS || this == NS || this == BS;
    }
}
