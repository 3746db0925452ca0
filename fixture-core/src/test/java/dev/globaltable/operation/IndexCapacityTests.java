package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SecondaryIndexDefinition;
import dev.globaltable.Simulation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What reads and writes of tables with indexes cost, and how large their item collections are (CAP-4, CAP-5). */
class IndexCapacityTests {

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(
            GlobalTableDefinition.named("things")
                    .partitionKey("a")
                    .sortKey("b")
                    .localIndex(SecondaryIndexDefinition.named("local-c")
                            .sortKey("c")
                            .projecting("x"))
                    .localIndex(SecondaryIndexDefinition.named("local-d").sortKey("d", N))
                    .globalIndex(SecondaryIndexDefinition.named("global-c")
                            .partitionKey("c")
                            .sortKey("d", N)
                            .projecting("x")),
            GlobalTableDefinition.named("plain").partitionKey("a").globalIndex("by-c", "c"));

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static Map<String, AttributeValue> thing(String b, Object... more) {
        Map<String, AttributeValue> thing = item("a", "1", "b", b);
        thing.putAll(item(more));
        return thing;
    }

    /** Units by name: the table is called "table". */
    private static Map<String, Double> units(ConsumedCapacity consumed) {
        Map<String, Double> units = new TreeMap<>();
        units.put("table", consumed.table().capacityUnits());
        assertThat(consumed.localSecondaryIndexes().keySet()).allMatch(name -> name.startsWith("local-"));
        assertThat(consumed.globalSecondaryIndexes().keySet()).allMatch(name -> name.startsWith("global-"));
        Map<String, Capacity> indexes = new TreeMap<>(consumed.localSecondaryIndexes());
        indexes.putAll(consumed.globalSecondaryIndexes());
        indexes.forEach((name, capacity) -> units.put(name, capacity.capacityUnits()));
        assertThat(consumed.capacityUnits())
                .isEqualTo(
                        units.values().stream().mapToDouble(Double::doubleValue).sum());
        return units;
    }

    private Map<String, Double> put(Object... attributes) {
        PutItemResponse response = us.call(PutItemRequest.builder()
                .tableName("things")
                .item(thing("1", attributes))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build());
        return units(response.consumedCapacity());
    }

    @Nested
    class AWrite {

        @Test
        void ofAnItemThatNoIndexHoldsCostsTheTableAlone() {
            assertThat(put("q", "q")).isEqualTo(Map.of("table", 1.0));
        }

        @Test
        void paysEachIndexThatTakesTheItemIn() {
            assertThat(put("c", "c")).isEqualTo(Map.of("table", 1.0, "local-c", 1.0));
            assertThat(put("c", "c", "d", 1)).isEqualTo(Map.of("table", 1.0, "local-d", 1.0, "global-c", 1.0));
        }

        @Test
        void paysNoIndexWhoseEntryStaysTheSame() {
            put("c", "c", "d", 1);

            assertThat(put("c", "c", "d", 1)).isEqualTo(Map.of("table", 1.0));
            assertThat(put("c", "c", "d", 1, "q", "q")).isEqualTo(Map.of("table", 1.0, "local-d", 1.0));
        }

        @Test
        void paysOnceForAnEntryThatChangesInItsPlaceAndTwiceForOneThatMoves() {
            put("c", "c", "d", 1);

            assertThat(put("c", "c", "d", 1, "x", "x"))
                    .isEqualTo(Map.of("table", 1.0, "local-c", 1.0, "local-d", 1.0, "global-c", 1.0));
            assertThat(put("c", "c2", "d", 1, "x", "x"))
                    .isEqualTo(Map.of("table", 1.0, "local-c", 2.0, "local-d", 1.0, "global-c", 2.0));
        }

        @Test
        void paysForEachStartedKilobyteOfAnEntryNotOfTheItem() {
            put("c", "c", "q", "q".repeat(3000));

            assertThat(put("c", "c2", "q", "q".repeat(3000), "x", "x".repeat(1500)))
                    .isEqualTo(Map.of("table", 5.0, "local-c", 3.0));
        }

        @Test
        void paysForTheLargerOfAnEntryBeforeAndAfterInItsPlace() {
            put("c", "c", "d", 1, "x", "x".repeat(2500));

            assertThat(put("c", "c", "d", 1, "x", "y"))
                    .isEqualTo(Map.of("table", 3.0, "local-c", 3.0, "local-d", 3.0, "global-c", 3.0));
            assertThat(put("c", "c", "d", 1, "x", "z".repeat(1500)))
                    .isEqualTo(Map.of("table", 2.0, "local-c", 2.0, "local-d", 2.0, "global-c", 2.0));
        }

