package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.ApproximateCreationDateTimePrecision;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingConfiguration;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationResponse;

/** {@code UpdateKinesisStreamingDestination}: the precision of the records' times. */
final class UpdateKinesisStreamingDestination implements Operation<UpdateKinesisStreamingDestinationRequest> {

    private final StreamingDestinations destinations;

    UpdateKinesisStreamingDestination(StreamingDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public UpdateKinesisStreamingDestinationResponse.Builder execute(UpdateKinesisStreamingDestinationRequest request) {
        UpdateKinesisStreamingConfiguration configuration = request.updateKinesisStreamingConfiguration();
        Constraints constraints = new Constraints();
        if (configuration != null) {
            constraints.oneOf(
                    "updateKinesisStreamingConfiguration.approximateCreationDateTimePrecision",
                    configuration.approximateCreationDateTimePrecisionAsString(),
                    StreamingDestinations.PRECISIONS);
        }
        ReplicaTable table = destinations.table(constraints, request.tableName(), request.streamArn());
        if (configuration == null || configuration.approximateCreationDateTimePrecision() == null) {
            throw validation("Streaming destination cannot be updated with given parameters:"
                    + " UpdateKinesisStreamingConfiguration cannot be null or contain only null values");
        }
        StreamingDestination active = destinations.requireActive(
                table,
                request.streamArn(),
                "Kinesis streaming is not in ACTIVE state. Updates are only allowed in ACTIVE state. TableName: "
                        + table.name() + ", kdsArn: " + request.streamArn());
        ApproximateCreationDateTimePrecision precision = configuration.approximateCreationDateTimePrecision();
        requireAnother(table, active, precision);
        StreamingDestination updating = destinations.change(
                table,
                active.with(DestinationStatus.UPDATING, precision),
                destination -> destination.with(DestinationStatus.ACTIVE, precision));
        return UpdateKinesisStreamingDestinationResponse.builder()
                .tableName(table.name())
                .streamArn(updating.streamArn())
                .destinationStatus(updating.status())
                .updateKinesisStreamingConfiguration(configuration);
    }

    private static void requireAnother(
            ReplicaTable table, StreamingDestination active, ApproximateCreationDateTimePrecision precision) {
        ApproximateCreationDateTimePrecision current =
                active.precision() == null ? ApproximateCreationDateTimePrecision.MILLISECOND : active.precision();
        if (current == precision) {
            throw validation("Invalid Request: Precision is already set to the desired value of " + precision
                    + " for tableId: " + table.definition().id() + ", kdsArn: " + active.streamArn());
        }
    }
}
