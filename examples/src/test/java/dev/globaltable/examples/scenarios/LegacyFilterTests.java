package dev.globaltable.examples.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.GlobalTableVersion;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Scenario 30. A filter from the days of version 2017.11.29 lets each put through once there, and nothing today. */
@GlobalTable(name = "shipments", partitionKey = "shipment")
class LegacyFilterTests {

    /** Shipments; each item tells which Region wrote it last. */
    static final class Shipments {

        private final DynamoDbClient dynamoDb;
        private final Region region;

        Shipments(Region region) {
            this.dynamoDb = DynamoDbClient.builder().region(region).build();
            this.region = region;
        }

        void moveTo(String shipment, String place) {
            dynamoDb.putItem(put -> put.tableName("shipments")
                    .item(Map.of("shipment", fromS(shipment), "place", fromS(place), "writtenIn", fromS(region.id()))));
        }
    }

    /** A function that tells customers where their shipments are. */
    static final class Messages {

        private final List<String> sent = new ArrayList<>();

        void send(List<Record> records) {
            for (Record record : records) {
                sent.add(record.dynamodb().newImage().get("place").s());
            }
        }
    }

    /**
     * A table of version 2017.11.29 wrote two records for each put at its origin; the second added these attributes. Whoever
     * waited for it heard of each put once.
     */
    private static boolean isFinishedByTheService(Record record) {
        AttributeValue before = record.dynamodb().oldImage().get("aws:rep:updatetime");
        AttributeValue after = record.dynamodb().newImage().get("aws:rep:updatetime");
        return after != null && !after.equals(before);
    }

    private static boolean isFromVirginia(Record record) {
        return record.dynamodb().newImage().get("writtenIn").s().equals("us-east-1");
    }

    /** REP-2, REP-4: two records of each put at its origin, one elsewhere, and the filter makes one of two. */
    @Test
    @GlobalTable(name = "shipments", partitionKey = "shipment", version = GlobalTableVersion.V2017_11_29)
    void inFormerDaysEverybodyWasToldOnce(Simulation simulation, SimulatedTable shipments) {
        Messages messages = new Messages();
        shipments.stream(US_EAST_1)
                .consumer()
                .filter(LegacyFilterTests::isFinishedByTheService)
                .subscribe(messages::send);

        aShipmentTravels(simulation);

        assertThat(shipments.stream(US_EAST_1).records()).hasSize(3);
        assertThat(messages.sent).containsExactly("Boston", "Dublin");
    }

    private static void aShipmentTravels(Simulation simulation) {
        new Shipments(US_EAST_1).moveTo("s-1", "Boston");
        simulation.settle();
        new Shipments(EU_WEST_1).moveTo("s-1", "Dublin");
        simulation.settle();
    }

    /** REP-4, REP-5: today's tables have no such attributes, and one record for each write. */
    @Test
    void nobodyIsToldAnything(Simulation simulation, SimulatedTable shipments) {
        Messages messages = new Messages();
        shipments.stream(US_EAST_1)
                .consumer()
                .filter(LegacyFilterTests::isFinishedByTheService)
                .subscribe(messages::send);

        aShipmentTravels(simulation);

        assertThat(shipments.stream(US_EAST_1).records()).hasSize(2);
        assertThat(messages.sent).isEmpty();
    }

    /** The remedy: the filter goes, or goes by an attribute of the application's own (STR-19). */
    @Test
    void aFilterOnAnAttributeOfOnesOwnWorks(Simulation simulation, SimulatedTable shipments) {
        Messages messages = new Messages();
        shipments.stream(US_EAST_1)
                .consumer()
                .filter(LegacyFilterTests::isFromVirginia)
                .subscribe(messages::send);

        aShipmentTravels(simulation);

        assertThat(messages.sent).containsExactly("Boston");
    }
}
