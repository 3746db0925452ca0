package dev.globaltable.differential;

import dev.globaltable.Simulation;
import java.time.Duration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** One Region of a simulation, asked without any client or transport in between. */
final class EngineTarget implements Target, AutoCloseable {

    private static final Region REGION = Region.US_EAST_1;

    /** Far longer than a table takes to be created, changed or deleted; DynamoDB Local's are at once. */
    private static final Duration TABLE_TRANSITION = Duration.ofHours(1);

    private Simulation simulation = Simulation.builder().start();

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public void reset() {
        simulation.close();
        simulation = Simulation.builder().start();
    }

    @Override
    public DynamoDbResponse execute(DynamoDbRequest request) {
        DynamoDbResponse response = (DynamoDbResponse) simulation.execute(REGION, request);
        if (takesTime(request)) {
            simulation.clock().advance(TABLE_TRANSITION);
        }
        return response;
    }

    /** Whether the state that is compared is the one after a while. */
    static boolean takesTime(DynamoDbRequest request) {
        return request instanceof CreateTableRequest
                || request instanceof DeleteTableRequest
                || request instanceof UpdateTableRequest
                || request instanceof UpdateTimeToLiveRequest;
    }

    @Override
    public DynamoDbStreamsResponse execute(DynamoDbStreamsRequest request) {
        return (DynamoDbStreamsResponse) simulation.execute(REGION, request);
    }

    @Override
    public void close() {
        simulation.close();
    }
}
