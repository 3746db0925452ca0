package dev.globaltable.check;

import java.util.List;
import java.util.Optional;

/** Looks for a violation of one guarantee. */
interface Checker {

    /**
     * A contradiction, if there is one.
     *
     * @param undecided takes what had to be left out, and why
     */
    Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided);

    /** A contradiction and what it says in one sentence. */
    record Finding(String claim, Witness witness) {}
}
