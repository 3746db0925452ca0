package dev.globaltable.assertj;

import dev.globaltable.check.Verdict;
import dev.globaltable.timeline.Highlight;
import java.util.Optional;

/**
 * Says that a guarantee is violated or undecided, and keeps the verdict, so that a picture can point at the operations
 * that contradict each other.
 *
 * @since 0.1.0
 */
public final class GuaranteeError extends AssertionError {

    private static final long serialVersionUID = 1;

    private final transient Verdict verdict;
    private final transient Optional<Highlight> highlight;

    GuaranteeError(AssertionError failure, Verdict verdict, Optional<Highlight> highlight) {
        super(failure.getMessage());
        this.verdict = verdict;
        this.highlight = highlight;
        setStackTrace(failure.getStackTrace());
    }

    /** What was found. */
    public Verdict verdict() {
        return verdict;
    }

    /** What a picture should point at; empty when there is no contradiction to show. */
    public Optional<Highlight> highlight() {
        return highlight;
    }
}
