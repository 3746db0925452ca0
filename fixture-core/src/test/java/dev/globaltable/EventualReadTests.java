package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads without {@code ConsistentRead} in the Region of the write, where a simulation lets them lag. */
class EventualReadTests {

    private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromS("1"));

    @Nested
    class WhereAllOfThemLag {

        @RegisterExtension
        final CheckedSimulation checked = CheckedSimulation.of(builder -> builder.globalTable(
                        Caller.ITEMS.regions(US_EAST_1, EU_WEST_1).replicationDelay("1s"))
                .eventualReadDelay(Duration.ofMillis(20)));

        private DynamoDbClient us() {
            return checked.simulation().client(US_EAST_1);
        }

        private void put(String name) {
            us().putItem(put -> put.tableName("items").item(item("1", "name", name)));
        }

        private Map<String, AttributeValue> read(boolean consistent) {
            return us().getItem(get -> get.tableName("items").key(KEY).consistentRead(consistent))
                    .item();
        }

        @Test
        void missAWriteOfTheirOwnRegionUntilTheDelayIsOver() {
            put("Ada");
            assertThat(read(false)).isEmpty();
            assertThat(read(true)).isEqualTo(item("1", "name", "Ada"));

            checked.simulation().clock().advance(Duration.ofMillis(20));
            assertThat(read(false)).isEqualTo(item("1", "name", "Ada"));

            us().deleteItem(delete -> delete.tableName("items").key(KEY));
            assertThat(read(false)).isEqualTo(item("1", "name", "Ada"));
            checked.simulation().clock().advance(Duration.ofMillis(20));
            assertThat(read(false)).isEmpty();
        }

        @Test
        void missItWithEveryOperation() {
            put("Ada");

            assertThat(us().scan(scan -> scan.tableName("items")).items()).isEmpty();
            assertThat(us().query(query -> query.tableName("items")
                                    .keyConditionExpression("id = :id")
                                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("1"))))
                            .items())
                    .isEmpty();
            assertThat(us().batchGetItem(batch -> batch.requestItems(Map.of(
                                    "items",
                                    KeysAndAttributes.builder()
                                            .keys(List.of(KEY))
                                            .build())))
                            .responses()
                            .get("items"))
                    .isEmpty();
            assertThat(us().scan(scan -> scan.tableName("items").consistentRead(true))
                            .items())
                    .hasSize(1);
        }

        @Test
        void doNotDelayConditionsAndUpdates() {
            put("Ada");

            us().updateItem(update -> update.tableName("items")
                    .key(KEY)
                    .updateExpression("SET title = :t")
                    .conditionExpression("attribute_exists(id)")
                    .expressionAttributeValues(Map.of(":t", AttributeValue.fromS("Countess"))));

            assertThat(read(true)).isEqualTo(item("1", "name", "Ada", "title", "Countess"));
        }

        @Test
        void areOnTopOfTheDelayBetweenRegions() {
            put("Ada");
            checked.simulation().clock().advance(Duration.ofSeconds(1));
            DynamoDbClient eu = checked.simulation().client(EU_WEST_1);

            assertThat(eu.getItem(get -> get.tableName("items").key(KEY)).item())
                    .isEmpty();
            checked.simulation().clock().advance(Duration.ofMillis(20));
            assertThat(eu.getItem(get -> get.tableName("items").key(KEY)).item())
                    .isEqualTo(item("1", "name", "Ada"));
        }
    }

    @Test
    void goBackInTimeWhereSomeOfThemLag() {
        try (Simulation simulation = Simulation.builder()
                .globalTable(Caller.ITEMS)
                .eventualReadDelay(ReplicationDelay.parse("1s"), 1.0 / 3)
                .seed(1)
                .start()) {
            DynamoDbClient us = simulation.client(US_EAST_1);
            us.putItem(put -> put.tableName("items").item(item("1")));

            List<Boolean> seen = IntStream.range(0, 300)
                    .mapToObj(n ->
                            us.getItem(get -> get.tableName("items").key(KEY)).hasItem())
                    .toList();

            assertThat(seen.stream().filter(found -> !found).count()).isBetween(70L, 130L);
            assertThat(seen).containsSubsequence(true, false, true);
        }
    }

    @Test
    void cannotLagForEverOrInNoCase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulation.builder().eventualReadDelay(ReplicationDelay.manual(), 1))
                .withMessage("What follows a table in its own Region cannot have the delay \"manual\": a test delivers"
                        + " versions to other Regions, not to indexes and readers. Give a time, for example \"50ms\","
                        + " or \"instant\".");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulation.builder().eventualReadDelay(ReplicationDelay.parse("1s"), 0))
                .withMessage("The share of reads that lag is above 0 and at most 1; found 0.0. Leave eventualReadDelay"
                        + " out where no read lags.");
    }
}
