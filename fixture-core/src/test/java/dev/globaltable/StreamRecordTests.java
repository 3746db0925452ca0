package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.operation.StreamReader;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What is in the streams of replicas and of regional tables (reference 7). */
class StreamRecordTests {

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(Caller.ITEMS.replicationDelay("1s"));

    private Simulation simulation;
    private Caller us;
    private Caller eu;
    private StreamReader usStream;
    private StreamReader euStream;

    @BeforeEach
    void meetTheCallers() {
        simulation = checked.simulation();
        us = new Caller(simulation, US_EAST_1);
        eu = new Caller(simulation, EU_WEST_1);
        usStream = new StreamReader(simulation, US_EAST_1);
        euStream = new StreamReader(simulation, EU_WEST_1);
    }

    private void advance(String duration) {
        simulation.clock().advance(Duration.parse(duration));
    }

    private static List<OperationType> names(List<Record> records) {
        return records.stream().map(Record::eventName).toList();
    }

    @Nested
    class OneRegion {

        @Test
        void hasARecordForEachChangeInTheOrderOfTheChanges() {
            us.put("1", "n", "1");
            us.update("1", "SET n = :n", ":n", "2");
            us.delete("1");

            List<Record> records = usStream.records("items");
            assertThat(names(records))
                    .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
            assertThat(records).extracting(record -> record.dynamodb().keys()).containsOnly(item("1"));
            assertThat(records.get(0).dynamodb().hasOldImage()).isFalse();
            assertThat(records.get(0).dynamodb().newImage()).isEqualTo(item("1", "n", "1"));
            assertThat(records.get(1).dynamodb().oldImage()).isEqualTo(item("1", "n", "1"));
            assertThat(records.get(1).dynamodb().newImage()).isEqualTo(item("1", "n", "2"));
            assertThat(records.get(2).dynamodb().oldImage()).isEqualTo(item("1", "n", "2"));
            assertThat(records.get(2).dynamodb().hasNewImage()).isFalse();
        }

