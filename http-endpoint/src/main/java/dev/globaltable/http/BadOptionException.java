package dev.globaltable.http;

/** The command line cannot be used; the message says what was expected, what was found and what to do. */
final class BadOptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadOptionException(String message) {
        super(message);
    }
}
