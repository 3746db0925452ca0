package dev.globaltable.sdk;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.config.AwsClientOption;
import software.amazon.awssdk.core.client.handler.ClientExecutionParams;
import software.amazon.awssdk.regions.Region;

/** Decides which simulation the current thread's call belongs to; the table in {@link SimulationRouting} says how. */
final class CallRouting {

    private CallRouting() {}

    /**
     * The route of a call.
     *
     * @param call the call, for the message of a refusal
     * @return the route, or {@code null} if the SDK shall do what it would do without this library
     * @throws UnroutedCallException if neither is right
     */
    static @Nullable Route routeOf(Call call) {
        Binding binding = ThreadBindings.current();
        if (binding instanceof Binding.ToSimulation bound && bound.counts()) {
            return bound.route();
        }
        if (binding instanceof Binding.Outside) {
            return null;
        }
        if (binding instanceof Binding.Pending pending && pending.counts()) {
            throw new UnroutedCallException(call + " was called before its simulation started (it is about to start,"
                    + " with home Region " + pending.home()
                    + "). Clients can be built this early, but calls have to wait:"
                    + " move the call into the test or a method that runs before each test.");
        }
        return routeOfUnbound(call, outlived(binding));
    }

    /** The binding of the current thread to a simulation that it, or the task it runs, has outlived. */
    private static Binding.@Nullable ToSimulation outlived(@Nullable Binding binding) {
        return binding instanceof Binding.ToSimulation bound && bound.isOutlived() ? bound : null;
    }

    private static @Nullable Route routeOfUnbound(Call call, Binding.@Nullable ToSimulation outlived) {
        ActiveSimulations simulations = ActiveSimulations.now();
        Route next = routeAfter(outlived, simulations);
        if (next != null) {
            return next;
        }
        if (outlived != null) {
            throw new UnroutedCallException(call + " was called on thread \""
                    + Thread.currentThread().getName() + "\", which was started under " + outlived.route()
                    + ", and that simulation is closed. Stop background work before its test ends, or bind the thread:"
                    + " try (RoutingScope scope = SimulationRouting.bind(simulation)) { ... }, or"
                    + " SimulationRouting.wrap(executor) for a pool that outlives a test.");
        }
        if (!simulations.active().isEmpty()) {
            throw new UnroutedCallException(call + " was called on thread \""
                    + Thread.currentThread().getName() + "\", which is not bound to a simulation, while "
                    + candidates(simulations) + ". Bind the thread:"
                    + " try (RoutingScope scope = SimulationRouting.bind(simulation)) { ... }, or"
                    + " SimulationRouting.wrap(executor) for the tasks of a pool.");
        }
        return null;
    }

    /** The only simulation there is, unless the thread came from one that may have run beside it. */
    private static @Nullable Route routeAfter(Binding.@Nullable ToSimulation outlived, ActiveSimulations simulations) {
        boolean follows = outlived == null
                || (outlived.origin() == Binding.Origin.INHERITED && !simulations.overlappedSince(outlived.route()));
        return follows ? simulations.onlyOne() : null;
    }

    private static String candidates(ActiveSimulations simulations) {
        String names = simulations.active().stream().map(Route::toString).collect(Collectors.joining(", "));
        String several = simulations.active().size() == 1
                ? "a simulation is active: " + names
                : simulations.active().size() + " simulations are active: " + names;
        return simulations.outsideTestsRunning() ? several + " and a test without a simulation is running" : several;
    }

    /** The Region of the host that the current thread plays, or {@code null} if it plays none. Never refuses. */
    static @Nullable Region homeRegion() {
        Binding binding = ThreadBindings.current();
        if (binding instanceof Binding.ToSimulation bound && bound.counts()) {
            return bound.route().homeRegion();
        }
        if (binding instanceof Binding.Outside) {
            return null;
        }
        if (binding instanceof Binding.Pending pending && pending.counts()) {
            return pending.home();
        }
        Route next = routeAfter(outlived(binding), ActiveSimulations.now());
        return next == null ? null : next.homeRegion();
    }

    /** A call as refusals name it. */
    record Call(ClientExecutionParams<?, ?> params) {
        @Override
        public String toString() {
            return params.getOperationName() + " in "
                    + params.requestConfiguration().option(AwsClientOption.AWS_REGION);
        }
    }
}
