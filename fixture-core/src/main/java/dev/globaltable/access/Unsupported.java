package dev.globaltable.access;

/** The refusal of a policy that says what is not simulated, or says it in a way that IAM does not understand. */
final class Unsupported {

    private Unsupported() {}

    static IllegalArgumentException of(String what, String instead) {
        return new IllegalArgumentException("The fixture does not simulate " + what
                + " in a policy. Leave it out of the test, or use " + instead + ".");
    }

    static IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("Not a policy: " + what);
    }
}
