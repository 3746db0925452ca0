package dev.globaltable.http;

import dev.globaltable.Simulation;
import java.util.Optional;

/** A simulation that somebody else started and will close. */
final class RunningSimulation implements SimulationHost {

    private final Simulation simulation;
    private final TableDefaults defaults;
    private final Optional<RealTime> realTime;

    RunningSimulation(Simulation simulation, TableDefaults defaults, Optional<WallClock> wallClock) {
        this.defaults = defaults;
        this.simulation = simulation;
        this.realTime = wallClock.map(clock -> new RealTime(simulation, clock));
    }

    @Override
    public Simulation simulation() {
        catchUp();
        return simulation;
    }

    @Override
    public void catchUp() {
        realTime.ifPresent(RealTime::catchUp);
    }

    @Override
    public TableDefaults defaults() {
        return defaults;
    }

    @Override
    public boolean inRealTime() {
        return realTime.isPresent();
    }

    @Override
    public void reset() {
        throw new IllegalStateException("This endpoint serves a simulation that it did not start, so it cannot start it"
                + " anew. Give HttpEndpoint.of(..) a SimulationBuilder instead.");
    }

    @Override
    public void close() {}
}
