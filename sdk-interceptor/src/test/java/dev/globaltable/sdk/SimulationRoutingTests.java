package dev.globaltable.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Starting a simulation is all it takes, on both transports, with the same history. */
class SimulationRoutingTests {

    private static final DynamoDbClient US =
            DynamoDbClient.builder().region(Region.US_EAST_1).build();
    private static final DynamoDbClient EU =
            DynamoDbClient.builder().region(Region.EU_WEST_1).build();
    private static final DynamoDbAsyncClient ASYNC_EU =
            DynamoDbAsyncClient.builder().region(Region.EU_WEST_1).build();

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aWriteIsSeenInAnotherRegionOnceItHasArrivedThere(Transport transport) {
        try (Simulation simulation = start()) {
            SimulationRouting.use(simulation, transport);
            rename(US, "Ada");
            assertThat(nameIn(EU)).isNull();
            simulation.clock().advance(Duration.ofSeconds(1));
            assertThat(nameIn(EU)).isEqualTo("Ada");
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aConflictBetweenStronglyConsistentRegionsIsHiddenByARetry(Transport transport) {
        // STRONG-14, scenario 38
        try (Simulation simulation = Simulation.builder()
                .globalTable(GlobalTableDefinition.named("counters")
                        .partitionKey("id")
                        .regions(Region.US_EAST_1, Region.EU_WEST_1)
                        .witness(Region.US_EAST_2)
                        .consistency(MultiRegionConsistency.STRONG)
                        .acknowledgementDelay(Duration.ofMillis(70)))
                .start()) {
            SimulationRouting.use(simulation, transport);
            Instant before = simulation.clock().instant();
            increment(US, 10);
            increment(EU, 5);

            assertThat(Duration.between(before, simulation.clock().instant())).isEqualTo(Duration.ofMillis(25 + 50));
            assertThat(US.getItem(get -> get.tableName("counters")
                                    .key(Map.of("id", AttributeValue.fromS("1")))
                                    .consistentRead(true))
                            .item()
                            .get("n"))
                    .isEqualTo(AttributeValue.fromN("15"));
        }
    }

    private static void increment(DynamoDbClient client, int by) {
        client.updateItem(update -> update.tableName("counters")
                .key(Map.of("id", AttributeValue.fromS("1")))
                .updateExpression("ADD n :by")
                .expressionAttributeValues(Map.of(":by", AttributeValue.fromN("" + by))));
    }

    @Test
    void aClientWithoutARegionPlaysAHostOfTheHomeRegion() {
        try (Simulation simulation = start();
                DynamoDbClient client = DynamoDbClient.create()) {
            assertThat(client.serviceClientConfiguration().region()).isEqualTo(simulation.homeRegion());
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    @Timeout(15)
    void waitersSeeATableComeAndGoWithoutAPause(Transport transport) {
        // CUR-30; a waiter of the SDK sleeps 20 seconds between two looks
        try (Simulation simulation = start();
                DynamoDbWaiter waiter = US.waiter()) {
            SimulationRouting.use(simulation, transport);
            US.createTable(table -> table.tableName("orders")
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("pk")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("pk")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .billingMode(BillingMode.PAY_PER_REQUEST));
            assertThat(waiter.waitUntilTableExists(table -> table.tableName("orders"))
                            .matched()
                            .response())
                    .hasValueSatisfying(
                            found -> assertThat(found.table().tableStatus()).isEqualTo(TableStatus.ACTIVE));
            US.deleteTable(table -> table.tableName("orders"));
            assertThat(waiter.waitUntilTableNotExists(table -> table.tableName("orders"))
                            .matched()
                            .exception())
                    .containsInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void theTransportsLeaveTheSameHistory() {
        List<String> histories = Stream.of(Transport.TYPED, Transport.JSON)
                .map(SimulationRoutingTests::historyOver)
                .toList();
        assertThat(histories.get(0)).isEqualTo(histories.get(1)).contains("ConditionalCheckFailedException");
    }

    private static String historyOver(Transport transport) {
        try (Simulation simulation = start()) {
            SimulationRouting.use(simulation, transport);
            rename(US, "Ada");
            rename(EU, "Grace");
            ASYNC_EU.getItem(get -> get.tableName("profiles").key(key())).join();
            US.query(query -> query.tableName("profiles")
                    .keyConditionExpression("userId = :id")
                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("42")))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            US.updateItem(update -> update.tableName("profiles")
                    .key(key())
                    .updateExpression("SET visits = if_not_exists(visits, :none) + :one")
                    .expressionAttributeValues(
                            Map.of(":none", AttributeValue.fromN("0"), ":one", AttributeValue.fromN("1"))));
            assertThatThrownBy(() -> US.putItem(put ->
                            put.tableName("profiles").item(key()).conditionExpression("attribute_not_exists(userId)")))
                    .isInstanceOf(ConditionalCheckFailedException.class);
            simulation.settle();
            US.scanPaginator(scan -> scan.tableName("profiles").limit(1)).items().stream()
                    .forEach(item -> assertThat(item).isNotEmpty());
            US.describeTable(table -> table.tableName("profiles"));
            return simulation.history().text();
        }
    }

    @Nested
    class Refusals {

        @ParameterizedTest
        @EnumSource(Transport.class)
        void areDynamoDbs(Transport transport) {
            try (Simulation simulation = start()) {
                SimulationRouting.use(simulation, transport);
                assertThatThrownBy(
                                () -> US.getItem(get -> get.tableName("nothing").key(key())))
                        .isInstanceOfSatisfying(ResourceNotFoundException.class, e -> {
                            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Requested resource not found");
                            assertThat(e.requestId()).hasSize(52);
                        });
                assertThatThrownBy(() -> ASYNC_EU.getItem(
                                        get -> get.tableName("profiles").key(Map.of()))
                                .join())
                        .isInstanceOf(CompletionException.class)
                        .cause()
                        .isInstanceOfSatisfying(
                                DynamoDbException.class,
                                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
            }
        }

        @Test
        void haveTheSameRequestIdsOnBothTransports() {
            List<String> ids = Stream.of(Transport.TYPED, Transport.JSON)
                    .map(transport -> {
                        try (Simulation simulation = start()) {
                            SimulationRouting.use(simulation, transport);
                            US.getItem(get -> get.tableName("nothing").key(key()));
                            return "answered";
                        } catch (AwsServiceException e) {
                            return e.requestId();
                        }
                    })
                    .toList();
            assertThat(ids.get(0)).isEqualTo(ids.get(1)).hasSize(52);
        }
    }

    @Nested
    class AClosedSimulation {

        @Test
        void cannotBeBound() {
            Simulation simulation = start();
            simulation.close();
            assertThatThrownBy(() -> SimulationRouting.bind(simulation))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(simulation + " is not active: it is closed, or was started when the sdk-interceptor was"
                            + " not on the class path. Use a simulation between its start and its close.");
        }

        @Test
        void leavesItsThreadFreeForTheNext() {
            start().close();
            try (Simulation next = start()) {
                rename(US, "Ada");
                assertThat(next.history().text()).contains("PutItem");
            }
        }
    }

    @Test
    void twoSimulationsOnOneThreadAreToldApartByBindingIt() {
        try (Simulation one = start();
                Simulation two = start()) {
            RoutingScope scope = SimulationRouting.bind(one);
            rename(US, "in one");
            scope.close();
            rename(US, "in two");
            assertThat(one.history().text()).contains("in one").doesNotContain("in two");
            assertThat(two.history().text()).contains("in two").doesNotContain("in one");
        }
    }

    private static Simulation start() {
        return Simulation.builder()
                .globalTable(GlobalTableDefinition.named("profiles")
                        .partitionKey("userId")
                        .regions(Region.US_EAST_1, Region.EU_WEST_1)
                        .replicationDelay("800ms"))
                .seed(42)
                .start();
    }

    private static void rename(DynamoDbClient client, String name) {
        client.putItem(put -> put.tableName("profiles")
                .item(Map.of("userId", AttributeValue.fromS("42"), "name", AttributeValue.fromS(name))));
    }

    private static String nameIn(DynamoDbClient client) {
        AttributeValue name = client.getItem(get -> get.tableName("profiles").key(key()))
                .item()
                .get("name");
        return name == null ? null : name.s();
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("userId", AttributeValue.fromS("42"));
    }
}
