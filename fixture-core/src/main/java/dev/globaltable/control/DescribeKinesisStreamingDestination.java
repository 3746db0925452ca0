package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.KinesisDataStreamDestination;

/** {@code DescribeKinesisStreamingDestination}: every stream the table was ever told of. */
final class DescribeKinesisStreamingDestination implements Operation<DescribeKinesisStreamingDestinationRequest> {

    private final StreamingDestinations destinations;

    DescribeKinesisStreamingDestination(StreamingDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public DescribeKinesisStreamingDestinationResponse.Builder execute(
            DescribeKinesisStreamingDestinationRequest request) {
        new Constraints().tableNameOrArn(request.tableName()).check();
        ReplicaTable table = destinations.table(request.tableName());
        return DescribeKinesisStreamingDestinationResponse.builder()
                .tableName(table.name())
                .kinesisDataStreamDestinations(destinations.of(table).values().stream()
                        .map(destination -> KinesisDataStreamDestination.builder()
                                .streamArn(destination.streamArn())
                                .destinationStatus(destination.status())
                                .destinationStatusDescription(destination.description())
                                .approximateCreationDateTimePrecision(destination.precision())
                                .build())
                        .toList());
    }
}
