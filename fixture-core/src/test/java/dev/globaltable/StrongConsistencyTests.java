package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_2;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.history.HistoryEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateReplicationGroupMemberAction;
import software.amazon.awssdk.services.dynamodb.model.DeleteReplicationGroupMemberAction;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableWitnessDescription;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.WitnessStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Multi-Region strong consistency: reference section 4 and the scenarios of 10.7. */
class StrongConsistencyTests {

    private static final GlobalTableDefinition THREE_REPLICAS = Caller.ITEMS
            .regions(US_EAST_1, US_EAST_2, US_WEST_2)
            .consistency(MultiRegionConsistency.STRONG)
            .replicationDelay("1s");

    private static final GlobalTableDefinition WITH_WITNESS = Caller.ITEMS
            .regions(US_EAST_1, US_EAST_2)
            .witness(US_WEST_2)
            .consistency(MultiRegionConsistency.STRONG)
            .replicationDelay("1s");

    private static Map<String, AttributeValue> strongly(Simulation simulation, Region region, String id) {
        return read(simulation, region, id, true);
    }

    private static Map<String, AttributeValue> eventually(Simulation simulation, Region region, String id) {
        return read(simulation, region, id, false);
    }

    private static Map<String, AttributeValue> read(Simulation simulation, Region region, String id, boolean strong) {
        return ((GetItemResponse) simulation.execute(
                        region,
                        GetItemRequest.builder()
                                .tableName("items")
                                .key(item(id))
                                .consistentRead(strong)
                                .build()))
                .item();
    }

    private static TableDescription describe(Simulation simulation, Region region) {
        return ((DescribeTableResponse) simulation.execute(
                        region,
                        DescribeTableRequest.builder().tableName("items").build()))
                .table();
    }

    @Nested
    class WithThreeReplicas {

        @RegisterExtension
        final CheckedSimulation checked = CheckedSimulation.of(THREE_REPLICAS);

        private Simulation simulation() {
            return checked.simulation();
        }

        private Caller in(Region region) {
            return new Caller(simulation(), region);
        }

        private Object execute(Region region, AwsRequest request) {
            return simulation().execute(region, request);
        }

        @Nested
        class ARead {

            @Test
            void thatIsStrongSeesTheNewestWriteOfAnyRegion() { // STRONG-11, scenario 40
                in(US_EAST_1).put("1", "name", "Ada");

                assertThat(strongly(simulation(), US_EAST_2, "1")).isEqualTo(item("1", "name", "Ada"));
                assertThat(strongly(simulation(), US_WEST_2, "1")).isEqualTo(item("1", "name", "Ada"));
            }

            @Test
            void thatIsEventuallyConsistentMissesAWriteThatHasNotArrived() { // STRONG-12
                in(US_EAST_1).put("1", "name", "Ada");

                assertThat(eventually(simulation(), US_EAST_2, "1")).isEmpty();
                simulation().clock().advance(Duration.ofSeconds(1));
                assertThat(eventually(simulation(), US_EAST_2, "1")).isEqualTo(item("1", "name", "Ada"));
            }

            @Test
            void ofManyItemsIsStrongToo() { // STRONG-11
                in(US_EAST_1).put("1", "name", "Ada");
                QueryResponse query = (QueryResponse) execute(
                        US_EAST_2,
                        QueryRequest.builder()
                                .tableName("items")
                                .keyConditionExpression("id = :id")
                                .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("1")))
                                .consistentRead(true)
                                .build());
                in(US_EAST_1).put("2", "name", "Grace");
                ScanResponse scan = (ScanResponse) execute(
                        US_EAST_2,
                        ScanRequest.builder()
                                .tableName("items")
                                .consistentRead(true)
                                .build());
                in(US_EAST_1).put("3", "name", "Edsger");
                BatchGetItemResponse batch = (BatchGetItemResponse) execute(
                        US_EAST_2,
                        BatchGetItemRequest.builder()
                                .requestItems(Map.of(
                                        "items",
                                        KeysAndAttributes.builder()
                                                .keys(List.of(item("3")))
                                                .consistentRead(true)
                                                .build()))
                                .build());