        /** STR-7, STR-8, STR-12. */
        @Test
        void showsEveryFieldAsTheServiceDoes() {
            advance("PT1.999S");
            us.put("1", "n", "1");

            Record record = usStream.records("items").get(0);
            assertThat(record.eventID()).matches("[0-9a-f]{32}");
            assertThat(record.eventVersion()).isEqualTo("1.1");
            assertThat(record.eventSource()).isEqualTo("aws:dynamodb");
            assertThat(record.awsRegion()).isEqualTo("us-east-1");
            assertThat(record.userIdentity()).isNull();
            StreamRecord change = record.dynamodb();
            assertThat(change.approximateCreationDateTime()).isEqualTo(Instant.parse("2026-01-01T00:00:01Z"));
            assertThat(change.sequenceNumber()).matches("[0-9]{21}");
            assertThat(change.streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
            // Keys id and 1, image id and 1, n and a number of one digit.
            assertThat(change.sizeBytes()).isEqualTo(3 + 3 + 3);
        }

        /** STR-8: the time is that of the Region's own clock. */
        @Test
        void tellsTheTimeByItsOwnClock() {
            simulation.clock().in(US_EAST_1).setAhead(Duration.ofSeconds(-90));
            us.put("1");

            assertThat(usStream.records("items").get(0).dynamodb().approximateCreationDateTime())
                    .isEqualTo(Instant.parse("2025-12-31T23:58:30Z"));
        }

        /** STR-12. */
        @Test
        void givesOutSequenceNumbersThatIncrease() {
            for (int write = 0; write < 12; write++) {
                us.put("1", "n", String.valueOf(write));
            }

            List<Record> records = usStream.records("items");
            assertThat(records)
                    .extracting(record -> new BigInteger(record.dynamodb().sequenceNumber()))
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(records).extracting(Record::eventID).doesNotHaveDuplicates();
        }

        /** STR-9. */
        @Test
        void hasNoRecordForAWriteThatChangesNothing() {
            us.put("1", "n", "1");
            us.put("1", "n", "1");
            us.update("1", "SET n = :n", ":n", "1");
            us.delete("2");

            assertThat(names(usStream.records("items"))).containsExactly(OperationType.INSERT);
        }

        /** STR-6, LWW-24: a transaction leaves records of its items, and nothing that binds them together. */
        @Test
        void hasOrdinaryRecordsOfATransaction() {
            us.put("1", "n", "1");
            simulation.execute(
                    US_EAST_1,
                    TransactWriteItemsRequest.builder()
                            .transactItems(
                                    TransactWriteItem.builder()
                                            .put(put -> put.tableName("items").item(item("1", "n", "1")))
                                            .build(),
                                    TransactWriteItem.builder()
                                            .put(put -> put.tableName("items").item(item("2", "n", "2")))
                                            .build())
                            .build());
            simulation.settle();

            for (StreamReader stream : List.of(usStream, euStream)) {
                assertThat(stream.records("items"))
                        .extracting(record -> record.dynamodb().newImage())
                        .containsExactly(item("1", "n", "1"), item("2", "n", "2"));
            }
        }

        /** STR-10. */
        @ParameterizedTest
        @EnumSource(value = StreamViewType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
        void showsTheImagesOfItsViewType(StreamViewType view) {
            usStream.createTable("regional", view);
            for (String n : List.of("1", "2")) {
                simulation.execute(
                        US_EAST_1,
                        PutItemRequest.builder()
                                .tableName("regional")
                                .item(item("1", "n", n))
                                .build());
            }

            StreamRecord change = usStream.records("regional").get(1).dynamodb();
            boolean showsOld = view == StreamViewType.OLD_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES;
            boolean showsNew = view == StreamViewType.NEW_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES;
            assertThat(change.streamViewType()).isEqualTo(view);
            assertThat(change.keys()).isEqualTo(item("1"));
            assertThat(change.hasOldImage()).isEqualTo(showsOld);
            assertThat(change.hasNewImage()).isEqualTo(showsNew);
            assertThat(change.sizeBytes()).isEqualTo(3 + (showsOld ? 6 : 0) + (showsNew ? 6 : 0));
        }
    }

    @Nested
    class Replicas {

        /** STR-1, STR-2. */
        @Test
        void recordReplicatedChangesAsTheirOwn() {
            us.put("1", "n", "1");
            assertThat(euStream.records("items")).isEmpty();

            advance("PT1S");

            Record origin = usStream.records("items").get(0);
            Record replica = euStream.records("items").get(0);
            assertThat(euStream.arn("items")).isNotEqualTo(usStream.arn("items"));
            assertThat(replica.eventName()).isEqualTo(OperationType.INSERT);
            assertThat(replica.awsRegion()).isEqualTo("eu-west-1");
            assertThat(replica.eventID()).isNotEqualTo(origin.eventID());
            assertThat(replica.userIdentity()).isNull();
            assertThat(replica.dynamodb().newImage())
                    .isEqualTo(origin.dynamodb().newImage());
            assertThat(replica.dynamodb().approximateCreationDateTime())
                    .isEqualTo(origin.dynamodb().approximateCreationDateTime().plusSeconds(1));
        }

        /** STR-3, STR-4, scenarios 4 and 29. */
        @Test
        void tellTheSameWriteAsInsertHereAndModifyThere() {
            us.putIfAbsent("eve", "owner", "A");
            advance("PT0.1S");
            eu.putIfAbsent("eve", "owner", "B");
            simulation.settle();

            assertThat(names(usStream.records("items"))).containsExactly(OperationType.INSERT, OperationType.MODIFY);
            assertThat(names(euStream.records("items"))).containsExactly(OperationType.INSERT);
            StreamRecord overwritten = usStream.records("items").get(1).dynamodb();
            assertThat(overwritten.oldImage()).isEqualTo(item("eve", "owner", "A"));
            assertThat(overwritten.newImage()).isEqualTo(item("eve", "owner", "B"));
        }

        /** STR-4, scenario 6. */
        @Test
        void tellADeleteThatLostAsRemoveAndInsert() {
            us.put("1", "n", "1");
            simulation.settle();
            us.delete("1");
            advance("PT0.1S");
            eu.update("1", "SET n = :n", ":n", "2");
            simulation.settle();

            assertThat(names(usStream.records("items")))
                    .containsExactly(OperationType.INSERT, OperationType.REMOVE, OperationType.INSERT);
            assertThat(names(euStream.records("items"))).containsExactly(OperationType.INSERT, OperationType.MODIFY);
        }

        /** STR-9, LWW-17, scenario 1: an increment of the same size on both sides. */
        @Test
        void haveNoRecordForAnArrivalThatLooksTheSame() {
            us.put("1", "n", "10");
            simulation.settle();
            us.update("1", "ADD n :n", ":n", "1");
            eu.update("1", "ADD n :n", ":n", "1");
            simulation.settle();

            assertThat(names(usStream.records("items"))).containsExactly(OperationType.INSERT, OperationType.MODIFY);
            assertThat(names(euStream.records("items"))).containsExactly(OperationType.INSERT, OperationType.MODIFY);
        }

        /** STR-5: the order across items is the order of arrival, which is another one here than there. */
        @Test
        void mayOrderItemsDifferently() {
            us.put("us");
            eu.put("eu");
            simulation.settle();

            assertThat(usStream.records("items"))
                    .extracting(record -> record.dynamodb().keys())
                    .containsExactly(item("us"), item("eu"));
            assertThat(euStream.records("items"))
                    .extracting(record -> record.dynamodb().keys())
                    .containsExactly(item("eu"), item("us"));
        }

        /** STR-19, scenario 25. */
        @Test
        void nameTheLastWriterOfAnItemInItsDeleteNotTheDeleter() {
            us.put("1", "region", "us-east-1");
            simulation.settle();
            eu.delete("1");
            simulation.settle();

            for (StreamReader stream : List.of(usStream, euStream)) {
                StreamRecord removal = stream.records("items").get(1).dynamodb();
                assertThat(removal.oldImage()).isEqualTo(item("1", "region", "us-east-1"));
            }
        }
    }
}
