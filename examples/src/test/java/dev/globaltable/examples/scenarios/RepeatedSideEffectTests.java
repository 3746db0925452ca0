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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Scenario 21. An idempotency key protects a payment, and the card is charged twice. */
@GlobalTable(name = "payments", partitionKey = "key")
class RepeatedSideEffectTests {

    /** Charges cards, each order once. */
    static final class Payments {

        private final DynamoDbClient dynamoDb;
        private final String server;
        private final Consumer<String> cardCompany;

        Payments(Region keys, String server, Consumer<String> cardCompany) {
            this.dynamoDb = DynamoDbClient.builder().region(keys).build();
            this.server = server;
            this.cardCompany = cardCompany;
        }

        /** Says whether the card was charged now; not if it had been before. */
        boolean pay(String order) {
            try {
                dynamoDb.putItem(put -> put.tableName("payments")
                        .item(Map.of("key", fromS(order), "paidBy", fromS(server)))
                        .conditionExpression("attribute_not_exists(#key)")
                        .expressionAttributeNames(Map.of("#key", "key")));
            } catch (ConditionalCheckFailedException paidBefore) {
                return false;
            }
            cardCompany.accept(order);
            return true;
        }
    }

    private final List<String> charges = new ArrayList<>();

    /** LWW-19; the streams: STR-4. */
    @Test
    void aRetryInAnotherRegionChargesTheCardAgain(
            Simulation simulation, SimulatedClock clock, SimulatedTable payments) {
        Payments us = new Payments(US_EAST_1, "virginia", charges::add);
        Payments eu = new Payments(EU_WEST_1, "ireland", charges::add);

        assertThat(us.pay("order-1")).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(eu.pay("order-1")).isTrue();
        simulation.settle();

        assertThat(charges).containsExactly("order-1", "order-1");
        assertThat(payments)
                .item("order-1")
                .hasConverged()
                .in(US_EAST_1)
                .isEqualTo(Map.of("key", "order-1", "paidBy", "ireland"));
        assertThat(changes(payments, US_EAST_1))
                .containsExactly(
                        "INSERT {key: order-1, paidBy: virginia}",
                        "MODIFY {key: order-1, paidBy: virginia} -> {key: order-1, paidBy: ireland}");
        assertThat(changes(payments, EU_WEST_1)).containsExactly("INSERT {key: order-1, paidBy: ireland}");
    }

    /** The remedy: keys are kept in one Region, whoever uses them. */
    @Test
    void aRetryFindsTheKeyWhereAllKeysAreKept(Simulation simulation, SimulatedClock clock) {
        Payments us = new Payments(US_EAST_1, "virginia", charges::add);
        Payments eu = new Payments(US_EAST_1, "ireland", charges::add);

        assertThat(us.pay("order-1")).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(eu.pay("order-1")).isFalse();
        simulation.settle();

        assertThat(charges).containsExactly("order-1");
    }
}
