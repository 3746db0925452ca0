package dev.globaltable.sdk;

import dev.globaltable.Simulation;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Says which simulation a thread's DynamoDB calls belong to. Needed only where the rules do not find it by themselves:
 * starting a simulation binds the starting thread, and every thread that one starts, until the simulation is closed.
 *
 * <table>
 * <caption>Where a call of a DynamoDB or DynamoDB Streams client goes; the first row that fits decides</caption>
 * <tr><th>the calling thread</th><th>active simulations</th><th>the call</th></tr>
 * <tr><td>is bound, by {@link #bind}, by a task of {@link #wrap} or by starting it, to an active simulation</td><td>any</td>
 *     <td>is answered by that simulation</td></tr>
 * <tr><td>was started by such a thread, and is no worker of the common pool</td><td>that one still active</td>
 *     <td>is answered by that simulation</td></tr>
 * <tr><td>is {@link #outside}</td><td>any</td><td>is the SDK's own business, as without this library</td></tr>
 * <tr><td>is bound by {@link #pending}, or was started by such a thread</td><td>any</td><td>fails</td></tr>
 * <tr><td>was started under a simulation that is closed, and no two threads had simulations at the same time since that
 *     one started (a pool that lives longer than a test; tests one after the other)</td><td>one</td>
 *     <td>is answered by that one</td></tr>
 * <tr><td>was started under a simulation that is closed, otherwise; or runs a task that was handed in under one</td>
 *     <td>any</td>
 *     <td>fails: what a finished test left running reaches neither AWS nor another test</td></tr>
 * <tr><td>any other, including workers of the common pool</td><td>one, and no thread is {@link #outside}</td>
 *     <td>is answered by that one</td></tr>
 * <tr><td>any other</td><td>one or more</td><td>fails: it cannot be told whose call it is</td></tr>
 * <tr><td>any other</td><td>none</td><td>is the SDK's own business</td></tr>
 * </table>
 *
 * <p>A call that fails throws {@link UnroutedCallException} (an asynchronous client completes its future with it) and is
 * not sent anywhere. Workers of {@link java.util.concurrent.ForkJoinPool#commonPool()} are started by whoever comes first
 * and serve everybody, so what they would inherit is ignored; in tests that run in parallel their calls fail unless the
 * task is bound.
 *
 * <p>The home Region of the simulation that a call would go to (or that is pending) is also what a client built without a
 * Region gets.
 *
 * @since 0.1.0
 */
public final class SimulationRouting {

    private SimulationRouting() {}

    /**
     * Instruments the SDK, unless that was done before. Starting a simulation does this by itself; a test runner may call
     * it early, so that clients built in static initialisers get a Region too.
     *
     * @throws IllegalStateException if this JVM does not let the SDK be instrumented; the message says which flag to set
     */
    public static void install() {
        Installation.install();
    }

    /**
     * Binds the current thread, and the threads it starts, to a simulation.
     *
     * @param simulation an active simulation
     * @return ends the binding
     * @throws IllegalArgumentException if the simulation is closed
     */
    public static RoutingScope bind(Simulation simulation) {
        return bind(Routes.of(simulation));
    }

    static RoutingScope bind(Route route) {
        return ThreadBindings.enter(Binding.ToSimulation.own(route, ThreadBindings.current()), () -> {});
    }

    /**
     * Says that a simulation with this home Region is about to start: until the scope is closed, clients can be built on
     * the current thread without a Region of their own, and calls fail.
     *
     * <p>Instruments the SDK as {@link #install} does.
     *
     * @param home the home Region of the simulation to come
     * @return ends the wait, for the threads started in between too
     */
    public static RoutingScope pending(Region home) {
        Installation.install();
        AtomicBoolean over = new AtomicBoolean();
        return ThreadBindings.enter(new Binding.Pending(home, over), () -> over.set(true));
    }

    /**
     * Says that the current thread (not the threads it starts) runs a test without a simulation: its calls are the SDK's
     * own business, and threads that are not bound are no longer counted to the only simulation that is active.
     *
     * @return ends that
     */
    public static RoutingScope outside() {
        ActiveSimulations.outsideTests(1);
        AtomicBoolean over = new AtomicBoolean();
        return ThreadBindings.enter(new Binding.Outside(), () -> {
            if (!over.getAndSet(true)) {
                ActiveSimulations.outsideTests(-1);
            }
        });
    }

    /**
     * An executor whose tasks are bound to what the thread that hands them in is bound to.
     *
     * @param executor runs the tasks
     * @return the executor to hand tasks to
     */
    public static Executor wrap(Executor executor) {
        return task -> {
            Binding binding = ThreadBindings.current();
            executor.execute(carrying(binding == null ? null : binding.handedOn(), task));
        };
    }

    /**
     * Sets how far the calls to a simulation travel through the SDK.
     *
     * @param simulation an active simulation
     * @param transport the transport of its next calls
     * @throws IllegalArgumentException if the simulation is closed
     */
    public static void use(Simulation simulation, Transport transport) {
        Routes.of(simulation).use(transport);
    }

    /** The task, run under a binding, after which the thread has its own again. */
    static Runnable carrying(@Nullable Binding binding, Runnable task) {
        return () -> {
            Binding own = ThreadBindings.current();
            ThreadBindings.set(binding);
            try {
                task.run();
            } finally {
                ThreadBindings.set(own);
            }
        };
    }
}
