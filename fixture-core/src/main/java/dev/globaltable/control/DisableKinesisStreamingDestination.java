package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationResponse;

/** {@code DisableKinesisStreamingDestination}: the stream stays listed. */
final class DisableKinesisStreamingDestination implements Operation<DisableKinesisStreamingDestinationRequest> {

    private final StreamingDestinations destinations;

    DisableKinesisStreamingDestination(StreamingDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public DisableKinesisStreamingDestinationResponse.Builder execute(
            DisableKinesisStreamingDestinationRequest request) {
        ReplicaTable table = destinations.table(new Constraints(), request.tableName(), request.streamArn());
        if (request.enableKinesisStreamingConfiguration() != null) {
            throw validation("Stream cannot be disabled using EnableKinesisStreamingConfiguration parameters");
        }
        StreamingDestination active = destinations.requireActive(
                table, request.streamArn(), "KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.");
        StreamingDestination disabling = destinations.change(
                table,
                active.with(DestinationStatus.DISABLING, (String) null),
                destination -> destination.with(DestinationStatus.DISABLED, (String) null));
        return DisableKinesisStreamingDestinationResponse.builder()
                .tableName(table.name())
                .streamArn(disabling.streamArn())
                .destinationStatus(disabling.status());
    }
}
