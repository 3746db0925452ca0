package dev.globaltable.http;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * How an endpoint listens.
 *
 * @since 0.1.0
 */
public final class HttpEndpointBuilder {

    private final BiFunction<TableDefaults, Optional<WallClock>, SimulationHost> simulation;
    private Optional<String> host = Optional.empty();
    private Optional<WallClock> wallClock = Optional.empty();
    private TableDefaults defaults = TableDefaults.STANDARD;
    private int port;

    HttpEndpointBuilder(BiFunction<TableDefaults, Optional<WallClock>, SimulationHost> simulation) {
        this.simulation = simulation;
    }

    /**
     * The port to listen on; 0 for any that is free, which is the default.
     *
     * @throws IllegalArgumentException if it is no port
     */
    public HttpEndpointBuilder port(int number) {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException(
                    "Not a port: " + number + ". Expected 1 to 65535, or 0 for any that is free.");
        }
        port = number;
        return this;
    }

    /**
     * The address or host name to listen on. Default: the loopback addresses, so that no other machine gets in. Nothing
     * guards the port: whoever reaches it may call.
     */
    public HttpEndpointBuilder host(String address) {
        host = Optional.of(address);
        return this;
    }

    /**
     * Lets virtual time follow the wall clock from the start of the endpoint on, whether there are calls or not. Without
     * this it stands still until the test, or the control API, moves it.
     *
     * <p>What is due on the way is done by the endpoint's threads, handlers of stream consumers included. A handler that
     * calls this endpoint and waits for the answer may wait for itself; let it use clients that are routed inside the JVM.
     */
    public HttpEndpointBuilder realTime() {
        return follow(WallClock.SYSTEM);
    }

    HttpEndpointBuilder follow(WallClock clock) {
        wallClock = Optional.of(clock);
        return this;
    }

    HttpEndpointBuilder defaults(TableDefaults forNewTables) {
        defaults = forNewTables;
        return this;
    }

    /**
     * Starts to listen.
     *
     * @throws UncheckedIOException if the host is unknown or the port is taken
     */
    public HttpEndpoint start() {
        SimulationHost served = simulation.apply(defaults, wallClock);
        try {
            NettyServer server = NettyServer.start(host, port, new FrontDoor(served));
            if (wallClock.isPresent()) {
                server.repeat(served::catchUp);
            }
            return new HttpEndpoint(served, server);
        } catch (RuntimeException failed) {
            served.close();
            throw failed;
        }
    }
}