        @Test
        void paysOnceForAnEntryThatGoes() {
            put("c", "c", "d", 1);

            UpdateItemResponse update = us.call(UpdateItemRequest.builder()
                    .tableName("things")
                    .key(thing("1"))
                    .updateExpression("REMOVE d")
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .build());
            DeleteItemResponse delete = us.call(DeleteItemRequest.builder()
                    .tableName("things")
                    .key(thing("1"))
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .build());

            assertThat(units(update.consumedCapacity()))
                    .isEqualTo(Map.of("table", 1.0, "local-d", 1.0, "global-c", 1.0));
            assertThat(units(delete.consumedCapacity())).isEqualTo(Map.of("table", 1.0, "local-c", 1.0));
        }

        @Test
        void tellsTheSumAloneWhenAskedForTheTotal() {
            PutItemResponse response = us.call(PutItemRequest.builder()
                    .tableName("things")
                    .item(thing("1", "c", "c"))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());

            assertThat(response.consumedCapacity())
                    .isEqualTo(ConsumedCapacity.builder()
                            .tableName("things")
                            .capacityUnits(2.0)
                            .build());
        }
    }

    @Nested
    class SeveralWrites {

        @Test
        void ofABatchAddUp() {
            BatchWriteItemResponse response = us.call(BatchWriteItemRequest.builder()
                    .requestItems(Map.of("things", List.of(putOf("1"), putOf("2"))))
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .build());

            assertThat(response.consumedCapacity()).hasSize(1);
            assertThat(units(response.consumedCapacity().get(0))).isEqualTo(Map.of("table", 2.0, "local-c", 2.0));
        }

        /** CAP-5. */
        @Test
        void ofATransactionCostTwiceAsMuchInIndexesToo() {
            TransactWriteItemsResponse response = us.call(TransactWriteItemsRequest.builder()
                    .transactItems(TransactWriteItem.builder()
                            .put(put -> put.tableName("things").item(thing("1", "c", "c")))
                            .build())
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                    .build());

            ConsumedCapacity consumed = response.consumedCapacity().get(0);
            assertThat(units(consumed)).isEqualTo(Map.of("table", 2.0, "local-c", 2.0));
            assertThat(consumed.writeCapacityUnits()).isEqualTo(4.0);
            assertThat(consumed.localSecondaryIndexes().get("local-c").writeCapacityUnits())
                    .isEqualTo(2.0);
            assertThat(response.itemCollectionMetrics()).isEqualTo(Map.of("things", List.of(collection())));
        }

        private WriteRequest putOf(String b) {
            return WriteRequest.builder()
                    .putRequest(put -> put.item(thing(b, "c", "c")))
                    .build();
        }

        @Test
        void ofATransactionTellNoCollectionThatIsOnlyChecked() {
            TransactWriteItemsResponse response = us.call(TransactWriteItemsRequest.builder()
                    .transactItems(
                            TransactWriteItem.builder()
                                    .conditionCheck(check -> check.tableName("things")
                                            .key(item("a", "2", "b", "1"))
                                            .conditionExpression("attribute_not_exists(a)"))
                                    .build(),
                            TransactWriteItem.builder()
                                    .put(put -> put.tableName("things").item(thing("1")))
                                    .build())
                    .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                    .build());

            assertThat(response.itemCollectionMetrics()).isEqualTo(Map.of("things", List.of(collection())));
        }

        @Test
        void ofABatchTellEachItemCollectionOnce() {
            BatchWriteItemResponse response = us.call(BatchWriteItemRequest.builder()
                    .requestItems(Map.of("things", List.of(putOf("1"), putOf("2"))))
                    .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                    .build());

            assertThat(response.itemCollectionMetrics()).isEqualTo(Map.of("things", List.of(collection())));
        }
    }

    private static ItemCollectionMetrics collection() {
        return ItemCollectionMetrics.builder()
                .itemCollectionKey(item("a", "1"))
                .sizeEstimateRangeGB(0.0, 1.0)
                .build();
    }

    @Nested
    class ItemCollectionsOfWrites {

        @Test
        void areToldOfTablesWithLocalIndexes() {
            PutItemResponse put = us.call(PutItemRequest.builder()
                    .tableName("things")
                    .item(thing("1"))
                    .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                    .build());
            UpdateItemResponse update = us.call(UpdateItemRequest.builder()
                    .tableName("things")
                    .key(thing("1"))
                    .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                    .build());
            DeleteItemResponse delete = us.call(DeleteItemRequest.builder()
                    .tableName("things")
                    .key(thing("1"))
                    .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                    .build());

            assertThat(List.of(
                            put.itemCollectionMetrics(),
                            update.itemCollectionMetrics(),
                            delete.itemCollectionMetrics()))
                    .containsOnly(collection());
        }

