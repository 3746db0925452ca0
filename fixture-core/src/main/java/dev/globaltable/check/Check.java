package dev.globaltable.check;

import dev.globaltable.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A guarantee that can be checked. Immutable; see {@link Checks} for all there are.
 *
 * <p>Where a history tells the version of everything that was written and read, the order of versions is known and the
 * check follows it (white-box). Otherwise, or when {@link #blackBox} asks for it, it looks at values alone: the guarantee
 * is violated when no order of versions whatever would satisfy it. Values must then be unique, or it cannot tell which
 * write a read shows.
 *
 * @since 0.1.0
 */
public final class Check {

    /** How many steps a check may take unless {@link #within} says otherwise; a step is about ten nanoseconds. */
    public static final long DEFAULT_BUDGET = 100_000_000;

    private final String guarantee;
    private final Checker checker;
    private final boolean blackBox;
    private final long budget;

    Check(String guarantee, Checker checker) {
        this(guarantee, checker, false, DEFAULT_BUDGET);
    }

    private Check(String guarantee, Checker checker, boolean blackBox, long budget) {
        this.guarantee = guarantee;
        this.checker = checker;
        this.blackBox = blackBox;
        this.budget = budget;
    }

    /** The literature's name for what is checked. */
    public String guarantee() {
        return guarantee;
    }

    /** The same check by values alone, although versions are known: a second opinion. */
    public Check blackBox() {
        return new Check(guarantee, checker, true, budget);
    }

    /** The same check with this many steps to spend; when they are spent, the verdict is undecided. */
    public Check within(long steps) {
        return new Check(guarantee, checker, blackBox, steps);
    }

    /** Checks the history of a simulation. */
    public Verdict check(History history) {
        return check(Observations.of(history));
    }

    /** Checks a history. */
    public Verdict check(Observations history) {
        List<String> undecided = new ArrayList<>();
        Optional<Checker.Finding> finding = Optional.empty();
        try {
            finding = checker.violation(
                    new Compiled(history, !blackBox && history.versioned()), new Steps(budget), undecided);
        } catch (Steps.Exhausted spent) {
            undecided.add(String.valueOf(spent.getMessage()));
        }
        if (finding.isPresent()) {
            Checker.Finding found = finding.get();
            return new Verdict(
                    guarantee, Verdict.Result.VIOLATED, found.claim(), Optional.of(found.witness()), List.of());
        }
        if (!undecided.isEmpty()) {
            String claim = "Whether the history has " + guarantee + " is undecided: " + undecided.get(0) + ".";
            return new Verdict(guarantee, Verdict.Result.UNDECIDED, claim, Optional.empty(), List.copyOf(undecided));
        }
        return new Verdict(
                guarantee,
                Verdict.Result.VALID,
                "Nothing in the history contradicts " + guarantee + ".",
                Optional.empty(),
                List.of());
    }

    @Override
    public String toString() {
        return guarantee;
    }
}
