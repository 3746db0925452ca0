package dev.globaltable.timeline;

import java.util.Objects;

/**
 * What stands above a picture: which test it is of and how that went.
 *
 * <pre>{@code
 * new TimelineHeading("reads its own write", "com.example.CartTests", Verdict.FAILED,
 *         "expected: \"book\" but was: null", "-Dglobaltable.seed=4711");
 * }</pre>
 *
 * @param title the test's name, as people read it
 * @param origin where it belongs, such as the name of its class; may be empty
 * @param verdict how it went
 * @param message the failure's message; empty when there is none
 * @param replay how to run exactly this again; may be empty
 * @since 0.1.0
 */
public record TimelineHeading(String title, String origin, Verdict verdict, String message, String replay) {

    /** How a test went. */
    public enum Verdict {
        /** It failed. */
        FAILED,
        /** It passed. */
        PASSED,
        /** Nobody said. */
        NONE
    }

    /** Refuses {@code null}. */
    public TimelineHeading {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(replay, "replay");
    }

    /** A title alone. */
    public static TimelineHeading of(String title) {
        return new TimelineHeading(title, "", Verdict.NONE, "", "");
    }
}