        @Test
        void areNotToldUnlessAskedNorOfTablesWithGlobalIndexesAlone() {
            PutItemResponse unasked = us.call(PutItemRequest.builder()
                    .tableName("things")
                    .item(thing("1"))
                    .build());
            PutItemResponse global = us.call(PutItemRequest.builder()
                    .tableName("plain")
                    .item(item("a", "1", "c", "c"))
                    .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                    .build());

            assertThat(unasked.itemCollectionMetrics()).isNull();
            assertThat(global.itemCollectionMetrics()).isNull();
        }

        @Test
        void ofBatchesAreNotToldUnlessAskedNorOfTablesWithGlobalIndexesAlone() {
            BatchWriteItemResponse unasked = us.call(BatchWriteItemRequest.builder()
                    .requestItems(Map.of(
                            "things",
                            List.of(WriteRequest.builder()
                                    .putRequest(put -> put.item(thing("1")))
                                    .build())))
                    .build());
            BatchWriteItemResponse global = us.call(BatchWriteItemRequest.builder()
                    .requestItems(Map.of(
                            "plain",
                            List.of(WriteRequest.builder()
                                    .putRequest(put -> put.item(item("a", "1", "c", "c")))
                                    .build())))
                    .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                    .build());

            assertThat(unasked.hasItemCollectionMetrics()).isFalse();
            assertThat(global.hasItemCollectionMetrics()).isFalse();
        }

        /** 210 MB of items, and as much again in each of the four indexes that hold them whole. */
        @Test
        void areTheWholeGigabytesAndTheNext() {
            GlobalTableDefinition wide = GlobalTableDefinition.named("wide")
                    .partitionKey("a")
                    .sortKey("b")
                    .localIndex("one", "c")
                    .localIndex("two", "c")
                    .localIndex("three", "c")
                    .localIndex("four", "c");
            String large = "x".repeat(400_000);
            try (Simulation simulation =
                    Simulation.builder().keepEvents(1).globalTable(wide).start()) {
                Endpoint endpoint = new Endpoint(() -> simulation, US_EAST_1);
                for (int n = 0; n < 550; n++) {
                    endpoint.put("wide", thing("" + n, "c", "c", "x", large));
                }

                PutItemResponse response = endpoint.call(PutItemRequest.builder()
                        .tableName("wide")
                        .item(thing("last"))
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                        .build());

                assertThat(response.itemCollectionMetrics().sizeEstimateRangeGB())
                        .containsExactly(1.0, 2.0);
            }
        }
    }

    @Nested
    class ARead {

        @BeforeEach
        void things() {
            for (int n = 0; n < 4; n++) {
                us.put("things", thing("" + n, "c", "c", "d", n, "x", "x", "y", "y"));
            }
        }

        private Map<String, Double> query(QueryRequest.Builder request) {
            return units(us.<QueryResponse>call(request.tableName("things")
                            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                            .build())
                    .consumedCapacity());
        }

        private QueryRequest.Builder local() {
            return QueryRequest.builder()
                    .indexName("local-c")
                    .keyConditionExpression("a = :a")
                    .expressionAttributeValues(item(":a", "1"));
        }

        @Test
        void ofAnIndexIsPaidByTheIndex() {
            assertThat(query(local())).isEqualTo(Map.of("table", 0.0, "local-c", 0.5));
            assertThat(query(local().consistentRead(true))).isEqualTo(Map.of("table", 0.0, "local-c", 1.0));
            assertThat(query(QueryRequest.builder()
                            .indexName("global-c")
                            .keyConditionExpression("c = :c")
                            .expressionAttributeValues(item(":c", "c"))))
                    .isEqualTo(Map.of("table", 0.0, "global-c", 0.5));
        }

        @Test
        void ofWhatALocalIndexHoldsNeedsNoFetching() {
            assertThat(query(local().projectionExpression("b, x"))).isEqualTo(Map.of("table", 0.0, "local-c", 0.5));
        }

        @Test
        void ofMoreThanALocalIndexHoldsPaysTheTableForEachItem() {
            assertThat(query(local().select(Select.ALL_ATTRIBUTES))).isEqualTo(Map.of("table", 2.0, "local-c", 0.5));
            assertThat(query(local().projectionExpression("y").limit(2)))
                    .isEqualTo(Map.of("table", 1.0, "local-c", 0.5));
            assertThat(query(local().projectionExpression("y").consistentRead(true)))
                    .isEqualTo(Map.of("table", 4.0, "local-c", 1.0));
        }
    }
}
