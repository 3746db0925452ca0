package dev.globaltable;

import dev.globaltable.dax.DaxService;
import dev.globaltable.dax.DaxSettings;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A cluster of DynamoDB Accelerator (DAX) in front of the tables of one Region. Production code is given its client where
 * it would be given the one of AWS's DAX library, which implements the same interfaces:
 *
 * <pre>{@code
 * DaxCluster dax = simulation.dax(Region.EU_WEST_1);
 * ProfileService europe = new ProfileService(dax.client());
 * europe.name("42");                                     // read from the replica, and cached
 * new ProfileService(Region.US_EAST_1).rename("42", "Ada");
 * simulation.settle();
 * europe.name("42");                                     // the old name: replicated writes go around the cluster (DAX-1)
 * simulation.clock().advance(Duration.ofMinutes(5));
 * europe.name("42");                                     // Ada
 * }</pre>
 *
 * <p>Items and the answers to queries and scans are cached apart from each other, each for its own time to live; strongly
 * consistent reads and transactions pass through. Operations that DAX does not have, such as {@code CreateTable}, fail with
 * {@code UnsupportedOperationException}. What came from a cache, and how old it was, is told by the history as
 * {@link dev.globaltable.history.HistoryEvent.CacheAnswered}.
 *
 * @since 0.1.0
 */
public final class DaxCluster {

    private final Simulation simulation;
    private final Region region;
    private final DaxService service;
    private final DynamoDbClient client;
    private final DynamoDbAsyncClient asyncClient;

    DaxCluster(Simulation simulation, Region region, DaxSettings settings) {
        this.simulation = simulation;
        this.region = region;
        this.service = new DaxService(simulation.daxContext(region), settings);
        this.client = DirectClient.of(region, this::execute);
        this.asyncClient = DirectClient.asyncOf(region, this::execute);
    }

    /** A client of the cluster. There is no need to close it. */
    public DynamoDbClient client() {
        return client;
    }

    /** An asynchronous client of the cluster; every call is complete when its future is handed out. */
    public DynamoDbAsyncClient asyncClient() {
        return asyncClient;
    }

    /** The Region whose tables the cluster serves. */
    public Region region() {
        return region;
    }

    private AwsResponse execute(AwsRequest request) {
        return simulation.call(() -> {
            simulation.requireOpen();
            return service.execute(request);
        });
    }

    @Override
    public String toString() {
        return "DaxCluster[" + region.id() + "]";
    }
}
