package dev.globaltable.sdk;

/**
 * Ends what a method of {@link SimulationRouting} began for the current thread. Close it on the thread that opened it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RoutingScope extends AutoCloseable {

    /** Puts back what the thread was bound to before. Closing again does nothing. */
    @Override
    void close();
}
