package dev.globaltable.examples.profiles;

/** A change was not stored, because it was not made on what this Region holds. Read again and retry. */
public final class OutdatedProfileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutdatedProfileException(String userId, Throwable cause) {
        super("The profile of user " + userId + " is at another revision here", cause);
    }
}
