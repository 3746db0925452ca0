package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.ReplicaTable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ApproximateCreationDateTimePrecision;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingConfiguration;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** {@code EnableKinesisStreamingDestination}: the state is described; nothing is written to Kinesis. */
final class EnableKinesisStreamingDestination implements Operation<EnableKinesisStreamingDestinationRequest> {

    private static final String ELSEWHERE =
            "The kinesis Arn used to enable kinesis replication belongs to a stream which"
                    + " is not in the current region";

    private final StreamingDestinations destinations;

    EnableKinesisStreamingDestination(StreamingDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public EnableKinesisStreamingDestinationResponse.Builder execute(EnableKinesisStreamingDestinationRequest request) {
        EnableKinesisStreamingConfiguration configuration = request.enableKinesisStreamingConfiguration();
        Constraints constraints = new Constraints();
        if (configuration != null) {
            constraints.oneOf(
                    "enableKinesisStreamingConfiguration.approximateCreationDateTimePrecision",
                    configuration.approximateCreationDateTimePrecisionAsString(),
                    StreamingDestinations.PRECISIONS);
        }
        ReplicaTable table = destinations.table(constraints, request.tableName(), request.streamArn());
        if (table.status() == TableStatus.DELETING
                || destinations.of(table).values().stream().anyMatch(StreamingDestination::isLive)) {
            throw StreamingDestinations.invalidState("EnableKinesisStreamingDestination must be DISABLED or"
                    + " ENABLE_FAILED to perform ENABLE operation.");
        }
        StreamingDestination enabling = destinations.change(
                table,
                new StreamingDestination(
                        request.streamArn(), DestinationStatus.ENABLING, null, precision(configuration)),
                destination -> destinations.isHere(destination.streamArn())
                        ? destination.with(DestinationStatus.ACTIVE, (String) null)
                        : destination.with(DestinationStatus.ENABLE_FAILED, ELSEWHERE));
        return EnableKinesisStreamingDestinationResponse.builder()
                .tableName(table.name())
                .streamArn(enabling.streamArn())
                .destinationStatus(enabling.status())
                .enableKinesisStreamingConfiguration(
                        echo -> echo.approximateCreationDateTimePrecision(enabling.precision()));
    }

    private static @Nullable ApproximateCreationDateTimePrecision precision(
            @Nullable EnableKinesisStreamingConfiguration configuration) {
        return configuration == null ? null : configuration.approximateCreationDateTimePrecision();
    }
}
