package dev.globaltable.access;

import java.util.List;

/**
 * Whom a statement of a resource policy is about.
 *
 * @param everyone whether it names {@code *}
 * @param arns the ARNs it names, an account being its root
 */
record Principals(boolean everyone, List<String> arns) {

    /** For policies that belong to somebody: they do not name anybody. */
    static final Principals WHOEVER_HAS_IT = new Principals(true, List.of());

    /** Whether a denial is the caller's: that of an account is everybody's in it. */
    boolean include(Caller caller) {
        return everyone || arns.contains(Caller.ACCOUNT_ROOT) || name(caller);
    }

    /** Whether a permission is the caller's own; what an account is given, its administrators have to pass on. */
    boolean name(Caller caller) {
        return everyone || arns.contains(caller.arn()) || arns.contains(caller.principalArn());
    }
}
