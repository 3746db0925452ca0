package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

class SimulationTests {

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(Caller.ITEMS.replicationDelay("1s"));

    private Simulation simulation() {
        return checked.simulation();
    }

    @Nested
    class TheClock {

        @Test
        void standsStillUntilItIsMoved() {
            assertThat(simulation().clock().instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
            simulation().clock().advance(Duration.ofHours(1));
            assertThat(simulation().clock().instant()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
            simulation().clock().advanceTo(Instant.parse("2026-01-02T00:00:00Z"));
            assertThat(simulation().clock().instant()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        }

        @Test
        void mayElapseWithoutAWordInTheHistory() {
            new Caller(simulation(), US_EAST_1).put("1", "v", "1");
            int events = simulation().history().events().size();

            simulation().clock().elapse(Duration.ofMillis(999));
            assertThat(simulation().history().events()).hasSize(events);
            simulation().clock().elapse(Duration.ofMillis(1));
            assertThat(simulation().history().events(HistoryEvent.VersionArrived.class))
                    .hasSize(1);
            assertThat(simulation().history().events(HistoryEvent.TimeAdvanced.class))
                    .isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation().clock().elapse(Duration.ofMillis(-1)))
                    .withMessageStartingWith("Virtual time cannot go back: found PT-0.001S.");
        }

        @Test
        void hasNoEndThatATestCouldReach() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation().clock().advance(Duration.ofDays(36_501)))
                    .withMessage("Virtual time moves by 36500 days at most; found PT876024H. To see a version arrive"
                            + " that nothing holds up use settle().");
        }

