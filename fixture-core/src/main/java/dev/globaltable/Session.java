package dev.globaltable;

import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Calls that belong together because one user, device or worker makes them: what guarantees such as read-your-writes speak of
 * (Terry et al., "Session Guarantees for Weakly Consistent Replicated Data", 1994). The history tells the session of each call;
 * nothing else comes of it, DynamoDB knows no sessions.
 *
 * <pre>{@code
 * Session cart = simulation.session("cart");
 * cart.run(() -> new CartService(Region.US_EAST_1).add("book"));
 * cart.run(() -> new CartService(Region.EU_WEST_1).show());
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Session {

    private final Simulation simulation;
    private final String name;

    Session(Simulation simulation, String name) {
        this.simulation = simulation;
        this.name = name;
    }

    /** What the history calls it. */
    public String name() {
        return name;
    }

    /** Runs the action; what this thread calls meanwhile belongs to this session, with any client. */
    public void run(Runnable action) {
        call(() -> {
            action.run();
            return this;
        });
    }

    /** The same for an action with a result. */
    public <T> T call(Supplier<T> action) {
        return simulation.sessions().in(name, action);
    }

    /** A client of a Region without the SDK's pipeline, as {@link Simulation#client}, whose calls belong to this session. */
    public DynamoDbClient client(Region region) {
        return DirectClient.of(region, request -> call(() -> simulation.execute(region, request)));
    }

    /** The same, asynchronous; every call is complete when its future is handed out. */
    public DynamoDbAsyncClient asyncClient(Region region) {
        return DirectClient.asyncOf(region, request -> call(() -> simulation.execute(region, request)));
    }

    @Override
    public String toString() {
        return name;
    }
}
