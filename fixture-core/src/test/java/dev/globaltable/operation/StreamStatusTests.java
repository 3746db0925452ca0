package dev.globaltable.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The statuses of a stream, where the statuses of tables take their time. */
class StreamStatusTests {

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(builder -> builder.tableStatusDelay(Duration.ofSeconds(5))
            .globalTable(GlobalTableDefinition.named("people").partitionKey("id")));

    private final Endpoint endpoint = new Endpoint(() -> checked.simulation(), US_EAST_1);

    private StreamStatus status(String arn) {
        return endpoint.<DescribeStreamResponse>call(
                        DescribeStreamRequest.builder().streamArn(arn).build())
                .streamDescription()
                .streamStatus();
    }

    private void advance(int seconds) {
        checked.simulation().clock().advance(Duration.ofSeconds(seconds));
    }

    @Test
    void goFromEnablingToDisabledWithTheTable() {
        StreamReader reader = new StreamReader(checked.simulation(), US_EAST_1);
        reader.createTable("regional", StreamViewType.KEYS_ONLY);
        String arn = reader.arn("regional");
        assertThat(status(arn)).isEqualTo(StreamStatus.ENABLING);
        advance(5);
        assertThat(status(arn)).isEqualTo(StreamStatus.ENABLED);

        endpoint.call(DeleteTableRequest.builder().tableName("regional").build());
        assertThat(status(arn)).isEqualTo(StreamStatus.ENABLED);
        advance(5);
        assertThat(status(arn)).isEqualTo(StreamStatus.DISABLING);
        advance(5);
        assertThat(status(arn)).isEqualTo(StreamStatus.DISABLED);
    }

    @Test
    void areLongOverInATableThatWasThereAtTheStart() {
        assertThat(status(checked.simulation().table("people").stream(US_EAST_1).arn()))
                .isEqualTo(StreamStatus.ENABLED);
    }
}
