package dev.globaltable.examples.scenarios;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Scenario 27. An archive of expired items misses those that another Region deleted. */
@GlobalTable(name = "offers", partitionKey = "offer")
class MissedExpiryTests {

    /** A function that keeps what time to live has deleted. */
    static final class Archive {

        private final List<String> kept = new ArrayList<>();

        void keep(List<Record> records) {
            for (Record record : records) {
                kept.add(record.dynamodb().keys().get("offer").s());
            }
        }

        /** The filter of AWS's own example. */
        static boolean isExpiry(Record record) {
            return record.userIdentity() != null
                    && record.userIdentity().principalId().equals("dynamodb.amazonaws.com");
        }
    }

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Archive archive = new Archive();

    @BeforeEach
    void anOfferUntilNoon(Simulation simulation) {
        try (DynamoDbClient dynamoDb =
                DynamoDbClient.builder().region(US_EAST_1).build()) {
            dynamoDb.updateTimeToLive(update -> update.tableName("offers")
                    .timeToLiveSpecification(specification ->
                            specification.attributeName("until").enabled(true)));
            dynamoDb.putItem(put -> put.tableName("offers")
                    .item(Map.of("offer", fromS("lamp"), "until", fromN(Long.toString(NOON.getEpochSecond())))));
        }
        simulation.settle();
    }

    private void deployIn(Region region, SimulatedTable offers) {
        offers.stream(region).consumer().filter(Archive::isExpiry).subscribe(archive::keep);
    }

    /** TTL-2, TTL-3: which Region deletes is not for the application to say; elsewhere it is a delete as any other. */
    @Test
    void anArchiveInVirginiaMissesWhatIrelandDeletes(
            Simulation simulation, SimulatedClock clock, SimulatedTable offers) {
        deployIn(US_EAST_1, offers);

        clock.advanceTo(NOON.plusSeconds(1));
        offers.expire(EU_WEST_1);
        simulation.settle();

        assertThat(archive.kept).isEmpty();
        assertThat(changes(offers, EU_WEST_1))
                .endsWith("REMOVE {offer: lamp, until: 1767268800} by dynamodb.amazonaws.com");
        assertThat(changes(offers, US_EAST_1)).endsWith("REMOVE {offer: lamp, until: 1767268800}");
    }

    /** The remedy: the archive listens in every Region. */
    @Test
    void anArchiveInEveryRegionMissesNothing(Simulation simulation, SimulatedClock clock, SimulatedTable offers) {
        deployIn(US_EAST_1, offers);
        deployIn(EU_WEST_1, offers);

        clock.advanceTo(NOON.plusSeconds(1));
        offers.expire(EU_WEST_1);
        simulation.settle();

        assertThat(archive.kept).containsExactly("lamp");
    }

    /** TTL-5: it must not mind being told twice. */
    @Test
    void twoRegionsThatDeleteAtOnceBothTellIt(Simulation simulation, SimulatedClock clock, SimulatedTable offers) {
        deployIn(US_EAST_1, offers);
        deployIn(EU_WEST_1, offers);

        clock.advanceTo(NOON.plusSeconds(1));
        offers.expire(EU_WEST_1);
        clock.advance(Duration.ofMillis(1));
        offers.expire(US_EAST_1);
        simulation.settle();

        assertThat(archive.kept).containsExactly("lamp", "lamp");
    }
}
