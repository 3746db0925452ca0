package dev.globaltable.assertj;

import dev.globaltable.check.Observations;
import dev.globaltable.check.StaleRead;
import dev.globaltable.history.History;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about stale reads: such that showed an item as it was, though a newer version had been acknowledged before,
 * in whatever Region.
 *
 * @since 0.1.0
 */
public final class StaleReadsAssert extends AbstractAssert<StaleReadsAssert, List<StaleRead>> {

    private final GuaranteeMessages messages;
    private final String where;

    StaleReadsAssert(List<StaleRead> actual, History history, Observations observations, String where) {
        super(actual, StaleReadsAssert.class);
        this.messages = new GuaranteeMessages(history, observations);
        this.where = where;
    }

    /**
     * No read was stale.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * simulation.settle();
     * eu.name("42");
     * assertThat(profiles).staleReads().isEmpty();   // passes
     *
     * us.rename("42", "Grace");
     * eu.name("42");
     * assertThat(profiles).staleReads().isEmpty();   // fails
     * }</pre>
     */
    public StaleReadsAssert isEmpty() {
        return require(actual.isEmpty(), "no stale read");
    }

    /** Some read was stale. */
    public StaleReadsAssert isNotEmpty() {
        return require(!actual.isEmpty(), "a stale read");
    }

    /** So many reads were stale. */
    public StaleReadsAssert hasSize(int expected) {
        return require(actual.size() == expected, Evidence.count(expected, "stale read"));
    }

    private StaleReadsAssert require(boolean kept, String expected) {
        isNotNull();
        if (!kept) {
            throwAssertionError(messages.staleReads(expected + " " + where, actual));
        }
        return this;
    }
}