        @Test
        void doesNotGoBack() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation().clock().advance(Duration.ofMillis(-1)))
                    .withMessage("Virtual time cannot go back: found PT-0.001S. To set one Region's clock wrong use"
                            + " in(region).setAhead(..).");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation().clock().advanceTo(Instant.EPOCH))
                    .withMessage(
                            "Virtual time cannot go back: it is 2026-01-01T00:00:00Z, asked for 1970-01-01T00:00:00Z.");
        }
    }

    @Nested
    class GlobalTablesCreatedLater {

        private static final GlobalTableDefinition ORDERS =
                GlobalTableDefinition.named("orders").partitionKey("pk").replicationDelay("2s");

        @Test
        void replicateLikeThoseOfTheStart() {
            try (Simulation started =
                    Simulation.builder().globalTable(Caller.ITEMS).start()) {
                started.clock().advance(Duration.ofSeconds(5));
                SimulatedTable orders = started.createGlobalTable(ORDERS);
                started.execute(
                        US_EAST_1,
                        PutItemRequest.builder()
                                .tableName("orders")
                                .item(Map.of("pk", AttributeValue.fromS("1")))
                                .build());

                assertThat(orders.count(EU_WEST_1)).isZero();
                started.clock().advance(Duration.ofSeconds(2));
                assertThat(orders.count(EU_WEST_1)).isEqualTo(1);
                assertThat(started.table("orders")).isSameAs(orders);
                assertThat(started.tables()).extracting(SimulatedTable::name).containsExactly("items", "orders");
            }
        }

        @Test
        void comeAgainAfterAllTheirReplicasWent() {
            try (Simulation started = Simulation.builder().start()) {
                SimulatedTable first = started.createGlobalTable(ORDERS.indexDelay("1h"));
                started.clock().advance(Duration.ofDays(1));
                for (Region region : List.of(EU_WEST_1, US_EAST_1)) {
                    started.execute(
                            region,
                            DeleteTableRequest.builder().tableName("orders").build());
                }
                assertThat(first.regions()).isEmpty();
                CreateTableRequest regional = CreateTableRequest.builder()
                        .tableName("orders")
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("pk")
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("pk")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .build();
                started.execute(US_EAST_1, regional);
                assertThat(first.regions()).as("a regional table is no replica").isEmpty();
                started.execute(
                        US_EAST_1,
                        DeleteTableRequest.builder().tableName("orders").build());

                SimulatedTable again = started.createGlobalTable(ORDERS.globalIndex("by-day", "day"));

                assertThat(again.regions()).containsExactly(US_EAST_1, EU_WEST_1);
                started.execute(
                        US_EAST_1,
                        PutItemRequest.builder()
                                .tableName("orders")
                                .item(Map.of("pk", AttributeValue.fromS("1"), "day", AttributeValue.fromS("mon")))
                                .build());
                ScanResponse index = (ScanResponse) started.execute(
                        US_EAST_1,
                        ScanRequest.builder()
                                .tableName("orders")
                                .indexName("by-day")
                                .build());
                assertThat(index.count())
                        .as("the first table's delay is forgotten")
                        .isEqualTo(1);
            }
        }

        @Test
        void needANameThatIsFreeInAllTheirRegions() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation().createGlobalTable(Caller.ITEMS))
                    .withMessage(
                            "There is a table \"items\" in us-east-1 already. Give the global table another name, or"
                                    + " delete that table first.");
            assertThatIllegalStateException()
                    .isThrownBy(() -> simulation().createGlobalTable(GlobalTableDefinition.named("keyless")))
                    .withMessageStartingWith("The global table \"keyless\" has no partition key.");
            assertThat(simulation().tables()).extracting(SimulatedTable::name).containsExactly("items");
        }
    }

    @Nested
    class RequestIds {

        @Test
        void forTransportsAreDrawnFromTheSeedToo() {
            try (Simulation one = Simulation.builder().seed(3).start();
                    Simulation other = Simulation.builder().seed(3).start()) {
                String id = one.newRequestId();

                assertThat(id).matches("[A-Z0-9]{52}").isEqualTo(other.newRequestId());
                assertThat(one.newRequestId()).isNotEqualTo(id);
            }
        }
    }

    @Nested
    class Settling {

        @Test
        void movesTheClockToTheLastArrivalAndNoFurther() {
            new Caller(simulation(), US_EAST_1).put("1", "v", "1");
            simulation().clock().advance(Duration.ofMillis(300));
            new Caller(simulation(), US_EAST_1).put("2", "v", "1");
            simulation().settle();

            assertThat(simulation().clock().instant())
                    .isEqualTo(simulation().history().start().plusMillis(1300));
            assertThat(simulation().table("items").hasConverged()).isTrue();
        }

        @Test
        void leavesWhatAClosedLinkHolds() {
            simulation().network().isolate(EU_WEST_1);
            new Caller(simulation(), US_EAST_1).put("1", "v", "1");
            simulation().settle();

            assertThat(simulation().network().inFlight()).hasSize(1);
            assertThat(simulation().clock().instant())
                    .isEqualTo(simulation().history().start());
        }
    }

    @Nested
    class AnItemSeenFromOutside {

        @Test
        void isStaleWhereAHigherVersionIsStillToCome() {
            new Caller(simulation(), US_EAST_1).put("1", "v", "1");
            SimulatedItem item = simulation().table("items").item("1");

            assertThat(item.isStaleIn(EU_WEST_1)).isTrue();
            assertThat(item.isStaleIn(US_EAST_1)).isFalse();
            assertThat(item.hasConverged()).isFalse();
            simulation().settle();
            assertThat(item.isStaleIn(EU_WEST_1)).isFalse();
            assertThat(item.hasConverged()).isTrue();
        }

        @Test
        void isNotStaleWhereTheLosingVersionIsStillToCome() {
            new Caller(simulation(), US_EAST_1).put("1", "v", "1");
            simulation().clock().advance(Duration.ofMillis(1));
            new Caller(simulation(), EU_WEST_1).put("1", "v", "2");

            assertThat(simulation().table("items").item("1").isStaleIn(EU_WEST_1))
                    .isFalse();
            assertThat(simulation().table("items").item("1").isStaleIn(US_EAST_1))
                    .isTrue();
        }

        @Test
        void isNotMixedUpWithATableOfTheSameNameThatCameLater() {
            new Caller(simulation(), US_EAST_1).put("1", "v", "1");
            simulation().settle();
            simulation()
                    .execute(
                            EU_WEST_1,
                            DeleteTableRequest.builder().tableName("items").build());
            simulation()
                    .execute(
                            EU_WEST_1,
                            CreateTableRequest.builder()
                                    .tableName("items")
                                    .billingMode(BillingMode.PAY_PER_REQUEST)
                                    .keySchema(KeySchemaElement.builder()
                                            .attributeName("id")
                                            .keyType(KeyType.HASH)
                                            .build())
                                    .attributeDefinitions(AttributeDefinition.builder()
                                            .attributeName("id")
                                            .attributeType(ScalarAttributeType.S)
                                            .build())
                                    .build());
            simulation().clock().advance(Duration.ofSeconds(1));
            new Caller(simulation(), EU_WEST_1).put("1", "v", "2");

            SimulatedItem item = simulation().table("items").item("1");
            assertThat(item.isStaleIn(US_EAST_1)).isFalse();
            assertThat(item.newest().orElseThrow().item()).contains(Caller.item("1", "v", "1"));
        }

        @Test
        void neverWrittenIsNeitherStaleNorDiverged() {
            SimulatedItem item = simulation().table("items").item("nobody");

            assertThat(item.isStaleIn(EU_WEST_1)).isFalse();
            assertThat(item.hasConverged()).isTrue();
            assertThat(item.newest()).isEmpty();
        }

        @Test
        void needsAKeyOfTheTablesType() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation().table("items").item(42))
                    .withMessage("The key attribute \"id\" of table \"items\" is of type S; found Integer 42. Give a"
                            + " String for S, a Number for N, a byte[] or SdkBytes for B, or an AttributeValue.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation().table("items").item("1", "2"))
                    .withMessage("The table \"items\" has no sort key. Give the partition key alone: item(partition).");
        }

        @Test
        void isAskedForInARegionThatHoldsAReplica() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation().table("items").item("1").in(Region.SA_EAST_1))
                    .withMessage("The table \"items\" has no replica in sa-east-1; it has replicas in [us-east-1,"
                            + " eu-west-1].");
        }
    }

    @Nested
    class ADefinition {

        private final GlobalTableDefinition orders = GlobalTableDefinition.named("orders");

        @Test
        void takesKeysOfEveryType() {
            try (Simulation simulation = Simulation.builder()
                    .globalTable(orders.partitionKey("customer", ScalarAttributeType.N)
                            .sortKey("order", ScalarAttributeType.B))
                    .start()) {
                SimulatedTable table = simulation.table("orders");
                assertThat(table.item(7, new byte[] {1}).key())
                        .isEqualTo(table.item(AttributeValue.fromN("7.0"), SdkBytes.fromByteArray(new byte[] {1}))
                                .key());
            }
        }

        @Test
        void needsAPartitionKey() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Simulation.builder().globalTable(orders))
                    .withMessage("The global table \"orders\" has no partition key. Name the attribute, for example"
                            + " partitionKey(\"userId\").");
        }

        @Test
        void needsANameThatDynamoDbAllows() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GlobalTableDefinition.named("my table"))
                    .withMessage("Not a table name: \"my table\". DynamoDB allows 3 to 255 of the characters a-z, A-Z,"
                            + " 0-9, '_', '-' and '.'; for example \"profiles\".");
        }

        @Test
        void needsTheTypeOfAKey() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> orders.partitionKey("id", ScalarAttributeType.UNKNOWN_TO_SDK_VERSION))
                    .withMessage("The key attribute \"id\" has no type. Expected S (String), N (Number) or B (Binary),"
                            + " for example ScalarAttributeType.S.");
        }

        @Test
        void needsTwoRegionsThatExist() { // CUR-3
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> orders.regions(US_EAST_1))
                    .withMessage(
                            "The global table \"orders\" needs replicas in at least two Regions; found [us-east-1]."
                                    + " Example: regions = {\"us-east-1\", \"eu-west-1\"}.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> orders.regions(US_EAST_1, US_EAST_1))
                    .withMessage(
                            "The global table \"orders\" names a Region twice: [us-east-1, us-east-1]. A Region holds"
                                    + " one replica; name each Region once.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> orders.regions(US_EAST_1, Region.of("sa-east-9")))
                    .withMessage("Not an AWS Region: \"sa-east-9\". Expected one of sa-east-1.");
        }

        @Test
        void hasANameOfItsOwn() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Simulation.builder()
                            .globalTable(orders.partitionKey("id"))
                            .globalTable(orders.partitionKey("key")))
                    .withMessage("Two global tables are called \"orders\". A name stands for one table in all Regions;"
                            + " give each its own.");
        }
    }

    @Nested
    class AClosedSimulation {

        @Test
        void answersNoCallAndSaysWhy() {
            Simulation simulation =
                    Simulation.builder().globalTable(Caller.ITEMS).start();
            simulation.close();
            simulation.close();

            assertThatIllegalStateException()
                    .isThrownBy(() -> new Caller(simulation, US_EAST_1).get("1"))
                    .withMessage(
                            "This simulation is closed (Simulation[seed=0, tables=[items]]). Use it before its test,"
                                    + " or its try block, ends.");
        }
    }

    @Test
    void anUnknownTableIsNamedWithThoseThatExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation().table("profiles"))
                .withMessage("This simulation has no global table \"profiles\"; it has [items]. Name one of these, or"
                        + " define it when the simulation starts.");
    }

    @Test
    void callsFromManyThreadsHappenOneAtATime() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            Caller caller = new Caller(simulation(), thread % 2 == 0 ? US_EAST_1 : EU_WEST_1);
            threads.add(new Thread(() -> {
                for (int call = 0; call < 200; call++) {
                    caller.update("1", "ADD n :one", ":one", "1");
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        SimulatedItem item = simulation().table("items").item("1");
        assertThat(item.in(US_EAST_1).orElseThrow()).containsEntry("n", AttributeValue.fromN("800"));
        assertThat(item.in(EU_WEST_1).orElseThrow()).containsEntry("n", AttributeValue.fromN("800"));
    }
}
