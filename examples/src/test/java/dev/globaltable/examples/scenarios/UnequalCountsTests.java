package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Scenario 15. Two Regions count the same orders and come to different numbers. */
@GlobalTable(
        name = "orders",
        partitionKey = "order",
        replicationDelay = "1s",
        globalIndexes = @GlobalTable.Index(name = "byCustomer", partitionKey = "customer"),
        indexDelay = "500ms")
class UnequalCountsTests {

    /** Orders, and the report that counts them. */
    static final class Orders {

        private final DynamoDbClient dynamoDb;

        Orders(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void place(String order, String customer) {
            dynamoDb.putItem(
                    put -> put.tableName("orders").item(Map.of("order", fromS(order), "customer", fromS(customer))));
        }

        int all() {
            return dynamoDb.scan(scan -> scan.tableName("orders").select(Select.COUNT))
                    .count();
        }

        int of(String customer) {
            return dynamoDb.query(query -> query.tableName("orders")
                            .indexName("byCustomer")
                            .keyConditionExpression("customer = :customer")
                            .expressionAttributeValues(Map.of(":customer", fromS(customer)))
                            .select(Select.COUNT))
                    .count();
        }

        /** What the console shows. */
        long shown() {
            return dynamoDb.describeTable(describe -> describe.tableName("orders"))
                    .table()
                    .itemCount();
        }
    }

    private final Orders us = new Orders(US_EAST_1);
    private final Orders eu = new Orders(EU_WEST_1);

    /** LWW-27: each Region fills its indexes from what has arrived there, so they are later still. */
    @Test
    void aRegionThatLagsCountsLessAndItsIndexLessStill(SimulatedClock clock) {
        us.place("o-1", "ada");

        assertThat(us.all()).isEqualTo(1);
        assertThat(us.shown()).isEqualTo(1);
        assertThat(us.of("ada")).isZero();
        assertThat(eu.all()).isZero();
        assertThat(eu.shown()).isZero();
        assertThat(eu.of("ada")).isZero();

        clock.advance(Duration.ofSeconds(1));
        assertThat(us.of("ada")).isEqualTo(1);
        assertThat(eu.all()).isEqualTo(1);
        assertThat(eu.shown()).isEqualTo(1);
        assertThat(eu.of("ada")).isZero();

        clock.advance(Duration.ofMillis(500));
        assertThat(eu.of("ada")).isEqualTo(1);
    }

    /** The remedy, in tests as in reports: compare when nothing is under way any more. */
    @Test
    void allCountsAreEqualOnceEverythingHasArrived(Simulation simulation, SimulatedTable orders) {
        us.place("o-1", "ada");
        eu.place("o-2", "ada");
        simulation.settle();

        assertThat(orders).hasConverged();
        for (Orders region : new Orders[] {us, eu}) {
            assertThat(region.all()).isEqualTo(2);
            assertThat(region.of("ada")).isEqualTo(2);
            assertThat(region.shown()).isEqualTo(2);
        }
    }
}
