package dev.globaltable.sdk;

import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.regions.Region;

/** One simulation as the routing knows it, from its start to its end. */
final class Route {

    private final SimulatedAccount account;
    private final String name;
    private final Thread starter = Thread.currentThread();
    private final Binding.ToSimulation inheritedBinding = new Binding.ToSimulation(this, true, null);
    private final RoutedClients clients = new RoutedClients(this);
    private final IdempotencyTokens idempotencyTokens = new IdempotencyTokens();
    private volatile Transport transport = Transport.configured();
    private volatile boolean active = true;
    private volatile long startedAt;

    private Route(SimulatedAccount account, String name) {
        this.account = account;
        this.name = name;
    }

    /** Opens a route to an account and counts it among the active ones. */
    static Route open(SimulatedAccount account, String name) {
        Route route = new Route(account, name);
        ActiveSimulations.add(route);
        return route;
    }

    AwsResponse execute(Region region, AwsRequest request) {
        return account.execute(region, request);
    }

    Region homeRegion() {
        return account.homeRegion();
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

    Thread starter() {
        return starter;
    }

    void close() {
        active = false;
        clients.clear();
        ActiveSimulations.remove(this);
    }

    /** What threads started by threads of this simulation are bound to. */
    Binding.ToSimulation inheritedBinding() {
        return inheritedBinding;
    }

    @Override
    public String toString() {
        return name + " (started by thread \"" + starter.getName() + "\")";
    }
}