                assertThat(query.items()).containsExactly(item("1", "name", "Ada"));
                assertThat(scan.items())
                        .containsExactlyInAnyOrder(item("1", "name", "Ada"), item("2", "name", "Grace"));
                assertThat(batch.responses().get("items")).containsExactly(item("3", "name", "Edsger"));
            }
        }

        @Nested
        class AWrite {

            @Test
            void startsFromTheNewestItemSoThatCountersAreExact() { // STRONG-11, scenario 38
                in(US_EAST_1).put("1", "n", "10");
                in(US_EAST_1).update("1", "ADD n :x", ":x", "1");
                in(US_EAST_2).update("1", "ADD n :x", ":x", "5");

                assertThat(strongly(simulation(), US_WEST_2, "1")).isEqualTo(item("1", "n", "16"));
                assertThat(simulation().conflicts()).isEmpty();
            }

            @Test
            void isRefusedOnceAnotherRegionHasTakenTheName() { // scenario 39
                in(US_EAST_1).putIfAbsent("eve", "owner", "A");

                assertThatThrownBy(() -> in(US_EAST_2).putIfAbsent("eve", "owner", "B"))
                        .isInstanceOf(ConditionalCheckFailedException.class);
                assertThat(strongly(simulation(), US_EAST_2, "eve")).isEqualTo(item("eve", "owner", "A"));
            }

            @Test
            void ofARegionWhoseClockIsSlowStillCountsAsTheLater() { // STRONG-16
                simulation().clock().in(US_EAST_2).setAhead(Duration.ofMinutes(-5));
                in(US_EAST_1).put("1", "name", "Ada");
                in(US_EAST_2).put("1", "name", "Grace");
                simulation().settle();

                assertThat(eventually(simulation(), US_EAST_1, "1")).isEqualTo(item("1", "name", "Grace"));
            }

            @Test
            void ofDifferentItemsArrivesInTheOrderOfTheWrites() { // STRONG-19
                in(US_EAST_1).put("1", "name", "Ada");
                in(US_EAST_2).put("2", "name", "Grace");
                in(US_EAST_1).put("3", "name", "Edsger");
                simulation().settle();

                assertThat(simulation().network().inFlight()).isEmpty();
                assertThat(arrivals(US_WEST_2)).containsExactly("1", "2", "3");
            }

            private List<String> arrivals(Region region) {
                return simulation().history().events(HistoryEvent.VersionArrived.class).stream()
                        .filter(arrival -> arrival.message().to().equals(region))
                        .map(arrival -> arrival.message().key().toString())
                        .toList();
            }
        }

        @Nested
        class ARegionThatIsCutOff {

            @Test
            void readsItsOwnCopyAndRefusesTheRest() { // STRONG-18, scenario 42
                in(US_EAST_1).put("1", "name", "Ada");
                simulation().settle();
                simulation().network().isolate(US_EAST_1);

                assertThat(eventually(simulation(), US_EAST_1, "1")).isEqualTo(item("1", "name", "Ada"));
                assertThatExceptionOfType(InternalServerErrorException.class)
                        .isThrownBy(() -> in(US_EAST_1).put("1", "name", "Grace"))
                        .satisfies(error -> assertThat(error.statusCode()).isEqualTo(500))
                        .satisfies(error ->
                                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InternalServerError"));
                assertThatThrownBy(() -> strongly(simulation(), US_EAST_1, "1"))
                        .isInstanceOf(InternalServerErrorException.class);
            }

            @Test
            void doesNotStopTheOtherTwoAndRecoversWithoutLoss() { // STRONG-18, scenario 42
                simulation().network().isolate(US_EAST_1);
                in(US_EAST_2).put("1", "name", "Ada");
                simulation().settle();

                assertThat(strongly(simulation(), US_WEST_2, "1")).isEqualTo(item("1", "name", "Ada"));
                assertThat(eventually(simulation(), US_EAST_1, "1")).isEmpty();
                simulation().network().heal();
                assertThat(strongly(simulation(), US_EAST_1, "1")).isEqualTo(item("1", "name", "Ada"));
            }

            @Test
            void fromOneOtherRegionAloneHearsOfItsWritesThroughTheThird() { // STRONG-18
                simulation().network().partition(US_EAST_1, US_EAST_2);
                in(US_EAST_1).put("1", "name", "Ada");

                assertThat(strongly(simulation(), US_EAST_2, "1")).isEqualTo(item("1", "name", "Ada"));
                in(US_EAST_1).put("1", "name", "Grace");
                simulation().clock().advance(Duration.ofSeconds(1));
                assertThat(eventually(simulation(), US_EAST_2, "1")).isEqualTo(item("1", "name", "Grace"));
            }

            @Test
            void leavesTheLastOneWithEventuallyConsistentReadsWhenTwoAreLost() { // scenario 42
                in(US_WEST_2).put("1", "name", "Ada");
                simulation().settle();
                simulation().network().isolate(US_EAST_1);
                simulation().network().isolate(US_EAST_2);

                assertThat(eventually(simulation(), US_WEST_2, "1")).isEqualTo(item("1", "name", "Ada"));
                assertThatThrownBy(() -> in(US_WEST_2).put("1", "name", "Grace"))
                        .isInstanceOf(InternalServerErrorException.class);
            }

            @Test
            void isWhatPausedReplicationMakesOfIt() { // FIS-3
                simulation().network().pauseReplication(US_EAST_1);

                assertThatThrownBy(() -> in(US_EAST_1).put("1", "name", "Ada"))
                        .isInstanceOf(InternalServerErrorException.class);
                simulation().network().resumeReplication(US_EAST_1);
                in(US_EAST_1).put("1", "name", "Ada");
                assertThat(strongly(simulation(), US_EAST_2, "1")).isEqualTo(item("1", "name", "Ada"));
            }

            @Test
            void refusesABatchBeforeAnyOfItIsDone() {
                simulation().network().isolate(US_EAST_1);

                assertThatThrownBy(() -> execute(US_EAST_1, puts("1", "2")))
                        .isInstanceOf(InternalServerErrorException.class);
                assertThat(eventually(simulation(), US_EAST_1, "1")).isEmpty();
            }
        }

        @Nested
        class WhatItDoesNotSupport {

            @Test
            void areTransactions() { // STRONG-17, scenario 41
                String message =
                        "Transactions are not supported on global tables with MultiRegionConsistency set to STRONG.";

                assertThatExceptionOfType(DynamoDbException.class)
                        .isThrownBy(() -> execute(
                                US_EAST_1,
                                TransactWriteItemsRequest.builder()
                                        .transactItems(List.of(TransactWriteItem.builder()
                                                .put(Put.builder()
                                                        .tableName("items")
                                                        .item(item("1"))
                                                        .build())
                                                .build()))
                                        .build()))
                        .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo(message));
                assertThatExceptionOfType(DynamoDbException.class)
                        .isThrownBy(() -> execute(
                                US_EAST_1,
                                TransactGetItemsRequest.builder()
                                        .transactItems(List.of(TransactGetItem.builder()
                                                .get(Get.builder()
                                                        .tableName("items")
                                                        .key(item("1"))
                                                        .build())
                                                .build()))
                                        .build()))
                        .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo(message));
                assertThat(strongly(simulation(), US_EAST_1, "1")).isEmpty();
            }

            @Test
            void isTimeToLive() { // STRONG-17, TTL-7
                assertThatExceptionOfType(DynamoDbException.class)
                        .isThrownBy(() -> execute(
                                US_EAST_1,
                                UpdateTimeToLiveRequest.builder()
                                        .tableName("items")
                                        .timeToLiveSpecification(TimeToLiveSpecification.builder()
                                                .enabled(true)
                                                .attributeName("expires")
                                                .build())
                                        .build()))
                        .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo("Time to live is not supported on global tables with MultiRegionConsistency"
                                        + " set to STRONG."));
            }

            @Test
            void isTheDeletionOfOneReplica() { // STRONG-5
                assertThatExceptionOfType(DynamoDbException.class)
                        .isThrownBy(() -> execute(
                                US_EAST_2,
                                DeleteTableRequest.builder().tableName("items").build()))
                        .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo("Deletion of only one table replica is not supported for global tables with"
                                        + " MultiRegionConsistency set to STRONG."));
            }
        }

        @Nested
        class ItsMembership {

            @Test
            void isFrozenSoThatNoReplicaIsAdded() { // STRONG-5
                assertRefused(
                        create("eu-west-1"),
                        "Cannot add replicas to a global table with strong MultiRegionConsistency");
                assertRefused(
                        create("us-west-2"),
                        "Cannot add replicas to a global table with strong MultiRegionConsistency");
            }

            @Test
            void doesNotLoseOneReplicaAlone() { // STRONG-5
                assertRefused(
                        delete("us-west-2"),
                        "Deletion of only one table replica is not supported for global tables with"
                                + " MultiRegionConsistency set to STRONG.");
                assertThat(describe(simulation(), US_EAST_1).replicas()).hasSize(2);
            }

            private void assertRefused(ReplicationGroupUpdate update, String message) {
                assertThatExceptionOfType(DynamoDbException.class)
                        .isThrownBy(() -> execute(US_EAST_1, update(update)))
                        .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo(message));
            }
        }

        @Nested
        class ItsStreams {

            @Test
            void areOffByDefaultAndEnabledInEachRegionForItself() { // STRONG-8
                execute(
                        US_EAST_2,
                        UpdateTableRequest.builder()
                                .tableName("items")
                                .streamSpecification(StreamSpecification.builder()
                                        .streamEnabled(true)
                                        .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                                        .build())
                                .build());

                assertThat(describe(simulation(), US_EAST_1).latestStreamArn()).isNull();
                assertThat(describe(simulation(), US_EAST_2).latestStreamArn()).isNotNull();
            }
        }

        @Test
        void describesItsConsistencyAndTheOtherReplicas() { // CUR-26
            TableDescription description = describe(simulation(), US_EAST_1);

            assertThat(description.multiRegionConsistency()).isEqualTo(MultiRegionConsistency.STRONG);
            assertThat(description.replicas())
                    .extracting(ReplicaDescription::regionName)
                    .containsExactly("us-east-2", "us-west-2");
            assertThat(description.hasGlobalTableWitnesses()).isFalse();
        }
    }

    @Nested
    class WithTwoReplicasAndAWitness {

        @RegisterExtension
        final CheckedSimulation checked = CheckedSimulation.of(WITH_WITNESS);

        private Simulation simulation() {
            return checked.simulation();
        }

        private Caller in(Region region) {
            return new Caller(simulation(), region);
        }

        @Test
        void describesTheWitnessWhichHasNoTable() { // STRONG-2
            assertThat(describe(simulation(), US_EAST_2).globalTableWitnesses())
                    .containsExactly(GlobalTableWitnessDescription.builder()
                            .regionName("us-west-2")
                            .witnessStatus(WitnessStatus.ACTIVE)
                            .build());
            assertThatThrownBy(() -> describe(simulation(), US_WEST_2)).isInstanceOf(ResourceNotFoundException.class);
            assertThat(simulation().regions()).containsExactly(US_EAST_1, US_EAST_2);
        }

        @Test
        void doesNotLoseAReplicaWithoutItsWitness() { // STRONG-5
            assertThatExceptionOfType(DynamoDbException.class)
                    .isThrownBy(() -> simulation().execute(US_EAST_1, update(delete("us-east-2"))))
                    .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                            .isEqualTo("Update table delete operation does not include all witnesses."));
        }

        @Test
        void goesOnWhileOneReplicaReachesTheWitness() { // STRONG-18
            simulation().network().isolate(US_EAST_1);
            in(US_EAST_2).put("1", "name", "Ada");
            simulation().network().heal();

            assertThat(strongly(simulation(), US_EAST_1, "1")).isEqualTo(item("1", "name", "Ada"));
        }

        @Test
        void hearsOfWritesThroughTheWitnessWhenReplicasAreApart() { // STRONG-18
            simulation().network().partition(US_EAST_1, US_EAST_2);
            in(US_EAST_1).update("1", "ADD n :x", ":x", "1");
            in(US_EAST_2).update("1", "ADD n :x", ":x", "5");

            assertThat(strongly(simulation(), US_EAST_1, "1")).isEqualTo(item("1", "n", "6"));
        }

        @Test
        void stopsWritingWhenReplicasAndWitnessAreAllApart() { // STRONG-18
            simulation().network().isolate(US_WEST_2);
            simulation().network().partition(US_EAST_1, US_EAST_2);

            assertThatThrownBy(() -> in(US_EAST_1).put("1")).isInstanceOf(InternalServerErrorException.class);
        }
    }

    @Nested
    class WhileAWriteIsNotYetAcknowledged {

        @RegisterExtension
        final CheckedSimulation checked =
                CheckedSimulation.of(THREE_REPLICAS.acknowledgementDelay(Duration.ofMillis(70)));

        private Simulation simulation() {
            return checked.simulation();
        }

        private Caller in(Region region) {
            return new Caller(simulation(), region);
        }

        @Test
        void aWriteOfTheSameItemInAnotherRegionIsInConflict() { // STRONG-13
            in(US_EAST_1).put("1", "n", "10");

            assertThatExceptionOfType(ReplicatedWriteConflictException.class)
                    .isThrownBy(() -> in(US_EAST_2).update("1", "ADD n :x", ":x", "5"))
                    .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                            .isEqualTo("One or more items in this request are being modified by a request in another"
                                    + " Region."))
                    .satisfies(error -> assertThat(error.statusCode()).isEqualTo(400))
                    .satisfies(error -> assertThat(error.isRetryableException()).isTrue());
            assertThat(strongly(simulation(), US_EAST_2, "1")).isEqualTo(item("1", "n", "10"));
        }

        @Test
        void writesInTheSameRegionAndOfOtherItemsGoOn() { // STRONG-15
            in(US_EAST_1).put("1", "n", "10");
            in(US_EAST_1).update("1", "ADD n :x", ":x", "1");
            in(US_EAST_2).put("2", "n", "1");

            assertThat(strongly(simulation(), US_WEST_2, "1")).isEqualTo(item("1", "n", "11"));
        }

        @Test
        void theConflictEndsWithTheAcknowledgement() { // STRONG-15
            in(US_EAST_1).put("1", "n", "10");
            simulation().clock().advance(Duration.ofMillis(69));
            assertThatThrownBy(() -> in(US_EAST_2).put("1", "n", "20"))
                    .isInstanceOf(ReplicatedWriteConflictException.class);
            simulation().clock().advance(Duration.ofMillis(1));
            in(US_EAST_2).put("1", "n", "20");

            assertThat(strongly(simulation(), US_EAST_1, "1")).isEqualTo(item("1", "n", "20"));
        }

        @Test
        void aBatchDoesWhatIsNotInConflictAndReturnsTheRest() { // STRONG-15
            in(US_EAST_1).put("1", "n", "10");
            BatchWriteItemResponse response =
                    (BatchWriteItemResponse) simulation().execute(US_EAST_2, puts("1", "2"));

            assertThat(response.unprocessedItems()).isEqualTo(Map.of("items", List.of(write("1"))));
            assertThat(strongly(simulation(), US_EAST_1, "1")).isEqualTo(item("1", "n", "10"));
            assertThat(strongly(simulation(), US_EAST_1, "2")).isEqualTo(item("2"));
            assertThatThrownBy(() -> simulation().execute(US_EAST_2, puts("1")))
                    .isInstanceOf(ReplicatedWriteConflictException.class);
        }
    }

    @Nested
    class ADefinition {

        @Test
        void needsThreeRegions() { // STRONG-1
            assertThatThrownBy(() ->
                            Simulation.builder().globalTable(Caller.ITEMS.consistency(MultiRegionConsistency.STRONG)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The strongly consistent global table \"items\" needs three different Regions, one of"
                            + " which may be a witness; found replicas in [us-east-1, eu-west-1]. Example: regions ="
                            + " {\"us-east-1\", \"us-east-2\", \"us-west-2\"}.");
            assertThatThrownBy(() -> Simulation.builder().globalTable(WITH_WITNESS.witness(US_EAST_2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The strongly consistent global table \"items\" needs three different Regions, one of"
                            + " which may be a witness; found replicas in [us-east-1, us-east-2] and the witness"
                            + " us-east-2. Example: regions = {\"us-east-1\", \"us-east-2\", \"us-west-2\"}.");
        }

        @Test
        void needsRegionsThatOfferIt() { // STRONG-3
            assertThatThrownBy(() -> Simulation.builder().globalTable(WITH_WITNESS.witness(Region.US_WEST_1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The strongly consistent global table \"items\" cannot be in [us-west-1]. DynamoDB"
                            + " offers strong consistency in [us-east-1, us-east-2, us-west-2, eu-west-1, eu-west-2,"
                            + " eu-west-3, eu-central-1, ap-northeast-1, ap-northeast-2, ap-northeast-3,"
                            + " ca-central-1, eu-north-1, eu-south-2, ap-south-1, ap-southeast-1].");
        }

        @Test
        void needsRegionsOfOneContinentUnderTheStrictRule() { // STRONG-3
            SimulationBuilder builder = Simulation.builder()
                    .strictRegionSets()
                    .globalTable(THREE_REPLICAS.regions(US_EAST_1, US_EAST_2, EU_WEST_1));

            assertThatThrownBy(builder::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The strongly consistent global table \"items\" cannot be in [eu-west-1]. DynamoDB"
                            + " offers strong consistency in [us-east-1, us-east-2, us-west-2, eu-west-1, eu-west-2,"
                            + " eu-west-3, eu-central-1, ap-northeast-1, ap-northeast-2, ap-northeast-3], and the"
                            + " strict rule asks for three Regions of one continent.");
        }

        @Test
        void hasNoLocalIndex() { // STRONG-7
            assertThatThrownBy(() -> Simulation.builder()
                            .globalTable(THREE_REPLICAS.sortKey("at").localIndex("byName", "name")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The strongly consistent global table \"items\" has a local secondary index, which"
                            + " DynamoDB does not allow. Leave it out, or declare a global one.");
        }

        @Test
        void hasAWitnessOnlyWhenItIsStrong() { // STRONG-4
            assertThatThrownBy(() -> Simulation.builder().globalTable(Caller.ITEMS.witness(US_WEST_2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The global table \"items\" has a witness, us-west-2, but is eventually consistent."
                            + " Leave the witness out, or add consistency(MultiRegionConsistency.STRONG).");
        }

        @Test
        void isAcknowledgedAfterItIsWritten() {
            assertThatThrownBy(() -> THREE_REPLICAS.acknowledgementDelay(Duration.ofMillis(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A write cannot be acknowledged before it is made: found a delay of PT-0.001S. Give a"
                            + " positive duration, or none at all.");
        }

        @Test
        void mayStandBesideAnEventuallyConsistentOne() {
            try (Simulation simulation = Simulation.builder()
                    .globalTable(THREE_REPLICAS)
                    .globalTable(GlobalTableDefinition.named("others")
                            .partitionKey("id")
                            .regions(US_EAST_1, EU_WEST_1))
                    .start()) {
                assertThat(simulation.regions()).containsExactly(US_EAST_1, US_EAST_2, US_WEST_2, EU_WEST_1);
            }
        }
    }

    private static UpdateTableRequest update(ReplicationGroupUpdate... updates) {
        return UpdateTableRequest.builder()
                .tableName("items")
                .replicaUpdates(updates)
                .build();
    }

    private static ReplicationGroupUpdate create(String region) {
        return ReplicationGroupUpdate.builder()
                .create(CreateReplicationGroupMemberAction.builder()
                        .regionName(region)
                        .build())
                .build();
    }

    private static ReplicationGroupUpdate delete(String region) {
        return ReplicationGroupUpdate.builder()
                .delete(DeleteReplicationGroupMemberAction.builder()
                        .regionName(region)
                        .build())
                .build();
    }

    private static BatchWriteItemRequest puts(String... ids) {
        return BatchWriteItemRequest.builder()
                .requestItems(Map.of(
                        "items",
                        List.of(ids).stream().map(StrongConsistencyTests::write).toList()))
                .build();
    }

    private static WriteRequest write(String id) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item(id)).build())
                .build();
    }
}
