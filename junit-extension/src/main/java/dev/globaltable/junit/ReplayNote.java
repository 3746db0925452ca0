package dev.globaltable.junit;

/** Carries a line of text into the report of a failed test, as a suppressed exception without a stack of its own. */
final class ReplayNote extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplayNote(String message) {
        super(message, null, false, false);
    }

    /** The text alone: the name of this class would tell a reader nothing. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }
}
