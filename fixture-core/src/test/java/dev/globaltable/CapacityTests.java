package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.AP_NORTHEAST_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Reference section 8, and scenario 35. */
class CapacityTests {

    private static final String TABLE_EXCEEDED = "The level of configured provisioned throughput for the table was"
            + " exceeded. Consider increasing your provisioning level with the UpdateTable API.";

    @Nested
    class AReplicaWithALimit {

        @RegisterExtension
        final CheckedSimulation checked = CheckedSimulation.of(
                        Caller.ITEMS.regions(US_EAST_1, EU_WEST_1).replicationDelay("100ms"))
                .withoutReplay();

        private Simulation simulation() {
            return checked.simulation();
        }

        private Caller in(Region region) {
            return new Caller(simulation(), region);
        }

        private SimulatedTable table() {
            return simulation().table("items");
        }

        private void put(Region region, int from, int to) {
            IntStream.rangeClosed(from, to).forEach(n -> in(region).put("" + n));
        }

        @Test
        void servesThatManyUnitsASecondAndThrottlesMore() { // CAP-6, CAP-7
            table().limitWrites(US_EAST_1, 5);
            put(US_EAST_1, 1, 5);

            assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                    .isThrownBy(() -> in(US_EAST_1).put("6"))
                    .satisfies(error ->
                            assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(TABLE_EXCEEDED))
                    .satisfies(error -> assertThat(error.throttlingReasons())
                            .containsExactly(ThrottlingReason.builder()
                                    .reason("TableWriteProvisionedThroughputExceeded")
                                    .resource("arn:aws:dynamodb:us-east-1:123456789012:table/items")
                                    .build()));
            simulation().clock().advance(Duration.ofMillis(199));
            assertThatThrownBy(() -> in(US_EAST_1).put("6")).isInstanceOf(ProvisionedThroughputExceededException.class);
            simulation().clock().advance(Duration.ofMillis(1));
            in(US_EAST_1).put("6");
            assertThat(table().count(US_EAST_1)).isEqualTo(6);
        }

        @Test
        void doesNotSaveUpWhatItDidNotUse() {
            table().limitWrites(US_EAST_1, 2);
            simulation().clock().advance(Duration.ofHours(1));
            put(US_EAST_1, 1, 2);

            assertThatThrownBy(() -> in(US_EAST_1).put("3")).isInstanceOf(ProvisionedThroughputExceededException.class);
        }

        @Test
        void letsInAWriteThatCostsMoreThanIsLeftAndPaysItOffLater() {
            table().limitWrites(US_EAST_1, 2);
            in(US_EAST_1).put("1", "text", "x".repeat(4000)); // 4 units
            simulation().clock().advance(Duration.ofMillis(1499));
            assertThatThrownBy(() -> in(US_EAST_1).put("2")).isInstanceOf(ProvisionedThroughputExceededException.class);
            simulation().clock().advance(Duration.ofMillis(1));
            in(US_EAST_1).put("2");
        }

        @Test
        void chargesAWriteWhoseConditionFails() {
            in(US_EAST_1).put("1");
            table().limitWrites(US_EAST_1, 1);

            assertThatThrownBy(() -> in(US_EAST_1).putIfAbsent("1"))
                    .isInstanceOf(ConditionalCheckFailedException.class);
            assertThatThrownBy(() -> in(US_EAST_1).putIfAbsent("1"))
                    .isInstanceOf(ProvisionedThroughputExceededException.class);
        }

        @Test
        void takesReplicatedWritesWhenItCanWhileItsLagGrows() { // CAP-2, scenario 35
            table().limitWrites(EU_WEST_1, 2);
            put(US_EAST_1, 1, 10);
            simulation().clock().advance(Duration.ofMillis(100));
            assertThat(table().count(EU_WEST_1)).isEqualTo(2);
            assertThatThrownBy(() -> in(EU_WEST_1).put("eu"))
                    .isInstanceOf(ProvisionedThroughputExceededException.class);

            simulation().clock().advance(Duration.ofSeconds(2));
            assertThat(table().count(EU_WEST_1)).isEqualTo(6);
            simulation().settle();
            assertThat(table().count(EU_WEST_1)).isEqualTo(10);
            assertThat(table().hasConverged()).isTrue();
        }

        @Test
        void isWaitedForBySettlingAlsoWhenItsLimitWasRaisedMeanwhile() { // CAP-2
            table().limitWrites(EU_WEST_1, 0.1);
            put(US_EAST_1, 1, 3);
            simulation().clock().advance(Duration.ofSeconds(1));
            assertThat(table().inFlight()).isNotEmpty();

            table().limitWrites(EU_WEST_1, 100);
            simulation().settle();

            assertThat(table().inFlight()).isEmpty();
        }

