package dev.globaltable.sdk;

import dev.globaltable.Simulation;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.regions.Region;

/** The routes of the simulations that are active. */
final class Routes {

    private static final Map<Simulation, Route> BY_SIMULATION = Collections.synchronizedMap(new IdentityHashMap<>());

    private Routes() {}

    static Route open(Simulation simulation) {
        Route route = Route.open(new Account(simulation), simulation.toString());
        BY_SIMULATION.put(simulation, route);
        return route;
    }

    static Route of(Simulation simulation) {
        Route route = BY_SIMULATION.get(simulation);
        if (route == null) {
            throw new IllegalArgumentException(simulation + " is not active: it is closed, or was started when the"
                    + " sdk-interceptor was not on the class path. Use a simulation between its start and its close.");
        }
        return route;
    }

    static void close(Simulation simulation) {
        Route route = BY_SIMULATION.remove(simulation);
        if (route != null) {
            route.close();
        }
    }

    private record Account(Simulation simulation) implements SimulatedAccount {
        @Override
        public AwsResponse execute(Region region, AwsRequest request, @Nullable String accessKeyId) {
            return simulation.execute(region, request, accessKeyId);
        }

        @Override
        public Region homeRegion() {
            return simulation.homeRegion();
        }

        @Override
        public void elapse(Duration duration) {
            simulation.clock().elapse(duration);
        }
    }
}
