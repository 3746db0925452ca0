package dev.globaltable.assertj;

import dev.globaltable.check.Check;
import dev.globaltable.check.Checks;
import dev.globaltable.check.Observations;
import dev.globaltable.check.Verdict;
import dev.globaltable.history.History;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;
import software.amazon.awssdk.regions.Region;

/**
 * Assertions about the guarantees that a history keeps. A failure tells the contradiction as a story; what could not be
 * decided fails too. What each guarantee means stands at {@link Checks}.
 *
 * @since 0.1.0
 */
public final class HistoryAssert extends AbstractAssert<HistoryAssert, History> {

    private final Observations observations;
    private final String what;
    private final long budget;

    HistoryAssert(History actual) {
        this(actual, Observations.of(actual), "the history", Check.DEFAULT_BUDGET);
    }

    private HistoryAssert(History actual, Observations observations, String what, long budget) {
        super(actual, HistoryAssert.class);
        this.observations = observations;
        this.what = what;
        this.budget = budget;
    }

    private HistoryAssert with(Observations part, String name, long steps) {
        return Descriptions.handOn(this, new HistoryAssert(actual, part, name, steps));
    }

    /** The same with so many steps for each check; when they are spent, the assertion fails as undecided. */
    public HistoryAssert withBudget(long steps) {
        return with(observations, what, steps);
    }

    /** Leads to assertions about what was read and written of one table. */
    public HistoryAssert table(String name) {
        return with(observations.ofTable(name), "the history of table " + name, budget);
    }

    /** Leads to assertions about the calls that one Region answered. */
    public HistoryAssert in(Region region) {
        return with(observations.in(region), what + " in " + region.id(), budget);
    }

    /**
     * Leads to assertions about one session, as {@code Simulation.session} names it; the empty name stands for all calls
     * that were made in none.
     *
     * <pre>{@code
     * assertThat(simulation.history()).session("cart").readsItsWrites();
     * }</pre>
     */
    public SessionAssert session(String name) {
        return Descriptions.handOn(this, new SessionAssert(name, actual, observations, budget));
    }

    /** Each session reads its writes, see {@link SessionAssert#readsItsWrites}. */
    public HistoryAssert readsItsWrites() {
        return keeps("to have sessions that read their writes", Checks.readYourWrites());
    }

    /** Each session has monotonic reads, see {@link SessionAssert#hasMonotonicReads}. */
    public HistoryAssert hasMonotonicReads() {
        return keeps("to have monotonic reads", Checks.monotonicReads());
    }

    /** Nobody misses what happened before something that they have seen. */
    public HistoryAssert isCausallyConsistent() {
        return keeps("to be causally consistent", Checks.causal());
    }

    /** The strongly consistent reads, writes and updates of each item each seem to happen at one moment. */
    public HistoryAssert isLinearizable() {
        return keeps("to be linearizable", Checks.linearizability());
    }

    /**
     * The transactions fit into a serial order; which DynamoDB promises within one Region only.
     *
     * <pre>{@code
     * assertThat(simulation.history()).in(Region.US_EAST_1).isSerializable();
     * }</pre>
     */
    public HistoryAssert isSerializable() {
        return keeps("to be serializable", Checks.serializability());
    }

    /** Whoever sees one part of a transaction sees the others. */
    public HistoryAssert hasNoFracturedReads() {
        return keeps("to have no fractured reads", Checks.noFracturedReads());
    }

    /** No two updates were computed from the same version, and no acknowledged write was dropped by last-writer-wins. */
    public HistoryAssert hasLostNoUpdates() {
        return keeps("to have lost no updates", Checks.noLostUpdates())
                .keeps("to have lost no updates", Checks.noDroppedWrites());
    }

    /** An item that is created on condition that it is not there was created once. */
    public HistoryAssert hasUniqueClaims() {
        return keeps("to have unique claims", Checks.uniqueClaims());
    }

    /** No read shows what had been out of date for so long. */
    public HistoryAssert hasStalenessBelow(Duration bound) {
        return keeps(
                "to have no read that is out of date by " + Evidence.seconds(bound) + " s or more",
                Checks.boundedStaleness(bound));
    }

    /** Leads to assertions about the reads that showed an item as it had been. */
    public StaleReadsAssert staleReads() {
        isNotNull();
        return Descriptions.handOn(
                this,
                new StaleReadsAssert(
                        Checks.staleReads(observations, Duration.ZERO), actual, observations, "in " + what));
    }

    /**
     * Any guarantee of {@link Checks}.
     *
     * <pre>{@code
     * assertThat(simulation.history()).keeps(Checks.snapshotIsolation());
     * }</pre>
     */
    public HistoryAssert keeps(Check check) {
        return keeps("to keep " + check.guarantee(), check);
    }

    private HistoryAssert keeps(String promise, Check check) {
        isNotNull();
        Verdict verdict = (budget == Check.DEFAULT_BUDGET ? check : check.within(budget)).check(observations);
        if (!verdict.isValid()) {
            throw new GuaranteeError(
                    assertionError(
                            new GuaranteeMessages(actual, observations).broken(what + " " + promise, check, verdict)),
                    verdict,
                    Highlights.of(actual, verdict));
        }
        return this;
    }
}
