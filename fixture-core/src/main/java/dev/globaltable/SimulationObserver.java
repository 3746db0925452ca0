package dev.globaltable;

/**
 * Hears of every simulation that starts and ends. Implementations are found with {@link java.util.ServiceLoader}; the
 * {@code sdk-interceptor} routes clients this way.
 *
 * @since 0.1.0
 */
public interface SimulationObserver {

    /** Called on the thread that starts the simulation, before {@code start()} returns. */
    void started(Simulation simulation);

    /** Called once, on the thread that closes the simulation. */
    void closed(Simulation simulation);
}
