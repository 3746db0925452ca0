package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Scenario 2. Two Regions change different attributes of an item; one of the changes is lost all the same. */
class LostAttributesTests {

    /** The addresses and telephone numbers of customers. */
    interface Customers {

        void moveTo(String customer, String address);

        void callAt(String customer, String phone);
    }

    /** Keeps all that is known of a customer in one item. */
    static final class OneItemPerCustomer implements Customers {

        private final DynamoDbClient dynamoDb;

        OneItemPerCustomer(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        @Override
        public void moveTo(String customer, String address) {
            set(customer, "address", address);
        }

        @Override
        public void callAt(String customer, String phone) {
            set(customer, "phone", phone);
        }

        private void set(String customer, String name, String value) {
            dynamoDb.updateItem(update -> update.tableName("customers")
                    .key(Map.of("customer", fromS(customer)))
                    .updateExpression("SET #name = :value")
                    .expressionAttributeNames(Map.of("#name", name))
                    .expressionAttributeValues(Map.of(":value", fromS(value))));
        }
    }

    /** Keeps what changes on its own in an item of its own. */
    static final class OneItemPerFact implements Customers {

        private final DynamoDbClient dynamoDb;

        OneItemPerFact(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        @Override
        public void moveTo(String customer, String address) {
            put(customer, "address", address);
        }

        @Override
        public void callAt(String customer, String phone) {
            put(customer, "phone", phone);
        }

        private void put(String customer, String fact, String value) {
            dynamoDb.putItem(put -> put.tableName("customers")
                    .item(Map.of("customer", fromS(customer), "fact", fromS(fact), "value", fromS(value))));
        }
    }

    @Nested
    @GlobalTable(name = "customers", partitionKey = "customer")
    class InOneItem {

        private final Customers us = new OneItemPerCustomer(US_EAST_1);
        private final Customers eu = new OneItemPerCustomer(EU_WEST_1);

        @BeforeEach
        void bothRegionsKnowAda(Simulation simulation) {
            us.moveTo("ada", "London");
            us.callAt("ada", "555-1");
            simulation.settle();
        }

        /** LWW-1, LWW-11: what travels is the whole item as the writer's Region knew it. */
        @Test
        void theEarlierChangeIsLost(Simulation simulation, SimulatedClock clock, SimulatedTable customers) {
            us.moveTo("ada", "Paris");
            clock.advance(Duration.ofMillis(1));
            eu.callAt("ada", "555-2");
            simulation.settle();

            assertThat(customers)
                    .item("ada")
                    .hasConverged()
                    .in(US_EAST_1)
                    .isEqualTo(Map.of("customer", "ada", "address", "London", "phone", "555-2"));
            assertThat(changes(customers, US_EAST_1))
                    .endsWith(
                            "MODIFY {address: London, customer: ada, phone: 555-1}"
                                    + " -> {address: Paris, customer: ada, phone: 555-1}",
                            "MODIFY {address: Paris, customer: ada, phone: 555-1}"
                                    + " -> {address: London, customer: ada, phone: 555-2}");
        }

        @Test
        void bothStayWhenTheFirstHadArrivedBeforeTheSecond(Simulation simulation, SimulatedTable customers) {
            us.moveTo("ada", "Paris");
            simulation.settle();
            eu.callAt("ada", "555-2");
            simulation.settle();

            assertThat(customers)
                    .item("ada")
                    .hasConverged()
                    .in(US_EAST_1)
                    .isEqualTo(Map.of("customer", "ada", "address", "Paris", "phone", "555-2"));
        }
    }

    /** The remedy: the item is what wins or loses, so whatever changes independently is an item. */
    @Nested
    @GlobalTable(name = "customers", partitionKey = "customer", sortKey = "fact")
    class InItemsOfTheirOwn {

        private final Customers us = new OneItemPerFact(US_EAST_1);
        private final Customers eu = new OneItemPerFact(EU_WEST_1);

        @Test
        void bothChangesStay(Simulation simulation, SimulatedClock clock, SimulatedTable customers) {
            us.moveTo("ada", "Paris");
            clock.advance(Duration.ofMillis(1));
            eu.callAt("ada", "555-2");
            simulation.settle();

            assertThat(customers).hasConverged();
            assertThat(customers).in(EU_WEST_1).item("ada", "address").hasAttribute("value", "Paris");
            assertThat(customers).in(US_EAST_1).item("ada", "phone").hasAttribute("value", "555-2");
            assertThat(customers).conflicts().isEmpty();
        }
    }
}
