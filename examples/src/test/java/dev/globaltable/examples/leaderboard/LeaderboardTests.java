package dev.globaltable.examples.leaderboard;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.AP_SOUTHEAST_2;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;

import dev.globaltable.Network;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.junit.GlobalTable;
import dev.globaltable.junit.InRegion;
import dev.globaltable.junit.Simulated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Ann plays on servers in Virginia and in Ireland, and wants to see all her points. */
@GlobalTable(
        name = "scores",
        partitionKey = "season",
        partitionKeyType = N,
        sortKey = "entry",
        replicationDelay = "800ms")
class LeaderboardTests {

    private static final int SEASON = 7;

    @InRegion("us-east-1")
    private DynamoDbClient virginia;

    @InRegion("eu-west-1")
    private DynamoDbClient ireland;

    @Simulated
    private Simulation simulation;

    @Simulated
    private SimulatedClock clock;

    @Simulated
    private SimulatedTable scores;

    /** Ann wins 100 points that both Regions know of, then 30 in Virginia and at almost the same time 50 in Ireland. */
    private void annWinsInBothRegions(Scoreboard us, Scoreboard eu) {
        us.add(SEASON, "ann", 100);
        simulation.settle();
        us.add(SEASON, "ann", 30);
        clock.advance(Duration.ofMillis(5));
        eu.add(SEASON, "ann", 50);
        simulation.settle();
    }

    @Nested
    class WithOneCounter {

        private final Scoreboard us = new OneCounter(virginia);
        private final Scoreboard eu = new OneCounter(ireland);

        /** LWW-21. */
        @Test
        void theEarlierOfTwoIncrementsIsLost() {
            annWinsInBothRegions(us, eu);

            assertThat(us.points(SEASON, "ann")).isEqualTo(150);
            assertThat(eu.points(SEASON, "ann")).isEqualTo(150);
            assertThat(scores)
                    .conflicts()
                    .singleElement()
                    .wonBy(EU_WEST_1)
                    .lostBy(US_EAST_1)
                    .hasLostImage(Map.of("season", SEASON, "entry", "ann", "player", "ann", "points", 130));
        }

        /** LWW-23. */
        @Test
        void virginiaSeesItsPointsGoWhenIrelandsArrive() {
            us.add(SEASON, "ann", 30);
            clock.advance(Duration.ofMillis(5));
            eu.add(SEASON, "ann", 50);

            assertThat(us.points(SEASON, "ann")).isEqualTo(30);
            clock.advance(Duration.ofMillis(800));
            assertThat(us.points(SEASON, "ann")).isEqualTo(50);
        }
    }

    @Nested
    class WithOneAttributePerRegion {

        /** LWW-1: the item wins or loses as a whole, so this is no remedy. */
        @Test
        void theEarlierOfTwoIncrementsIsStillLost() {
            Scoreboard us = new OneAttributePerRegion(virginia);
            Scoreboard eu = new OneAttributePerRegion(ireland);

            annWinsInBothRegions(us, eu);

            assertThat(us.points(SEASON, "ann")).isEqualTo(150);
            assertThat(eu.points(SEASON, "ann")).isEqualTo(150);
            assertThat(scores).conflicts().singleElement().wonBy(EU_WEST_1).lostBy(US_EAST_1);
        }
    }

    @Nested
    class WithOneItemPerRegion {

        private final Scoreboard us = new OneItemPerRegion(virginia);
        private final Scoreboard eu = new OneItemPerRegion(ireland);

        @Test
        void noIncrementIsLost() {
            annWinsInBothRegions(us, eu);

            assertThat(us.points(SEASON, "ann")).isEqualTo(180);
            assertThat(eu.points(SEASON, "ann")).isEqualTo(180);
            assertThat(scores).hasConverged();
            assertThat(scores).conflicts().isEmpty();
        }

        @Test
        @GlobalTable(
                name = "scores",
                partitionKey = "season",
                partitionKeyType = N,
                sortKey = "entry",
                regions = {"us-east-1", "eu-west-1", "ap-southeast-2"},
                replicationDelay = "manual")
        void pointsAddUpInWhateverOrderTheyArrive(Network network, @InRegion("ap-southeast-2") DynamoDbClient sydney) {
            us.add(SEASON, "ann", 30);
            eu.add(SEASON, "ann", 50);

            List<ReplicationMessage> latestFirst = new ArrayList<>(network.inFlight());
            Collections.reverse(latestFirst);
            latestFirst.forEach(network::deliver);

            assertThat(new OneItemPerRegion(sydney).points(SEASON, "ann")).isEqualTo(80);
            assertThat(scores).in(AP_SOUTHEAST_2).hasItemCount(2);
        }
    }

    @Nested
    class WithAllWritesInOneRegion {

        private final Scoreboard us = new OneCounter(virginia);
        private final Scoreboard eu = new OneCounter(ireland, virginia);

        @Test
        void noIncrementIsLost() {
            annWinsInBothRegions(us, eu);

            assertThat(us.points(SEASON, "ann")).isEqualTo(180);
            assertThat(eu.points(SEASON, "ann")).isEqualTo(180);
            assertThat(scores).conflicts().isEmpty();
        }

        /** LWW-22. */
        @Test
        void irelandSeesItsOwnPointsOnlyWhenTheyComeBack() {
            eu.add(SEASON, "ann", 50);

            assertThat(eu.points(SEASON, "ann")).isZero();
            clock.advance(Duration.ofMillis(800));
            assertThat(eu.points(SEASON, "ann")).isEqualTo(50);
        }
    }

    @Nested
    class AtTheEndOfTheSeason {

        private final Scoreboard us = new OneItemPerRegion(virginia);
        private final Scoreboard eu = new OneItemPerRegion(ireland);

        private void bobWinsInIrelandAtTheLastMoment() {
            us.add(SEASON, "ann", 180);
            us.add(SEASON, "bob", 150);
            simulation.settle();
            eu.add(SEASON, "bob", 40);
        }

        @Test
        void theLeaderboardOfOneRegionNamesTheWrongWinner() {
            bobWinsInIrelandAtTheLastMoment();

            assertThat(us.top(SEASON, 1)).containsExactly(new Standing("ann", 180));
            assertThat(eu.top(SEASON, 1)).containsExactly(new Standing("bob", 190));
        }

        @Test
        void thePrizesGoByWhatEachRegionSaysOfItsOwnPoints() {
            bobWinsInIrelandAtTheLastMoment();

            assertThat(new SeasonPrizes().winners(SEASON, 2))
                    .containsExactly(new Standing("bob", 190), new Standing("ann", 180));
        }
    }
}
