package dev.globaltable.http;

import dev.globaltable.Simulation;
import dev.globaltable.SimulationBuilder;
import java.util.Optional;

/** A simulation that lives and ends with its endpoint. */
final class OwnSimulation implements SimulationHost {

    private final SimulationBuilder builder;
    private final TableDefaults defaults;
    private final Optional<WallClock> wallClock;
    private volatile RunningSimulation current;

    OwnSimulation(SimulationBuilder builder, TableDefaults defaults, Optional<WallClock> wallClock) {
        this.defaults = defaults;
        this.builder = builder;
        this.wallClock = wallClock;
        this.current = startNew();
    }

    private RunningSimulation startNew() {
        wallClock.ifPresent(clock -> builder.startTime(clock.now()));
        return new RunningSimulation(builder.start(), defaults, wallClock);
    }

    @Override
    public Simulation simulation() {
        return current.simulation();
    }

    @Override
    public void catchUp() {
        current.catchUp();
    }

    @Override
    public TableDefaults defaults() {
        return defaults;
    }

    @Override
    public boolean inRealTime() {
        return wallClock.isPresent();
    }

    @Override
    public synchronized void reset() {
        Simulation before = current.simulation();
        current = startNew();
        before.close();
    }

    @Override
    public synchronized void close() {
        current.simulation().close();
    }
}
