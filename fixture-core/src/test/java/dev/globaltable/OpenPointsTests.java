package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_2;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What a test chooses where AWS says nothing (reference section 11). Some choices let replicas stay different, so that these
 * simulations are not checked ones.
 */
class OpenPointsTests {

    private static final GlobalTableDefinition STRONG = Caller.ITEMS
            .regions(US_EAST_1, US_EAST_2, US_WEST_2)
            .consistency(MultiRegionConsistency.STRONG)
            .replicationDelay("1s");

    private static Simulation start(GlobalTableDefinition table, Consumer<OpenPoints> choice) {
        return Simulation.builder().globalTable(table).openPoints(choice).start();
    }

    private static Caller in(Simulation simulation, Region region) {
        return new Caller(simulation, region);
    }

    private static Map<String, AttributeValue> eventually(Simulation simulation, Region region, String id) {
        return ((GetItemResponse) simulation.execute(
                        region,
                        GetItemRequest.builder()
                                .tableName("items")
                                .key(item(id))
                                .build()))
                .item();
    }

    @Nested
    class ATieBreak {

        private void assertWinner(Consumer<OpenPoints> choice, String name) {
            try (Simulation simulation = start(Caller.ITEMS, choice)) {
                in(simulation, US_EAST_1).put("1", "name", "Ada");
                in(simulation, EU_WEST_1).put("1", "name", "Grace");
                simulation.settle();

                assertThat(in(simulation, US_EAST_1).get("1")).isEqualTo(item("1", "name", name));
                assertThat(in(simulation, EU_WEST_1).get("1")).isEqualTo(item("1", "name", name));
                assertThat(simulation.conflicts())
                        .allSatisfy(conflict ->
                                assertThat(conflict.winner().image()).isEqualTo(item("1", "name", name)));
            }
        }

        @Test
        void decidesBetweenEqualTimestamps() { // LWW-4
            assertWinner(points -> {}, "Ada");
            assertWinner(
                    points -> points.tieBreak(
                            Comparator.comparing(version -> version.origin().equals(EU_WEST_1))),
                    "Grace");
        }

        @Test
        void leavesWhatItCallsEqualToTheNameOfTheRegion() { // LWW-4
            assertWinner(points -> points.tieBreak(Comparator.comparing(version -> version.timestampMicros())), "Ada");
        }

        @Test
        void saysNothingAboutDifferentTimestamps() { // LWW-2
            try (Simulation simulation = start(
                    Caller.ITEMS,
                    points -> points.tieBreak(
                            Comparator.comparing(version -> version.origin().equals(EU_WEST_1))))) {
                in(simulation, EU_WEST_1).put("1", "name", "Grace");
                simulation.clock().advance(Duration.ofMillis(1));
                in(simulation, US_EAST_1).put("1", "name", "Ada");
                simulation.settle();

                assertThat(in(simulation, EU_WEST_1).get("1")).isEqualTo(item("1", "name", "Ada"));
            }
        }
    }

    @Nested
    class ARawClock {

        private Simulation behind(GlobalTableDefinition table, Region slow, Consumer<OpenPoints> choice) {
            Simulation simulation = start(table, choice);
            simulation.clock().in(slow).setAhead(Duration.ofMinutes(-5));
            in(simulation, US_EAST_1).put("1", "name", "Ada");
            simulation.settle();
            in(simulation, slow).put("1", "name", "Grace");
            simulation.settle();
            return simulation;
        }

        @Test
        void letsAWriteOfASlowRegionLoseEverywhereElse() { // LWW-5
            try (Simulation simulation = behind(Caller.ITEMS, EU_WEST_1, OpenPoints::rawClock)) {
                assertThat(in(simulation, EU_WEST_1).get("1")).isEqualTo(item("1", "name", "Grace"));
                assertThat(in(simulation, US_EAST_1).get("1")).isEqualTo(item("1", "name", "Ada"));
            }
        }

        @Test
        void isNotTheDefault() { // LWW-5
            try (Simulation simulation = behind(Caller.ITEMS, EU_WEST_1, points -> {})) {
                assertThat(in(simulation, US_EAST_1).get("1")).isEqualTo(item("1", "name", "Grace"));
            }
        }

        @Test
        void doesNotMatterToAStronglyConsistentTable() { // STRONG-16
            try (Simulation simulation = behind(STRONG, US_EAST_2, OpenPoints::rawClock)) {
                assertThat(in(simulation, US_WEST_2).get("1")).isEqualTo(item("1", "name", "Grace"));
                assertThat(eventually(simulation, US_EAST_1, "1")).isEqualTo(item("1", "name", "Grace"));
            }
        }
    }

