package dev.globaltable.examples.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.StreamConsumer;
import dev.globaltable.junit.GlobalTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Scenario 25. Functions on the streams of two Regions handle each write twice. */
@GlobalTable(name = "parcels", partitionKey = "parcel")
class DoubleProcessingTests {

    /** Parcels; each item tells which Region wrote it last. */
    static final class Parcels {

        private final DynamoDbClient dynamoDb;
        private final Region region;

        Parcels(Region region) {
            this.dynamoDb = DynamoDbClient.builder().region(region).build();
            this.region = region;
        }

        void moveTo(String parcel, String place) {
            dynamoDb.putItem(put -> put.tableName("parcels")
                    .item(Map.of("parcel", fromS(parcel), "place", fromS(place), "writtenIn", fromS(region.id()))));
        }

        void delete(String parcel) {
            dynamoDb.deleteItem(delete -> delete.tableName("parcels").key(Map.of("parcel", fromS(parcel))));
        }
    }

    /** A function that sends a message for each record. */
    private final class Messages {

        private final Region region;

        Messages(Region region) {
            this.region = region;
        }

        void send(List<Record> records) {
            for (Record record : records) {
                sent.add(region.id() + ": " + record.eventName() + " "
                        + record.dynamodb().keys().get("parcel").s());
            }
        }

        /** The filter that AWS recommends: only what was written here, as far as the record tells. */
        boolean isFromHere(Record record) {
            return !record.dynamodb().hasNewImage()
                    || record.dynamodb().newImage().get("writtenIn").s().equals(region.id());
        }
    }

    private final List<String> sent = new ArrayList<>();
    private final Parcels us = new Parcels(US_EAST_1);
    private final Parcels eu = new Parcels(EU_WEST_1);
    private final Messages inVirginia = new Messages(US_EAST_1);
    private final Messages inIreland = new Messages(EU_WEST_1);

    private void oneInsertOneUpdateOneDelete(Simulation simulation) {
        us.moveTo("p-1", "Boston");
        simulation.settle();
        eu.moveTo("p-1", "Dublin");
        simulation.settle();
        us.delete("p-1");
        simulation.settle();
    }

    private static StreamConsumer subscribe(SimulatedTable parcels, Messages function, Predicate<Record> filter) {
        return parcels.stream(function.region).consumer().filter(filter).subscribe(function::send);
    }

    /** STR-1, STR-2: a stream tells of all that changes in its Region, wherever it was written. */
    @Test
    void eachWriteSendsAMessageInEachRegion(Simulation simulation, SimulatedTable parcels) {
        subscribe(parcels, inVirginia, record -> true);
        subscribe(parcels, inIreland, record -> true);

        oneInsertOneUpdateOneDelete(simulation);

        assertThat(sent)
                .containsExactlyInAnyOrder(
                        "us-east-1: INSERT p-1",
                        "eu-west-1: INSERT p-1",
                        "us-east-1: MODIFY p-1",
                        "eu-west-1: MODIFY p-1",
                        "us-east-1: REMOVE p-1",
                        "eu-west-1: REMOVE p-1");
    }

    /** STR-19: the remedy, as far as it goes. */
    @Test
    void withAFilterOnTheRegionOnlyDeletesSendTwo(Simulation simulation, SimulatedTable parcels) {
        subscribe(parcels, inVirginia, inVirginia::isFromHere);
        subscribe(parcels, inIreland, inIreland::isFromHere);

        oneInsertOneUpdateOneDelete(simulation);

        assertThat(sent)
                .containsExactlyInAnyOrder(
                        "us-east-1: INSERT p-1",
                        "eu-west-1: MODIFY p-1",
                        "us-east-1: REMOVE p-1",
                        "eu-west-1: REMOVE p-1");
    }

    /** STR-19: a delete's old image names who wrote the item last, Ireland, and not who deleted it, Virginia. */
    @Test
    void theOldImageOfADeleteNamesTheWrongRegion(Simulation simulation, SimulatedTable parcels) {
        oneInsertOneUpdateOneDelete(simulation);

        List<Record> records = parcels.stream(US_EAST_1).records();
        assertThat(records.get(records.size() - 1).dynamodb().oldImage())
                .containsEntry("writtenIn", fromS("eu-west-1"));
    }

    /** What is left to do for deletes: an update says that the item is finished with, and who says so, before it goes. */
    @Test
    void aDeletionThatIsAnnouncedByAnUpdateSendsOne(Simulation simulation, SimulatedTable parcels) {
        Predicate<Record> noDeletes = record -> record.dynamodb().hasNewImage();
        subscribe(parcels, inVirginia, noDeletes.and(inVirginia::isFromHere));
        subscribe(parcels, inIreland, noDeletes.and(inIreland::isFromHere));

        us.moveTo("p-1", "Boston");
        simulation.settle();
        eu.moveTo("p-1", "delivered");
        eu.delete("p-1");
        simulation.settle();

        assertThat(sent).containsExactlyInAnyOrder("us-east-1: INSERT p-1", "eu-west-1: MODIFY p-1");
    }
}
