package dev.globaltable.control;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.operation.Endpoint;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ApproximateCreationDateTimePrecision;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.KinesisDataStreamDestination;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationResponse;

class KinesisStreamingDestinationTests {

    private static final String STREAM = "arn:aws:kinesis:us-east-1:123456789012:stream/orders";
    private static final String OTHER = "arn:aws:kinesis:us-east-1:123456789012:stream/others";
    private static final String INVALID_STATE =
            "Table is not in a valid state to enable Kinesis Streaming Destination: ";
    private static final String NOT_DISABLED = INVALID_STATE
            + "EnableKinesisStreamingDestination must be DISABLED or ENABLE_FAILED to perform ENABLE operation.";
    private static final String NOT_ACTIVE =
            INVALID_STATE + "KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.";

    @RegisterExtension
    final CheckedSimulation checked = ControlEndpoint.slow();

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);

    @BeforeEach
    void createTable() {
        ControlEndpoint.create(us, ControlEndpoint.orders());
        passTime();
    }

    private void passTime() {
        checked.simulation().clock().advance(ControlEndpoint.STATUS_DELAY);
    }

    private static EnableKinesisStreamingDestinationRequest enable(String stream) {
        return EnableKinesisStreamingDestinationRequest.builder()
                .tableName("orders")
                .streamArn(stream)
                .build();
    }

    private static DisableKinesisStreamingDestinationRequest disable(String stream) {
        return DisableKinesisStreamingDestinationRequest.builder()
                .tableName("orders")
                .streamArn(stream)
                .build();
    }

    private static UpdateKinesisStreamingDestinationRequest update(ApproximateCreationDateTimePrecision precision) {
        return UpdateKinesisStreamingDestinationRequest.builder()
                .tableName("orders")
                .streamArn(STREAM)
                .updateKinesisStreamingConfiguration(
                        configuration -> configuration.approximateCreationDateTimePrecision(precision))
                .build();
    }

    private List<KinesisDataStreamDestination> destinations() {
        return us.<DescribeKinesisStreamingDestinationResponse>call(DescribeKinesisStreamingDestinationRequest.builder()
                        .tableName("orders")
                        .build())
                .kinesisDataStreamDestinations();
    }

    private static KinesisDataStreamDestination destination(String stream, DestinationStatus status) {
        return KinesisDataStreamDestination.builder()
                .streamArn(stream)
                .destinationStatus(status)
                .build();
    }

    @Test
    void becomesActiveInVirtualTime() {
        assertThat(destinations()).isEmpty();

        EnableKinesisStreamingDestinationResponse response = us.call(enable(STREAM));

        assertThat(response.destinationStatus()).isEqualTo(DestinationStatus.ENABLING);
        assertThat(response.tableName()).isEqualTo("orders");
        assertThat(destinations()).containsExactly(destination(STREAM, DestinationStatus.ENABLING));
        passTime();
        assertThat(destinations()).containsExactly(destination(STREAM, DestinationStatus.ACTIVE));
    }

    @Test
    void isTheOnlyLiveOneOfItsTable() {
        us.call(enable(STREAM));
        us.refuses(enable(STREAM), NOT_DISABLED);
        us.refuses(disable(STREAM), NOT_ACTIVE);
        passTime();
        us.refuses(enable(OTHER), NOT_DISABLED);
        us.refuses(disable(OTHER), NOT_ACTIVE);

        DisableKinesisStreamingDestinationResponse response = us.call(disable(STREAM));
        passTime();
        us.call(enable(OTHER));

        assertThat(response.destinationStatus()).isEqualTo(DestinationStatus.DISABLING);
        assertThat(destinations())
                .containsExactly(
                        destination(STREAM, DestinationStatus.DISABLED),
                        destination(OTHER, DestinationStatus.ENABLING));
    }

    @Test
    void failsLaterWhenItIsInAnotherRegion() {
        String elsewhere = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";

        us.call(enable(elsewhere));
        passTime();

        assertThat(destinations())
                .containsExactly(KinesisDataStreamDestination.builder()
                        .streamArn(elsewhere)
                        .destinationStatus(DestinationStatus.ENABLE_FAILED)
                        .destinationStatusDescription("The kinesis Arn used to enable kinesis replication belongs to a"
                                + " stream which is not in the current region")
                        .build());
        us.call(enable(STREAM));
    }

    @Test
    void changesTheTimesOfItsRecords() {
        us.refuses(
                update(ApproximateCreationDateTimePrecision.MICROSECOND),
                INVALID_STATE + "Kinesis streaming is not in ACTIVE state. Updates are only allowed in ACTIVE state."
                        + " TableName: orders, kdsArn: " + STREAM);
        us.call(enable(STREAM));
        passTime();

        UpdateKinesisStreamingDestinationResponse response =
                us.call(update(ApproximateCreationDateTimePrecision.MICROSECOND));

        assertThat(response.destinationStatus()).isEqualTo(DestinationStatus.UPDATING);
        passTime();
        assertThat(destinations().get(0).destinationStatus()).isEqualTo(DestinationStatus.ACTIVE);
        assertThat(destinations().get(0).approximateCreationDateTimePrecision())
                .isEqualTo(ApproximateCreationDateTimePrecision.MICROSECOND);
        us.refuses(
                update(ApproximateCreationDateTimePrecision.MICROSECOND),
                "Invalid Request: Precision is already set to the desired value of MICROSECOND for tableId: "
                        + ControlEndpoint.described(us, "orders").tableId() + ", kdsArn: " + STREAM);
    }

    @Test
    void refusesWhatCannotBeADestination() {
        us.refuses(
                enable("stream"),
                "1 validation error detected: Value 'stream' at 'streamArn' failed to satisfy constraint: Member must have"
                        + " length greater than or equal to 37");
        us.refuses(
                UpdateKinesisStreamingDestinationRequest.builder()
                        .tableName("orders")
                        .streamArn(STREAM)
                        .build(),
                "Streaming destination cannot be updated with given parameters: UpdateKinesisStreamingConfiguration cannot"
                        + " be null or contain only null values");
        us.refuses(
                disable(STREAM).toBuilder()
                        .enableKinesisStreamingConfiguration(configuration -> {})
                        .build(),
                "Stream cannot be disabled using EnableKinesisStreamingConfiguration parameters");
    }
}