        @Test
        void takesWhatWaitsAtOnceWhenItsLimitIsRaisedOrLifted() { // CAP-2
            table().limitWrites(EU_WEST_1, 0.1);
            put(US_EAST_1, 1, 6);
            simulation().clock().advance(Duration.ofSeconds(1));
            assertThat(table().count(EU_WEST_1)).isEqualTo(1);

            table().limitWrites(EU_WEST_1, 3);
            simulation().clock().advance(Duration.ofSeconds(1));
            assertThat(table().count(EU_WEST_1)).isGreaterThan(1).isLessThan(6);

            table().unlimit(EU_WEST_1);
            assertThat(table().count(EU_WEST_1)).isEqualTo(6);
        }

        @Test
        void keepsTheOrderOfOneItemsVersions() { // LWW-13
            table().limitWrites(EU_WEST_1, 1);
            IntStream.rangeClosed(1, 4).forEach(n -> in(US_EAST_1).put("1", "n", "" + n));
            simulation().clock().advance(Duration.ofMillis(1100));

            assertThat(in(EU_WEST_1).get("1")).isEqualTo(item("1", "n", "2"));
        }

        @Test
        void limitsReadsApart() {
            table().limitReads(US_EAST_1, 1);
            in(US_EAST_1).put("1");
            in(US_EAST_1).put("2");
            in(US_EAST_1).get("1");

            assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                    .isThrownBy(() -> in(US_EAST_1).get("1"))
                    .satisfies(error -> assertThat(error.throttlingReasons())
                            .extracting(ThrottlingReason::reason)
                            .containsExactly("TableReadProvisionedThroughputExceeded"));
            table().unlimit(US_EAST_1);
        }

        @Test
        void returnsWhatItCannotDoOfABatchAndFailsWhenThatIsAll() {
            table().limitWrites(US_EAST_1, 2);
            BatchWriteItemResponse response =
                    (BatchWriteItemResponse) simulation().execute(US_EAST_1, puts("1", "2", "3"));

            assertThat(response.unprocessedItems()).isEqualTo(Map.of("items", List.of(write("3"))));
            assertThatThrownBy(() -> simulation().execute(US_EAST_1, puts("4")))
                    .isInstanceOf(ProvisionedThroughputExceededException.class);
        }

        @Test
        void returnsTheKeysItCannotReadOfABatchAndFailsWhenThatIsAll() {
            put(US_EAST_1, 1, 3);
            table().limitReads(US_EAST_1, 1);
            BatchGetItemResponse response = (BatchGetItemResponse) simulation().execute(US_EAST_1, gets("1", "2", "3"));

            assertThat(response.responses().get("items")).containsExactly(item("1"), item("2"));
            assertThat(response.unprocessedKeys().get("items").keys()).containsExactly(item("3"));
            assertThatThrownBy(() -> simulation().execute(US_EAST_1, gets("3")))
                    .isInstanceOf(ProvisionedThroughputExceededException.class);
            table().unlimit(US_EAST_1);
        }

        @Test
        void cancelsATransactionAndChargesItTwice() { // CAP-5
            table().limitWrites(US_EAST_1, 2);
            simulation().execute(US_EAST_1, transaction("1"));

            assertThatExceptionOfType(TransactionCanceledException.class)
                    .isThrownBy(() -> simulation().execute(US_EAST_1, transaction("2")))
                    .satisfies(error -> assertThat(error.cancellationReasons())
                            .containsExactly(CancellationReason.builder()
                                    .code("ProvisionedThroughputExceeded")
                                    .message(TABLE_EXCEEDED)
                                    .build()));
        }

        @Test
        void hasAPositiveLimitInARegionOfTheTable() {
            assertThatThrownBy(() -> table().limitWrites(US_EAST_1, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "A limit is a positive number of capacity units a second; found 0.0. Use unlimit to take"
                                    + " a limit back, or Network to hold replication up.");
            assertThatThrownBy(() -> table().limitReads(AP_NORTHEAST_1, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "The table \"items\" has no replica in ap-northeast-1; there are replicas in [us-east-1,"
                                    + " eu-west-1]. Name one of these.");
        }
    }

    @Nested
    class ATableWithProvisionedThroughput {

        private final CreateTableRequest orders = CreateTableRequest.builder()
                .tableName("orders")
                .attributeDefinitions(attribute("id"), attribute("customer"))
                .keySchema(key("id"))
                .provisionedThroughput(units(1, 5))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("byCustomer")
                        .keySchema(key("customer"))
                        .projection(Projection.builder()
                                .projectionType(ProjectionType.ALL)
                                .build())
                        .provisionedThroughput(units(1, 1))
                        .build())
                .build();

        @Test
        void hasNoLimitUnlessTheSimulationEnforcesIt() { // CAP-7
            try (Simulation simulation = Simulation.builder().start()) {
                simulation.execute(US_EAST_1, orders);
                for (int n = 0; n < 100; n++) {
                    put(simulation, "" + n, "Ada");
                }
            }
        }

        @Test
        void isThrottledByWhatItWasCreatedWithAndChangedTo() { // CAP-6
            try (Simulation simulation = Simulation.builder().enforceCapacity().start()) {
                simulation.execute(US_EAST_1, orders);
                for (int n = 1; n <= 5; n++) {
                    put(simulation, "" + n, null);
                }
                assertThrottled(
                        () -> put(simulation, "6", null), "TableWriteProvisionedThroughputExceeded", "table/orders");
                simulation.execute(
                        US_EAST_1,
                        UpdateTableRequest.builder()
                                .tableName("orders")
                                .provisionedThroughput(units(1, 10))
                                .build());
                simulation.clock().advance(Duration.ofMillis(100));
                put(simulation, "6", null);
            }
        }

        @Test
        void isThrottledByAnIndexThatCannotKeepUp() { // CAP-6
            try (Simulation simulation = Simulation.builder().enforceCapacity().start()) {
                simulation.execute(US_EAST_1, orders);
                put(simulation, "1", "Ada");

                assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                        .isThrownBy(() -> put(simulation, "2", "Ada"))
                        .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo("The level of configured provisioned throughput for one or more global"
                                        + " secondary indexes of the table was exceeded. Consider increasing your"
                                        + " provisioning level for the under-provisioned global secondary indexes with"
                                        + " the UpdateTable API."));
                assertThrottled(
                        () -> put(simulation, "2", "Ada"),
                        "IndexWriteProvisionedThroughputExceeded",
                        "table/orders/index/byCustomer");
            }
        }

