package dev.globaltable.examples.profiles;

/** Another user has this name. */
public final class UsernameTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsernameTakenException(String username, Throwable cause) {
        super("The user name " + username + " is taken", cause);
    }
}
