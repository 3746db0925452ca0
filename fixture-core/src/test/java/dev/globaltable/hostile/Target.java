package dev.globaltable.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.protocol.JsonProtocol;
import dev.globaltable.protocol.WireResponse;
import dev.globaltable.timeline.TextTimeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A simulation with two tables, people (id) and events (pk, n), that takes anything. */
final class Target implements BeforeEachCallback, AfterEachCallback {

    private Optional<Simulation> simulation = Optional.empty();

    @Override
    public void beforeEach(ExtensionContext context) {
        simulation = Optional.of(Simulation.builder()
                .globalTable(GlobalTableDefinition.named("people").partitionKey("id"))
                .globalTable(
                        GlobalTableDefinition.named("events").partitionKey("pk").sortKey("n", ScalarAttributeType.N))
                .start());
    }

    /** What was asked must also be told: the history has a text for it. */
    @Override
    public void afterEach(ExtensionContext context) {
        try (Simulation attacked = simulation.orElseThrow()) {
            attacked.settle();
            assertThat(attacked.history().text()).isNotEmpty();
            assertThat(TextTimeline.of(attacked.history())).isNotEmpty();
        }
    }

    boolean simulates(AwsRequest request) {
        return simulation.orElseThrow().simulates(request);
    }

    /** Sends a request; the message of its refusal, "" when it was answered. */
    String send(AwsRequest request) {
        try {
            AwsResponse answer = simulation.orElseThrow().execute(Region.US_EAST_1, request);
            assertThat(answer).isNotNull();
            return "";
        } catch (NotSimulatedException notSimulated) {
            return notSimulated.getMessage();
        } catch (AwsServiceException refused) {
            assertThat(refused.statusCode()).isEqualTo(400);
            return refused.awsErrorDetails().errorMessage();
        }
    }

    /** The same for the body of a request to an operation. */
    String send(String operation, byte[] body) {
        try {
            WireResponse answer = JsonProtocol.answer(
                    "DynamoDB_20120810." + operation,
                    body,
                    request -> simulation.orElseThrow().execute(Region.US_EAST_1, request));
            // LEG-3: an unknown Region makes the service fail.
            assertThat(answer.statusCode()).isIn(200, 400, operation.equals("ListGlobalTables") ? 500 : 400);
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (NotSimulatedException notSimulated) {
            return notSimulated.getMessage();
        }
    }

    static AttributeValue lists(int levels) {
        AttributeValue value = AttributeValue.fromN("1");
        for (int level = 0; level < levels; level++) {
            value = AttributeValue.fromL(List.of(value));
        }
        return value;
    }
}
