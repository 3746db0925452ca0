package dev.globaltable.check;

import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param guarantee the literature's name for what was checked, such as {@code read your writes}
 * @param result whether it held
 * @param claim the finding in one sentence
 * @param witness the contradiction; present when the guarantee is violated
 * @param undecided what was left undecided and why; empty unless the result is {@link Result#UNDECIDED}
 * @since 0.1.0
 */
public record Verdict(
        String guarantee, Result result, String claim, Optional<Witness> witness, List<String> undecided) {

    /** Whether a guarantee held. */
    public enum Result {
        /** It held throughout the history. */
        VALID,
        /** It did not hold, see the witness. */
        VIOLATED,
        /** It could not be decided with what the history tells, or within the budget. This is no pass. */
        UNDECIDED
    }

    /** Whether the guarantee held throughout. */
    public boolean isValid() {
        return result == Result.VALID;
    }

    /** Whether the guarantee did not hold. */
    public boolean isViolated() {
        return result == Result.VIOLATED;
    }

    /** Whether nobody knows. */
    public boolean isUndecided() {
        return result == Result.UNDECIDED;
    }

    /** The contradiction as a story, one sentence to a line; the claim where there is none. */
    public String story() {
        return witness.map(Story::of).orElse(claim);
    }
}