    @Nested
    class ATombstoneRetention {

        /** An older put arrives an hour after the delete. */
        private boolean isResurrected(Consumer<OpenPoints> choice) {
            try (Simulation simulation = start(Caller.ITEMS.regions(US_EAST_1, EU_WEST_1, AP_SOUTH_1), choice)) {
                simulation.network().setDelay(US_EAST_1, AP_SOUTH_1, ReplicationDelay.fixed(Duration.ofHours(1)));
                in(simulation, US_EAST_1).put("1", "name", "Ada");
                simulation.clock().advance(Duration.ofMinutes(1));
                in(simulation, EU_WEST_1).delete("1");
                simulation.settle();
                return !in(simulation, AP_SOUTH_1).get("1").isEmpty();
            }
        }

        @Test
        void thatIsShortLetsALatePutBringTheItemBack() { // LWW-10
            assertThat(isResurrected(points -> points.tombstoneRetention(Duration.ofMinutes(30))))
                    .isTrue();
        }

        @Test
        void thatIsLongEnoughDropsIt() { // LWW-10
            assertThat(isResurrected(points -> points.tombstoneRetention(Duration.ofHours(2))))
                    .isFalse();
            assertThat(isResurrected(points -> {})).isFalse();
        }

        @Test
        void isNotNegative() {
            assertThatThrownBy(() -> Simulation.builder()
                            .openPoints(points -> points.tombstoneRetention(Duration.ofSeconds(-1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A delete cannot be forgotten before it is made: found a retention of PT-1S. Give a"
                            + " positive duration.");
        }
    }

    @Nested
    class StreamRecordsOfABackfill {

        private List<String> records(Consumer<OpenPoints> choice) {
            try (Simulation simulation = start(Caller.ITEMS, choice)) {
                in(simulation, US_EAST_1).put("1", "name", "Ada");
                in(simulation, US_EAST_1).put("2", "name", "Grace");
                simulation.execute(
                        US_EAST_1,
                        UpdateTableRequest.builder()
                                .tableName("items")
                                .replicaUpdates(ReplicationGroupUpdate.builder()
                                        .create(replica -> replica.regionName("ap-south-1"))
                                        .build())
                                .build());
                in(simulation, US_EAST_1).put("3", "name", "Edsger");
                simulation.settle();
                return simulation.stream(AP_SOUTH_1, "items").records().stream()
                        .map(OpenPointsTests::told)
                        .toList();
            }
        }

        @Test
        void areLeftOut() { // CUR-5
            assertThat(records(points -> {})).containsExactly("INSERT 3");
        }

        @Test
        void areThereWhenTheyAreWanted() { // CUR-5
            assertThat(records(OpenPoints::backfillStreamRecords))
                    .containsExactlyInAnyOrder("INSERT 1", "INSERT 2", "INSERT 3")
                    .endsWith("INSERT 3");
        }
    }

    private static String told(Record record) {
        return record.eventNameAsString() + " "
                + record.dynamodb().keys().get("id").s();
    }

    @Nested
    class AStronglyConsistentTable {

        @Test
        void failsWithTheChosenExceptionWhereThereIsNoMajority() { // STRONG-18
            try (Simulation simulation = start(
                    STRONG,
                    points -> points.strongUnavailable(() -> (DynamoDbException) DynamoDbException.builder()
                            .message("unavailable")
                            .statusCode(503)
                            .build()))) {
                simulation.network().isolate(US_EAST_1);

                assertThatExceptionOfType(DynamoDbException.class)
                        .isThrownBy(() -> in(simulation, US_EAST_1).put("1"))
                        .satisfies(error -> assertThat(error.statusCode()).isEqualTo(503));
                assertThatExceptionOfType(DynamoDbException.class)
                        .isThrownBy(() -> in(simulation, US_EAST_1).get("1"))
                        .satisfies(error -> assertThat(error.statusCode()).isEqualTo(503));
                assertThat(eventually(simulation, US_EAST_1, "1")).isEmpty();
            }
            try (Simulation simulation = start(STRONG, points -> {})) {
                simulation.network().isolate(US_EAST_1);
                assertThatThrownBy(() -> in(simulation, US_EAST_1).put("1"))
                        .isInstanceOf(InternalServerErrorException.class);
            }
        }

        @Test
        void canFailABatchForOneItemInConflict() { // STRONG-15
            try (Simulation simulation =
                    start(STRONG.acknowledgementDelay(Duration.ofMillis(70)), OpenPoints::batchConflictsFail)) {
                in(simulation, US_EAST_1).put("1", "name", "Ada");

                assertThatThrownBy(() -> simulation.execute(US_EAST_2, batch("2", "1")))
                        .isInstanceOf(ReplicatedWriteConflictException.class);
                assertThat(eventually(simulation, US_EAST_2, "2")).isEmpty();
                simulation.clock().advance(Duration.ofMillis(70));
                simulation.execute(US_EAST_2, batch("2", "1"));
                assertThat(in(simulation, US_EAST_1).get("2")).isEqualTo(item("2"));
            }
        }

        private BatchWriteItemRequest batch(String... ids) {
            return BatchWriteItemRequest.builder()
                    .requestItems(Map.of(
                            "items",
                            List.of(ids).stream()
                                    .map(id -> WriteRequest.builder()
                                            .putRequest(put -> put.item(item(id)))
                                            .build())
                                    .toList()))
                    .build();
        }
    }

    @Nested
    class StreamsOfAStronglyConsistentTable {

        /** What each Region's stream tells of twenty writes, one every ten milliseconds, of ten items. */
        private List<List<String>> streams(long seed, Consumer<OpenPoints> choice) {
            try (Simulation simulation = Simulation.builder()
                    .seed(seed)
                    .globalTable(STRONG)
                    .openPoints(choice)
                    .start()) {
                List<Region> regions = STRONG.regions();
                regions.forEach(region -> simulation.execute(
                        region,
                        UpdateTableRequest.builder()
                                .tableName("items")
                                .streamSpecification(
                                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE))
                                .build()));
                for (int at = 0; at < 20; at++) {
                    in(simulation, regions.get(at % 3)).put(String.valueOf(at % 10), "n", String.valueOf(at));
                    simulation.clock().advance(Duration.ofMillis(10));
                }
                simulation.settle();
                return regions.stream()
                        .map(region -> simulation.stream(region, "items").records().stream()
                                .map(record -> told(record) + " "
                                        + record.dynamodb().newImage().get("n").n())
                                .toList())
                        .toList();
            }
        }

        @Test
        void areEqualByDefault() { // STRONG-19
            List<List<String>> streams = streams(1, points -> {});

            assertThat(streams.get(1)).isEqualTo(streams.get(0));
            assertThat(streams.get(2)).isEqualTo(streams.get(0));
        }

        @Test
        void canTellDifferentItemsInAnyOrder() { // STRONG-19
            Consumer<OpenPoints> shuffle = points -> points.shuffleStrongStreams(Duration.ofSeconds(1));
            List<List<String>> streams = streams(1, shuffle);

            assertThat(streams.get(1)).isNotEqualTo(streams.get(0));
            assertThat(streams.get(1)).containsExactlyInAnyOrderElementsOf(streams.get(0));
            IntStream.range(0, 10)
                    .forEach(item -> streams.forEach(stream -> assertThat(of(item, stream))
                            .as("records of one item")
                            .isEqualTo(of(item, streams.get(0)))));
            assertThat(streams(1, shuffle)).isEqualTo(streams);
            assertThat(streams(2, shuffle)).isNotEqualTo(streams);
        }

        private List<String> of(int item, List<String> stream) {
            return stream.stream()
                    .filter(record -> record.contains("T " + item + " ") || record.contains("Y " + item + " "))
                    .toList();
        }

        @Test
        void haveAWindowThatIsNotNegative() {
            assertThatThrownBy(() -> Simulation.builder()
                            .openPoints(points -> points.shuffleStrongStreams(Duration.ofSeconds(-1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A window in which changes change places is not negative; found PT-1S. Example:"
                            + " Duration.ofSeconds(1).");
        }
    }

    @Test
    void aSimulationThatRunsKeepsWhatWasChosenAtItsStart() {
        SimulationBuilder builder = Simulation.builder().globalTable(STRONG);
        try (Simulation simulation = builder.start()) {
            builder.openPoints(points -> points.strongUnavailable(() -> {
                throw new IllegalStateException("chosen later");
            }));
            simulation.network().isolate(US_EAST_1);

            assertThatThrownBy(() -> in(simulation, US_EAST_1).put("1"))
                    .isInstanceOf(InternalServerErrorException.class);
        }
    }
}
