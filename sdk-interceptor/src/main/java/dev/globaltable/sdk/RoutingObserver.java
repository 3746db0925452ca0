package dev.globaltable.sdk;

import dev.globaltable.Simulation;
import dev.globaltable.SimulationObserver;

/** Routes the clients of the thread that starts a simulation to it, with nothing else to call. */
public final class RoutingObserver implements SimulationObserver {

    /** Called by {@link java.util.ServiceLoader}. */
    public RoutingObserver() {}

    @Override
    public void started(Simulation simulation) {
        Installation.install();
        ThreadBindings.bind(Routes.open(simulation));
    }

    @Override
    public void closed(Simulation simulation) {
        Routes.close(simulation);
        ThreadBindings.current();
    }
}
