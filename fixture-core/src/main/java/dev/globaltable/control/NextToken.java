package dev.globaltable.control;

import dev.globaltable.error.NotSimulatedException;
import org.jspecify.annotations.Nullable;

/** The {@code NextToken} of lists that always fit on one page here. */
final class NextToken {

    private NextToken() {}

    /** Fails when a request goes on where no answer of this Region has stopped. */
    static void requireNone(String operation, @Nullable String token) {
        if (token != null) {
            throw NotSimulatedException.parameter(operation, "NextToken");
        }
    }
}
