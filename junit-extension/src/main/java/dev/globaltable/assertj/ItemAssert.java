package dev.globaltable.assertj;

import dev.globaltable.SimulatedItem;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractDurationAssert;
import org.assertj.core.api.Assertions;
import software.amazon.awssdk.regions.Region;

/**
 * Assertions about one item of a global table, across all Regions.
 *
 * <p>An item that no Region ever accepted a write to has neither converged nor diverged: both assertions fail, since a
 * mistyped key would otherwise go unnoticed.
 *
 * @since 0.1.0
 */
public final class ItemAssert extends AbstractAssert<ItemAssert, SimulatedItem> {

    ItemAssert(SimulatedItem actual) {
        super(actual, ItemAssert.class);
    }

    /**
     * Leads to assertions about the item in one Region.
     *
     * @throws IllegalArgumentException if the table has no replica there
     */
    public ReplicaItemAssert in(Region region) {
        isNotNull();
        return Descriptions.handOn(this, new ReplicaItemAssert(actual, region));
    }

    /** Leads back to the table. */
    public GlobalTableAssert table() {
        isNotNull();
        return Descriptions.handOn(this, new GlobalTableAssert(actual.table()));
    }

    /** Leads to assertions about the conflicts over this item up to now. */
    public ConflictsAssert conflicts() {
        isNotNull();
        return Descriptions.handOn(this, new ConflictsAssert(actual.conflicts(), actual.table()));
    }

    /**
     * Every replica holds the same version, or all have it deleted, and no version is in flight.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * clock.advance(Duration.ofMillis(800));
     * assertThat(profiles).item("42").hasConverged();   // passes
     *
     * eu.rename("42", "Grace");
     * assertThat(profiles).item("42").hasConverged();   // fails
     * }</pre>
     */
    public ItemAssert hasConverged() {
        requireWritten("have converged");
        if (!actual.hasConverged()) {
            throwAssertionError(ItemMessages.notConverged(actual));
        }
        return this;
    }

    /**
     * Some replica holds another version, or a version is in flight.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(profiles).item("42").hasDiverged();   // passes
     *
     * simulation.settle();
     * assertThat(profiles).item("42").hasDiverged();   // fails
     * }</pre>
     */
    public ItemAssert hasDiverged() {
        requireWritten("have diverged");
        if (actual.hasConverged()) {
            throwAssertionError(ItemMessages.notDiverged(actual));
        }
        return this;
    }

    /**
     * The item converges before this much virtual time has passed. <b>Moves the clock</b>: to the arrival that made it
     * converge, or, when the assertion fails, by the whole duration.
     *
     * <pre>{@code
     * us.rename("42", "Ada");                                                  // replication delay 800 ms
     * assertThat(profiles).item("42").convergesWithin(Duration.ofSeconds(1));  // passes, 0.8 s later
     *
     * us.rename("42", "Grace");
     * assertThat(profiles).item("42").convergesWithin(Duration.ofMillis(500)); // fails, 0.5 s later
     * }</pre>
     */
    public ItemAssert convergesWithin(Duration limit) {
        await(limit);
        return this;
    }

    /**
     * As {@link #convergesWithin}, and leads to assertions about the virtual time that it took.
     *
     * <pre>{@code
     * assertThat(profiles).item("42").convergenceTimeWithin(Duration.ofSeconds(5)).isGreaterThan(Duration.ofMillis(500));
     * }</pre>
     */
    public AbstractDurationAssert<?> convergenceTimeWithin(Duration limit) {
        return Assertions.assertThat(await(limit)).as("time until %s converged", actual);
    }

    /**
     * This many versions of the item are in flight.
     *
     * <pre>{@code
     * us.rename("42", "Ada");                           // one other Region
     * assertThat(profiles).item("42").hasInFlight(1);   // passes
     * assertThat(profiles).item("42").hasInFlight(2);   // fails
     * }</pre>
     */
    public ItemAssert hasInFlight(int expected) {
        isNotNull();
        if (actual.inFlight().size() != expected) {
            throwAssertionError(ItemMessages.inFlight(actual, Evidence.count(expected, "version") + " in flight"));
        }
        return this;
    }

    /**
     * No version of the item is in flight.
     *
     * <pre>{@code
     * simulation.settle();
     * assertThat(profiles).item("42").hasNothingInFlight();   // passes
     *
     * us.rename("42", "Ada");
     * assertThat(profiles).item("42").hasNothingInFlight();   // fails
     * }</pre>
     */
    public ItemAssert hasNothingInFlight() {
        isNotNull();
        if (!actual.inFlight().isEmpty()) {
            throwAssertionError(ItemMessages.inFlight(actual, "nothing in flight"));
        }
        return this;
    }

    private Duration await(Duration limit) {
        requireWritten("converge within " + Evidence.seconds(limit) + " s");
        Optional<Duration> taken =
                Convergence.await(actual.table().simulation(), limit, actual::hasConverged, actual::inFlight);
        return taken.orElseThrow(
                () -> assertionError(ItemMessages.notConvergedWithin(actual, Evidence.seconds(limit))));
    }

    private void requireWritten(String promise) {
        isNotNull();
        if (actual.newest().isEmpty()) {
            throwAssertionError(ItemMessages.neverWritten(actual, "Expected item " + actual + " to " + promise));
        }
    }
}
