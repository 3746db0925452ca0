package dev.globaltable.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request cannot be read. Never leaves this package: {@link JsonProtocol} turns it into the service's
 * {@code SerializationException}.
 */
final class SerializationFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message the service's text; {@code null} for a body that is not JSON, which the service answers without one */
    SerializationFault(@Nullable String message) {
        super(message, null, false, false);
    }

    static SerializationFault notJson() {
        return new SerializationFault(null);
    }

    static SerializationFault inconvertible(JsonToken found, String expected) {
        return new SerializationFault(found.serviceName() + " cannot be converted to " + expected);
    }

    static SerializationFault unexpectedStructure() {
        return new SerializationFault("Start of structure or map found where not expected.");
    }

    static SerializationFault unexpectedList() {
        return new SerializationFault("Start of list found where not expected");
    }

    static SerializationFault unexpectedScalar() {
        return new SerializationFault("Unexpected value type in payload");
    }
}