        @Test
        void isReadApartFromItsIndex() {
            try (Simulation simulation = Simulation.builder().enforceCapacity().start()) {
                simulation.execute(US_EAST_1, orders);
                query(simulation);
                query(simulation);

                assertThrottled(
                        () -> query(simulation),
                        "IndexReadProvisionedThroughputExceeded",
                        "table/orders/index/byCustomer");
                simulation.execute(
                        US_EAST_1,
                        GetItemRequest.builder()
                                .tableName("orders")
                                .key(item("1"))
                                .build());
            }
        }

        private void query(Simulation simulation) {
            simulation.execute(
                    US_EAST_1,
                    QueryRequest.builder()
                            .tableName("orders")
                            .indexName("byCustomer")
                            .keyConditionExpression("customer = :c")
                            .expressionAttributeValues(Map.of(":c", AttributeValue.fromS("Ada")))
                            .build());
        }

        private void put(Simulation simulation, String id, String customer) {
            simulation.execute(
                    US_EAST_1,
                    PutItemRequest.builder()
                            .tableName("orders")
                            .item(customer == null ? item(id) : item(id, "customer", customer))
                            .build());
        }
    }

    @Nested
    class AnOnDemandTableWithAMaximum {

        @Test
        void isThrottledWithAnExceptionOfItsOwn() { // CAP-3, CAP-6
            try (Simulation simulation = Simulation.builder().enforceCapacity().start()) {
                simulation.execute(
                        US_EAST_1,
                        CreateTableRequest.builder()
                                .tableName("items")
                                .attributeDefinitions(attribute("id"))
                                .keySchema(key("id"))
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .onDemandThroughput(OnDemandThroughput.builder()
                                        .maxWriteRequestUnits(1L)
                                        .build())
                                .build());
                new Caller(simulation, US_EAST_1).put("1");

                assertThatExceptionOfType(ThrottlingException.class)
                        .isThrownBy(() -> new Caller(simulation, US_EAST_1).put("2"))
                        .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo("Throughput exceeds the maximum OnDemandThroughput configured on table or"
                                        + " index"))
                        .satisfies(error -> assertThat(error.throttlingReasons())
                                .containsExactly(ThrottlingReason.builder()
                                        .reason("TableWriteMaxOnDemandThroughputExceeded")
                                        .resource("arn:aws:dynamodb:us-east-1:123456789012:table/items")
                                        .build()));
            }
        }
    }

    private static void assertThrottled(ThrowingCallable call, String reason, String resource) {
        assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                .isThrownBy(call)
                .satisfies(error -> assertThat(error.throttlingReasons())
                        .containsExactly(ThrottlingReason.builder()
                                .reason(reason)
                                .resource("arn:aws:dynamodb:us-east-1:123456789012:" + resource)
                                .build()));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    private static ProvisionedThroughput units(long reads, long writes) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(reads)
                .writeCapacityUnits(writes)
                .build();
    }

    private static BatchWriteItemRequest puts(String... ids) {
        return BatchWriteItemRequest.builder()
                .requestItems(Map.of(
                        "items", List.of(ids).stream().map(CapacityTests::write).toList()))
                .build();
    }

    private static WriteRequest write(String id) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item(id)).build())
                .build();
    }

    private static BatchGetItemRequest gets(String... ids) {
        return BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        "items",
                        KeysAndAttributes.builder()
                                .keys(List.of(ids).stream().map(id -> item(id)).toList())
                                .build()))
                .build();
    }

    private static TransactWriteItemsRequest transaction(String id) {
        return TransactWriteItemsRequest.builder()
                .transactItems(List.of(TransactWriteItem.builder()
                        .put(Put.builder().tableName("items").item(item(id)).build())
                        .build()))
                .build();
    }
}
