package dev.globaltable.sdk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.regions.Region;

/** One simulation as the routing knows it, from its start to its end. */
final class Route {

    private final String name;
    private final long starter = Thread.currentThread().getId();
    private volatile SimulatedAccount account;
    private final Binding.ToSimulation inheritedBinding =
            new Binding.ToSimulation(this, Binding.Origin.INHERITED, null);
    private final RoutedClients clients = new RoutedClients(this);
    private final IdempotencyTokens idempotencyTokens = new IdempotencyTokens();
    private volatile Transport transport = Transport.configured();
    private volatile boolean active = true;
    private volatile long startedAt;

    private Route(SimulatedAccount account, String simulation) {
        this.account = account;
        this.name =
                simulation + " (started by thread \"" + Thread.currentThread().getName() + "\")";
    }

    /** Opens a route to an account and counts it among the active ones. */
    static Route open(SimulatedAccount account, String simulation) {
        Route route = new Route(account, simulation);
        ActiveSimulations.add(route);
        return route;
    }

    AwsResponse execute(Region region, AwsRequest request, @Nullable String accessKeyId) {
        return account.execute(region, request, accessKeyId);
    }

    Region homeRegion() {
        return account.homeRegion();
    }

    /** Spends what a client waits before the retry of this number, counted from 1, in virtual time. */
    void backOff(int retry) {
        account.elapse(BackOff.beforeRetry(retry));
    }

    RoutedClients clients() {
        return clients;
    }

    IdempotencyTokens idempotencyTokens() {
        return idempotencyTokens;
    }

    Transport transport() {
        return transport;
    }

    void use(Transport wanted) {
        transport = wanted;
    }

    boolean isActive() {
        return active;
    }

    void started(long at) {
        startedAt = at;
    }

    /** The position of this route's start among the starts of all routes. */
    long startedAt() {
        return startedAt;
    }

    /** The id of the thread that started the simulation. */
    long starter() {
        return starter;
    }

    void close() {
        active = false;
        ActiveSimulations.remove(this);
        clients.clear();
        // Threads that live longer refer to their route; that must not keep all that the simulation holds alive.
        account = new ClosedAccount(name, account.homeRegion());
    }

    /** What threads started by threads of this simulation are bound to. */
    Binding.ToSimulation inheritedBinding() {
        return inheritedBinding;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Answers calls that were under way when the simulation was closed. */
    private record ClosedAccount(String name, Region homeRegion) implements SimulatedAccount {
        @Override
        public AwsResponse execute(Region region, AwsRequest request, @Nullable String accessKeyId) {
            throw new UnroutedCallException(
                    name + " was closed during a call. Wait for the calls of other threads before a test ends.");
        }

        /** The retry that follows is told. */
        @Override
        public void elapse(Duration duration) {}
    }
}
