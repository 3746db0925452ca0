package dev.globaltable.legacy;

import static dev.globaltable.legacy.LegacyTables.delete;
import static dev.globaltable.legacy.LegacyTables.put;
import static dev.globaltable.legacy.LegacyTables.with;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.Simulation;
import dev.globaltable.operation.Endpoint;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The service takes a while to follow an application's write with its own (REP-2). */
class SystemWriteDelayTests {

    private static final Duration DELAY = Duration.ofMillis(100);

    @RegisterExtension
    final CheckedSimulation checked =
            CheckedSimulation.of(builder -> LegacyTables.emulating(builder).systemWriteDelay(DELAY));

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);
    private final Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);

    @BeforeEach
    void createGlobalTable() {
        LegacyTables.create(checked, US_EAST_1, EU_WEST_1);
    }

    private static Map<String, AttributeValue> get(Endpoint endpoint) {
        return endpoint.get("orders", item("pk", "1"));
    }

    private int records() {
        return checked.simulation().table("orders").stream(US_EAST_1).records().size();
    }

    @Test
    void untilThenReadersSeeWhatTheApplicationWroteAndNothingIsReplicated() {
        us.call(put("pk", "1"));
        assertThat(get(us)).isEqualTo(item("pk", "1"));
        assertThat(checked.simulation().network().inFlight()).isEmpty();
        checked.simulation().clock().advance(DELAY);

        assertThat(get(us)).isEqualTo(with(US_EAST_1, "1767225600", "pk", "1"));
        assertThat(checked.simulation().network().inFlight()).hasSize(1);
    }

    @Test
    void settleWaitsForIt() {
        us.call(put("pk", "1"));
        checked.simulation().settle();

        assertThat(get(eu)).isEqualTo(with(US_EAST_1, "1767225600", "pk", "1"));
    }

    @Test
    void aSecondWriteMeanwhileIsFollowedOnce() {
        us.call(put("pk", "1", "v", "a"));
        checked.simulation().clock().advance(Duration.ofMillis(50));
        us.call(put("pk", "1", "v", "b"));
        checked.simulation().clock().advance(Duration.ofMillis(50));
        assertThat(get(us)).as("the first write is not there any more").isEqualTo(item("pk", "1", "v", "b"));
        checked.simulation().settle();

        assertThat(get(eu)).isEqualTo(with(US_EAST_1, "1767225600.05", "pk", "1", "v", "b"));
        assertThat(records()).isEqualTo(3);
    }

    @Test
    void aDeleteMeanwhileIsNotFollowed() {
        us.call(put("pk", "1"));
        us.call(delete("1"));
        checked.simulation().settle();

        assertThat(get(us)).isEmpty();
        assertThat(get(eu)).isEmpty();
        assertThat(records()).isEqualTo(2);
    }

    @Test
    void aLaterVersionFromElsewhereMeanwhileTakesThePlaceOfBoth() {
        // LWW-2: the application's write counts from the instant of its call
        checked.simulation().network().setDelay(EU_WEST_1, US_EAST_1, ReplicationDelay.parse("10ms"));
        checked.simulation().clock().in(EU_WEST_1).setAhead(Duration.ofSeconds(1));
        eu.call(put("pk", "1", "v", "eu"));
        checked.simulation().clock().advance(DELAY);
        us.call(put("pk", "1", "v", "us"));
        checked.simulation().settle();

        assertThat(get(us)).isEqualTo(with(EU_WEST_1, "1767225601", "pk", "1", "v", "eu"));
        assertThat(get(eu)).isEqualTo(get(us));
        assertThat(us.writes())
                .as("two in eu-west-1, and one that nobody followed")
                .isEqualTo(3);
    }

    @Test
    void itIsNotNegative() {
        assertThatThrownBy(() -> Simulation.builder().systemWriteDelay(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The service cannot follow a write before it is made: found PT-0.001S. Give a positive"
                        + " duration, or none at all.");
    }
}
