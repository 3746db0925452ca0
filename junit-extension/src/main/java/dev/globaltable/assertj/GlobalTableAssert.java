package dev.globaltable.assertj;

import dev.globaltable.SimulatedItem;
import dev.globaltable.SimulatedTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import software.amazon.awssdk.regions.Region;

/**
 * Assertions about a global table.
 *
 * @since 0.1.0
 */
public final class GlobalTableAssert extends AbstractAssert<GlobalTableAssert, SimulatedTable> {

    GlobalTableAssert(SimulatedTable actual) {
        super(actual, GlobalTableAssert.class);
    }

    /**
     * Leads to assertions about one Region's replica.
     *
     * <pre>{@code
     * assertThat(profiles).in(Region.EU_WEST_1).item("42").isStale();
     * }</pre>
     *
     * @throws IllegalArgumentException if the table has no replica there
     */
    public ReplicaAssert in(Region region) {
        isNotNull();
        return Descriptions.handOn(this, new ReplicaAssert(actual, region));
    }

    /**
     * Leads to assertions about one item across all Regions, by its partition key.
     *
     * @throws IllegalArgumentException if the value does not fit the table's key
     */
    public ItemAssert item(Object partition) {
        isNotNull();
        return Descriptions.handOn(this, new ItemAssert(actual.item(partition)));
    }

    /**
     * Leads to assertions about one item across all Regions, by its partition and sort key.
     *
     * @throws IllegalArgumentException if a value does not fit the table's key
     */
    public ItemAssert item(Object partition, Object sort) {
        isNotNull();
        return Descriptions.handOn(this, new ItemAssert(actual.item(partition, sort)));
    }

    /** Leads to assertions about the table's conflicts up to now. */
    public ConflictsAssert conflicts() {
        isNotNull();
        return Descriptions.handOn(this, new ConflictsAssert(actual.conflicts(), actual));
    }

    /**
     * Every replica holds the same version of every item, and nothing is in flight.
     *
     * <pre>{@code
     * simulation.settle();
     * assertThat(profiles).hasConverged();   // passes
     *
     * network.isolate(Region.EU_WEST_1);
     * us.rename("42", "Ada");
     * assertThat(profiles).hasConverged();   // fails
     * }</pre>
     */
    public GlobalTableAssert hasConverged() {
        isNotNull();
        if (!actual.hasConverged()) {
            throwAssertionError(TableMessages.notConverged(actual));
        }
        return this;
    }

    /**
     * Some replica holds another version of some item, or something is in flight.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(profiles).hasDiverged();   // passes
     *
     * simulation.settle();
     * assertThat(profiles).hasDiverged();   // fails
     * }</pre>
     */
    public GlobalTableAssert hasDiverged() {
        isNotNull();
        if (actual.hasConverged()) {
            throwAssertionError(TableMessages.notDiverged(actual));
        }
        return this;
    }

    /**
     * Every item converges before this much virtual time has passed. <b>Moves the clock</b>: to the arrival that made the
     * table converge, or, when the assertion fails, by the whole duration.
     *
     * <pre>{@code
     * us.rename("42", "Ada");                                       // replication delay 800 ms
     * assertThat(profiles).convergesWithin(Duration.ofSeconds(1));  // passes, 0.8 s later
     *
     * us.rename("42", "Grace");
     * assertThat(profiles).convergesWithin(Duration.ofMillis(500)); // fails, 0.5 s later
     * }</pre>
     */
    public GlobalTableAssert convergesWithin(Duration limit) {
        isNotNull();
        Optional<Duration> taken =
                Convergence.await(actual.simulation(), limit, actual::hasConverged, actual::inFlight);
        if (taken.isEmpty()) {
            throwAssertionError(TableMessages.notConvergedWithin(actual, Evidence.seconds(limit)));
        }
        return this;
    }

    /**
     * This many versions are in flight, to whatever Region.
     *
     * <pre>{@code
     * us.rename("42", "Ada");                // two other Regions
     * assertThat(profiles).hasInFlight(2);   // passes
     * assertThat(profiles).hasInFlight(1);   // fails
     * }</pre>
     */
    public GlobalTableAssert hasInFlight(int expected) {
        isNotNull();
        int found = actual.inFlight().size();
        if (found != expected) {
            throwAssertionError(TableMessages.inFlight(actual, Evidence.count(expected, "version") + " in flight"));
        }
        return this;
    }

    /**
     * No version is in flight.
     *
     * <pre>{@code
     * simulation.settle();
     * assertThat(profiles).hasNothingInFlight();   // passes
     *
     * us.rename("42", "Ada");
     * assertThat(profiles).hasNothingInFlight();   // fails
     * }</pre>
     */
    public GlobalTableAssert hasNothingInFlight() {
        isNotNull();
        if (!actual.inFlight().isEmpty()) {
            throwAssertionError(TableMessages.inFlight(actual, "nothing in flight"));
        }
        return this;
    }

    /**
     * Every call wrote where the table's declared {@linkplain dev.globaltable.GlobalTableDefinition#writeMode write mode}
     * wants it.
     *
     * <pre>{@code
     * // declared: writeMode(WriteMode.oneRegion(Region.US_EAST_1))
     * us.rename("42", "Ada");
     * assertThat(profiles).keepsToItsWriteMode();   // passes
     *
     * eu.rename("42", "Grace");
     * assertThat(profiles).keepsToItsWriteMode();   // fails
     * }</pre>
     */
    public GlobalTableAssert keepsToItsWriteMode() {
        isNotNull();
        if (!actual.strayWrites().isEmpty()) {
            throwAssertionError(TableMessages.strayWrites(actual));
        }
        return this;
    }

    /**
     * Leads to assertions about the guarantees that the table's history keeps.
     *
     * <pre>{@code
     * assertThat(profiles).history().session("cart").hasMonotonicReads();
     * }</pre>
     */
    public HistoryAssert history() {
        isNotNull();
        return Descriptions.handOn(this, new HistoryAssert(actual.simulation().history()))
                .table(actual.name());
    }

    /**
     * No two updates were computed from the same version, and no acknowledged write was dropped by last-writer-wins.
     *
     * <pre>{@code
     * us.count("home");
     * us.count("home");
     * assertThat(visits).hasLostNoUpdates();   // passes
     *
     * eu.count("home");                        // before the others arrive
     * assertThat(visits).hasLostNoUpdates();   // fails
     * }</pre>
     */
    public GlobalTableAssert hasLostNoUpdates() {
        history().hasLostNoUpdates();
        return this;
    }

    /**
     * The strongly consistent reads, writes and updates of each item each seem to happen at one moment: what multi-Region
     * strong consistency promises.
     */
    public GlobalTableAssert isLinearizable() {
        history().isLinearizable();
        return this;
    }

    /** Nobody misses what happened before something that they have seen. */
    public GlobalTableAssert isCausallyConsistent() {
        history().isCausallyConsistent();
        return this;
    }

    /**
     * Leads to assertions about the reads that showed an item as it had been.
     *
     * <pre>{@code
     * assertThat(profiles).staleReads().isEmpty();
     * }</pre>
     */
    public StaleReadsAssert staleReads() {
        return history().staleReads();
    }

    /** The items that are not the same everywhere. */
    static List<SimulatedItem> diverged(SimulatedTable table) {
        return table.items().stream().filter(item -> !item.hasConverged()).toList();
    }
}
