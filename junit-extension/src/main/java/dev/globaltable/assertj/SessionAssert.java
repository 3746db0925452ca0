package dev.globaltable.assertj;

import dev.globaltable.check.Check;
import dev.globaltable.check.Checks;
import dev.globaltable.check.Observations;
import dev.globaltable.check.Verdict;
import dev.globaltable.history.History;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what a session is due (Terry et al., "Session guarantees for weakly consistent replicated data", 1994).
 *
 * @since 0.1.0
 */
public final class SessionAssert extends AbstractAssert<SessionAssert, String> {

    private final History history;
    private final Observations observations;
    private final long budget;

    SessionAssert(String session, History history, Observations observations, long budget) {
        super(session, SessionAssert.class);
        this.history = history;
        this.observations = observations;
        this.budget = budget;
    }

    /**
     * Each of its reads shows what it wrote before, or something newer.
     *
     * <pre>{@code
     * cart.run(() -> us.add("book"));
     * cart.run(() -> us.show());
     * assertThat(simulation.history()).session("cart").readsItsWrites();   // passes
     *
     * cart.run(() -> eu.show());
     * assertThat(simulation.history()).session("cart").readsItsWrites();   // fails: it has not arrived yet
     * }</pre>
     */
    public SessionAssert readsItsWrites() {
        return keeps("to read its writes", Checks.readYourWrites(actual));
    }

    /** None of its reads shows an item as it was before what an earlier one showed. */
    public SessionAssert hasMonotonicReads() {
        return keeps("to have monotonic reads", Checks.monotonicReads(actual));
    }

    /** Of the writes of a session it never sees, in one Region, the later without the earlier. */
    public SessionAssert seesMonotonicWrites() {
        return keeps("to see monotonic writes", Checks.monotonicWrites(actual));
    }

    /** It never sees, in one Region, a write without what its author had read before. */
    public SessionAssert seesWritesFollowReads() {
        return keeps("to see writes follow reads", Checks.writesFollowReads(actual));
    }

    /** It sees the writes of each session in that session's order, its own at once. */
    public SessionAssert isPramConsistent() {
        return keeps("to be PRAM consistent", Checks.pram(actual));
    }

    /** It never misses what happened before something that it has seen, through however many sessions. */
    public SessionAssert isCausallyConsistent() {
        return keeps("to be causally consistent", Checks.causal(actual));
    }

    private SessionAssert keeps(String promise, Check check) {
        isNotNull();
        Verdict verdict = check.within(budget).check(observations);
        if (!verdict.isValid()) {
            throw new GuaranteeError(
                    assertionError(new GuaranteeMessages(history, observations)
                            .broken("session " + actual + " " + promise, check, verdict)),
                    verdict,
                    Highlights.of(history, verdict));
        }
        return this;
    }
}
