package dev.globaltable.assertj;

import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about everything in a simulation.
 *
 * @since 0.1.0
 */
public final class SimulationAssert extends AbstractAssert<SimulationAssert, Simulation> {

    SimulationAssert(Simulation actual) {
        super(actual, SimulationAssert.class);
    }

    /**
     * Leads to assertions about one of the global tables.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public GlobalTableAssert table(String name) {
        isNotNull();
        return Descriptions.handOn(this, new GlobalTableAssert(actual.table(name)));
    }

    /** Leads to assertions about the links between Regions. */
    public NetworkAssert network() {
        isNotNull();
        return Descriptions.handOn(this, new NetworkAssert(actual.network()));
    }

    /** Leads to assertions about the conflicts of all tables up to now. */
    public ConflictsAssert conflicts() {
        isNotNull();
        return Descriptions.handOn(this, new ConflictsAssert(actual.conflicts(), actual, null));
    }

    /**
     * Every table has converged, see {@link GlobalTableAssert#hasConverged}.
     *
     * <pre>{@code
     * simulation.settle();
     * assertThat(simulation).hasConverged();   // passes
     *
     * us.rename("42", "Ada");
     * assertThat(simulation).hasConverged();   // fails
     * }</pre>
     */
    public SimulationAssert hasConverged() {
        isNotNull();
        for (SimulatedTable table : actual.tables()) {
            if (!table.hasConverged()) {
                throwAssertionError(TableMessages.notConverged(table));
            }
        }
        return this;
    }

    /**
     * Every table converges before this much virtual time has passed. <b>Moves the clock</b>, as {@link
     * GlobalTableAssert#convergesWithin} does.
     *
     * <pre>{@code
     * us.rename("42", "Ada");                                         // replication delay 800 ms
     * assertThat(simulation).convergesWithin(Duration.ofSeconds(1));  // passes, 0.8 s later
     *
     * us.rename("42", "Grace");
     * assertThat(simulation).convergesWithin(Duration.ofMillis(500)); // fails, 0.5 s later
     * }</pre>
     */
    public SimulationAssert convergesWithin(Duration limit) {
        isNotNull();
        boolean converged = Convergence.await(
                        actual,
                        limit,
                        () -> actual.tables().stream().allMatch(SimulatedTable::hasConverged),
                        actual.network()::inFlight)
                .isPresent();
        if (!converged) {
            actual.tables().stream()
                    .filter(table -> !table.hasConverged())
                    .findFirst()
                    .ifPresent(table ->
                            throwAssertionError(TableMessages.notConvergedWithin(table, Evidence.seconds(limit))));
        }
        return this;
    }

    /** This many versions are in flight, of all tables and on all links, see {@link NetworkAssert#hasInFlight}. */
    public SimulationAssert hasInFlight(int expected) {
        network().hasInFlight(expected);
        return this;
    }

    /** Nothing is in flight, see {@link NetworkAssert#hasNothingInFlight}. */
    public SimulationAssert hasNothingInFlight() {
        network().hasNothingInFlight();
        return this;
    }
}
