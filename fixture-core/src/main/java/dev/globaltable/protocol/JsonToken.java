package dev.globaltable.protocol;

/** What kind of JSON value comes next, and the name the service's error messages give it. */
enum JsonToken {
    OBJECT("START_OBJECT"),
    ARRAY("START_ARRAY"),
    STRING("STRING_VALUE"),
    INTEGER("NUMBER_VALUE"),
    DECIMAL("DECIMAL_VALUE"),
    TRUE("TRUE_VALUE"),
    FALSE("FALSE_VALUE"),
    NULL("NULL_VALUE");

    private final String serviceName;

    JsonToken(String serviceName) {
        this.serviceName = serviceName;
    }

    /** The name that messages such as {@code STRING_VALUE cannot be converted to Integer} use. */
    String serviceName() {
        return serviceName;
    }

    /** How {@code true}, {@code false} and {@code null} are spelled. */
    String literal() {
        return switch (this) {
            case TRUE -> "true";
            case FALSE -> "false";
            default -> "null";
        };
    }

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL;
    }
}
