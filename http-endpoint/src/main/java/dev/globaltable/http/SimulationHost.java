package dev.globaltable.http;

import dev.globaltable.Simulation;

/** Whose simulation is served, and for how long. */
interface SimulationHost extends AutoCloseable {

    /** The simulation that answers now, at the present instant. */
    Simulation simulation();

    /** Lets virtual time go by as the wall clock did, if it follows it. */
    void catchUp();

    /** What a global table gets that the control API creates without saying more. */
    TableDefaults defaults();

    /** Whether virtual time follows the wall clock. */
    boolean inRealTime();

    /**
     * Starts anew with what the endpoint was started with.
     *
     * @throws IllegalStateException if the simulation is not the endpoint's own
     */
    void reset();

    @Override
    void close();
}
