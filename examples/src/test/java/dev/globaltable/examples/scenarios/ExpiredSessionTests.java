package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Scenario 11. Time to live ends a session in one Region that another Region has just prolonged. */
@GlobalTable(name = "sessions", partitionKey = "session")
class ExpiredSessionTests {

    /** Sessions of users who have signed in. */
    static final class Sessions {

        private final DynamoDbClient dynamoDb;
        private final Clock clock;
        private final Duration grace;

        /**
         * @param grace how much longer than a session its item is kept
         */
        Sessions(Region region, Clock clock, Duration grace) {
            this.dynamoDb = DynamoDbClient.builder().region(region).build();
            this.clock = clock;
            this.grace = grace;
        }

        /** Starts a session, or prolongs it. */
        void keep(String session, Instant until) {
            dynamoDb.putItem(put -> put.tableName("sessions")
                    .item(Map.of(
                            "session",
                            fromS(session),
                            "until",
                            seconds(until),
                            "deleteAfter",
                            seconds(until.plus(grace)))));
        }

        /** Goes by the clock: an expired item may be there for days (TTL-1). */
        boolean isAlive(String session) {
            Map<String, AttributeValue> item = dynamoDb.getItem(
                            get -> get.tableName("sessions").key(Map.of("session", fromS(session))))
                    .item();
            return item.containsKey("until")
                    && clock.instant()
                            .isBefore(Instant.ofEpochSecond(
                                    Long.parseLong(item.get("until").n())));
        }

        private static AttributeValue seconds(Instant instant) {
            return fromN(Long.toString(instant.getEpochSecond()));
        }
    }

    private static final Instant NINE = Instant.parse("2026-01-01T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");

    private static Sessions sessions(Region region, Clock clock) {
        return new Sessions(region, clock, Duration.ZERO);
    }

    @BeforeEach
    void timeToLiveIsOn() {
        try (DynamoDbClient dynamoDb =
                DynamoDbClient.builder().region(US_EAST_1).build()) {
            dynamoDb.updateTimeToLive(update -> update.tableName("sessions")
                    .timeToLiveSpecification(specification ->
                            specification.attributeName("deleteAfter").enabled(true)));
        }
    }

    /** TTL-4: the delete goes by Virginia's copy, and is the last write. */
    @Test
    void aSessionEndsAlthoughItWasProlonged(Simulation simulation, SimulatedClock clock, SimulatedTable sessions) {
        Sessions eu = sessions(EU_WEST_1, clock);
        eu.keep("s-1", NINE);
        simulation.settle();

        clock.advanceTo(NINE.minusMillis(100));
        eu.keep("s-1", TEN);
        clock.advanceTo(NINE.plusMillis(100));
        sessions.expire(US_EAST_1);
        simulation.settle();

        assertThat(sessions).item("s-1").hasConverged().in(EU_WEST_1).isAbsent();
        assertThat(eu.isAlive("s-1")).isFalse();
        assertThat(changes(sessions, US_EAST_1))
                .containsExactly(
                        "INSERT {deleteAfter: 1767258000, session: s-1, until: 1767258000}",
                        "REMOVE {deleteAfter: 1767258000, session: s-1, until: 1767258000} by dynamodb.amazonaws.com");
        assertThat(changes(sessions, EU_WEST_1))
                .containsExactly(
                        "INSERT {deleteAfter: 1767258000, session: s-1, until: 1767258000}",
                        "MODIFY {deleteAfter: 1767258000, session: s-1, until: 1767258000}"
                                + " -> {deleteAfter: 1767261600, session: s-1, until: 1767261600}",
                        "REMOVE {deleteAfter: 1767261600, session: s-1, until: 1767261600}");
    }

    /** TTL-3: only the Region in which time to live ran says that it was the service. */
    @Test
    void aSessionThatIsProlongedJustAfterTheDeleteComesBack(
            Simulation simulation, SimulatedClock clock, SimulatedTable sessions) {
        Sessions eu = sessions(EU_WEST_1, clock);
        eu.keep("s-1", NINE);
        simulation.settle();

        clock.advanceTo(NINE.plusMillis(1));
        sessions.expire(US_EAST_1);
        clock.advance(Duration.ofMillis(1));
        eu.keep("s-1", TEN);
        simulation.settle();

        assertThat(sessions).item("s-1").hasConverged().in(US_EAST_1).exists();
        assertThat(eu.isAlive("s-1")).isTrue();
        assertThat(changes(sessions, US_EAST_1))
                .containsExactly(
                        "INSERT {deleteAfter: 1767258000, session: s-1, until: 1767258000}",
                        "REMOVE {deleteAfter: 1767258000, session: s-1, until: 1767258000} by dynamodb.amazonaws.com",
                        "INSERT {deleteAfter: 1767261600, session: s-1, until: 1767261600}");
        assertThat(changes(sessions, EU_WEST_1))
                .containsExactly(
                        "INSERT {deleteAfter: 1767258000, session: s-1, until: 1767258000}",
                        "MODIFY {deleteAfter: 1767258000, session: s-1, until: 1767258000}"
                                + " -> {deleteAfter: 1767261600, session: s-1, until: 1767261600}");
    }

    /** The remedy: the application ends sessions; time to live only tidies up, long after the last word has arrived. */
    @Test
    void aSessionLivesOnWhenItsItemIsKeptADayLonger(
            Simulation simulation, SimulatedClock clock, SimulatedTable sessions) {
        Sessions us = new Sessions(US_EAST_1, clock, Duration.ofDays(1));
        Sessions eu = new Sessions(EU_WEST_1, clock, Duration.ofDays(1));
        eu.keep("s-1", NINE);
        simulation.settle();

        clock.advanceTo(NINE.minusMillis(100));
        eu.keep("s-1", TEN);
        clock.advanceTo(NINE.plusMillis(100));
        assertThat(sessions.expire(US_EAST_1)).isZero();
        simulation.settle();

        assertThat(us.isAlive("s-1")).isTrue();
        clock.advanceTo(TEN);
        assertThat(us.isAlive("s-1")).isFalse();
        assertThat(eu.isAlive("s-1")).isFalse();
    }
}
