package dev.globaltable.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class ServiceErrorsTests {

    @Test
    void carryWhatTheServiceSends() {
        DynamoDbException error = ServiceErrors.conditionalCheckFailed(null);

        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ConditionalCheckFailedException");
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
        assertThat(error.awsErrorDetails().serviceName()).isEqualTo("DynamoDb");
    }

    @Test
    void whatIsNotSimulatedIsNamedAndNotRetried() {
        NotSimulatedException error = NotSimulatedException.parameter("PutItem", "Expected");

        assertThat(error)
                .hasMessage("The fixture simulates PutItem but not its parameter Expected. "
                        + "Leave the parameter out in the test.");
        assertThat(error.retryable()).isFalse();
    }
}
