package dev.globaltable.http;

import dev.globaltable.Simulation;
import dev.globaltable.SimulationBuilder;
import java.net.URI;

/**
 * The Regions of a simulation behind one port, for clients that cannot be routed inside the JVM: the AWS CLI, SDKs of other
 * languages, processes of their own.
 *
 * <p>The Region of a call is the one of the credential scope that its signature names; any access key will do, and signatures
 * are not verified. DynamoDB and DynamoDB Streams are on the same port, and so is a control API, under {@code /_control}.
 *
 * <pre>{@code
 * try (HttpEndpoint endpoint = HttpEndpoint.of(simulation).port(0).start()) {
 *     DynamoDbClient client = DynamoDbClient.builder()
 *             .endpointOverride(endpoint.uri())
 *             .region(Region.EU_WEST_1)
 *             .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
 *             .build();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class HttpEndpoint implements AutoCloseable {

    private final SimulationHost host;
    private final NettyServer server;

    HttpEndpoint(SimulationHost host, NettyServer server) {
        this.host = host;
        this.server = server;
    }

    /** Describes an endpoint for a simulation that the caller started, and closes when it is done. */
    public static HttpEndpointBuilder of(Simulation simulation) {
        return new HttpEndpointBuilder((defaults, clock) -> new RunningSimulation(simulation, defaults, clock));
    }

    /**
     * Describes an endpoint for a simulation of its own: started and closed with the endpoint, and started anew when the
     * control API is asked to reset. In {@linkplain HttpEndpointBuilder#realTime() real time} it starts at the present.
     */
    public static HttpEndpointBuilder of(SimulationBuilder simulation) {
        return new HttpEndpointBuilder((defaults, clock) -> new OwnSimulation(simulation, defaults, clock));
    }

    /** Where it listens, such as {@code http://127.0.0.1:8000}. */
    public URI uri() {
        return server.uri();
    }

    /** The simulation that answers now; another one after a reset through the control API. */
    public Simulation simulation() {
        return host.simulation();
    }

    /** Stops listening and drops the connections; waits until calls under way are answered, at most a second. */
    @Override
    public void close() {
        server.close();
        host.close();
    }

    /** Waits until {@link #close()} was called by another thread. */
    void awaitClose() throws InterruptedException {
        server.awaitClose();
    }

    @Override
    public String toString() {
        return "HttpEndpoint[" + uri() + "]";
    }
}
