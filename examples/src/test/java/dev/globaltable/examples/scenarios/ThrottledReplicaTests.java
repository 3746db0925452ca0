package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** Scenario 35. One Region writes more than another has capacity for. */
@GlobalTable(name = "readings", partitionKey = "reading", replicationDelay = "1s")
class ThrottledReplicaTests {

    /** Readings of meters. Whoever sends one tries again by itself, so the client does not. */
    static final class Readings {

        private final DynamoDbClient dynamoDb;

        Readings(Region region) {
            dynamoDb = DynamoDbClient.builder()
                    .region(region)
                    .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                    .build();
        }

        void keep(String reading) {
            dynamoDb.putItem(put -> put.tableName("readings").item(Map.of("reading", fromS(reading))));
        }
    }

    private final Readings us = new Readings(US_EAST_1);
    private final Readings eu = new Readings(EU_WEST_1);

    /** Virginia takes ten readings in each of ten seconds. */
    private void tenReadingsASecond(SimulatedClock clock) {
        for (int second = 0; second < 10; second++) {
            for (int reading = 0; reading < 10; reading++) {
                us.keep(second + "." + reading);
            }
            clock.advance(Duration.ofSeconds(1));
        }
    }

    /** CAP-2, CAP-6: what is replicated uses the capacity of the Region where it arrives; what it does not find waits. */
    @Test
    void irelandFallsBehindAndRefusesItsOwnWriters(
            Simulation simulation, SimulatedClock clock, SimulatedTable readings) {
        readings.limitWrites(EU_WEST_1, 5);

        tenReadingsASecond(clock);

        assertThat(readings).in(US_EAST_1).hasItemCount(100);
        assertThat(readings.count(EU_WEST_1)).isLessThanOrEqualTo(50);
        assertThat(readings.inFlight()).hasSizeGreaterThanOrEqualTo(50);
        assertThatThrownBy(() -> eu.keep("from Ireland"))
                .isInstanceOf(ProvisionedThroughputExceededException.class)
                .hasMessageContaining("The level of configured provisioned throughput for the table was exceeded.");

        simulation.settle();
        assertThat(readings).in(EU_WEST_1).hasItemCount(100);
        assertThat(readings).hasConverged();
    }

    /** The remedy: every Region has write capacity for what all of them write; on-demand tables see to it themselves. */
    @Test
    void irelandKeepsUpWithCapacityForTheWritesOfAll(SimulatedClock clock, SimulatedTable readings) {
        readings.limitWrites(EU_WEST_1, 15);

        tenReadingsASecond(clock);

        assertThat(readings).hasConverged();
        eu.keep("from Ireland");
    }
}
