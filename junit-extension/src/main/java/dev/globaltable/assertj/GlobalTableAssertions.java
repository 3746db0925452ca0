package dev.globaltable.assertj;

import dev.globaltable.Network;
import dev.globaltable.SimulatedItem;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.history.Conflict;
import dev.globaltable.history.History;

/**
 * Entry points of the assertions about simulated global tables. To be imported statically, together with AssertJ's own:
 *
 * <pre>{@code
 * import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
 * import static org.assertj.core.api.Assertions.assertThat;
 *
 * assertThat(profiles).in(Region.EU_WEST_1).item("42").isStale();
 * assertThat(profiles).item("42").convergesWithin(Duration.ofSeconds(1));
 * assertThat(profiles).conflicts().singleElement().wonBy(Region.EU_WEST_1).lostBy(Region.US_EAST_1);
 * }</pre>
 *
 * <p>Assertions look at a table from outside all Regions: no request is made and no time passes, except where a method says
 * so. A failure shows the item in each Region, the versions, what is still under way, and the seed.
 *
 * @since 0.1.0
 */
public final class GlobalTableAssertions {

    private GlobalTableAssertions() {}

    /** Asserts about a global table. */
    public static GlobalTableAssert assertThat(SimulatedTable actual) {
        return new GlobalTableAssert(actual);
    }

    /** Asserts about one item of a global table, across all Regions. */
    public static ItemAssert assertThat(SimulatedItem actual) {
        return new ItemAssert(actual);
    }

    /** Asserts about everything in a simulation. */
    public static SimulationAssert assertThat(Simulation actual) {
        return new SimulationAssert(actual);
    }

    /** Asserts about the links between Regions. */
    public static NetworkAssert assertThat(Network actual) {
        return new NetworkAssert(actual);
    }

    /** Asserts about a conflict. */
    public static ConflictAssert assertThat(Conflict actual) {
        return new ConflictAssert(actual, null);
    }

    /**
     * Asserts about the guarantees that a history keeps.
     *
     * <pre>{@code
     * assertThat(simulation.history()).session("cart").readsItsWrites();
     * assertThat(simulation.history()).in(Region.US_EAST_1).isSerializable();
     * }</pre>
     */
    public static HistoryAssert assertThat(History actual) {
        return new HistoryAssert(actual);
    }
}
