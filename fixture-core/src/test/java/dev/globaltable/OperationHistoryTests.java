package dev.globaltable;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.ItemRead;
import dev.globaltable.history.ItemWrite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What the history knows of each call: who made it, what it saw and what it changed. */
class OperationHistoryTests {

    @RegisterExtension
    final CheckedSimulation checked =
            CheckedSimulation.of(builder -> builder.globalTable(GlobalTableDefinition.named("orders")
                            .partitionKey("id")
                            .globalIndex("by-state", "state")
                            .regions(US_EAST_1, EU_WEST_1)
                            .replicationDelay("1s"))
                    .indexDelay(Duration.ofMillis(100)));

    private Simulation simulation() {
        return checked.simulation();
    }

    private static Map<String, AttributeValue> item(String id, String state) {
        return Map.of("id", AttributeValue.fromS(id), "state", AttributeValue.fromS(state));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private static void put(DynamoDbClient client, String id, String state) {
        client.putItem(put -> put.tableName("orders").item(item(id, state)));
    }

    private static TransactGetItem get(String id) {
        return TransactGetItem.builder()
                .get(get -> get.tableName("orders").key(key(id)))
                .build();
    }

    private HistoryEvent.Operation last() {
        List<HistoryEvent.Operation> operations = simulation().history().events(HistoryEvent.Operation.class);
        return operations.get(operations.size() - 1);
    }

    private static String state(ItemRead read) {
        return read.version()
                .flatMap(version -> version.item())
                .map(item -> requireNonNull(item.get("state")).s())
                .orElse("none");
    }

    @Nested
    class Reads {

        @Test
        void tellTheVersionThatTheRegionHadAndNotTheNewestOne() {
            put(simulation().client(US_EAST_1), "1", "new");
            simulation().settle();
            put(simulation().client(US_EAST_1), "1", "paid");

            simulation()
                    .client(EU_WEST_1)
                    .getItem(get -> get.tableName("orders").key(key("1")));

            assertThat(last().reads()).singleElement().satisfies(read -> {
                assertThat(state(read)).isEqualTo("new");
                assertThat(read.table()).isEqualTo("orders");
                assertThat(read.key()).hasToString("1");
                assertThat(read.consistent()).isFalse();
                assertThat(read.index()).isEmpty();
            });
        }

        @Test
        void tellThatThereIsNothingAndWhetherThereEverWas() {
            DynamoDbClient us = simulation().client(US_EAST_1);
            us.getItem(get -> get.tableName("orders").key(key("1")).consistentRead(true));
            assertThat(last().reads()).singleElement().satisfies(read -> {
                assertThat(read.version()).isEmpty();
                assertThat(read.consistent()).isTrue();
            });

            put(us, "1", "new");
            us.deleteItem(delete -> delete.tableName("orders").key(key("1")));
            us.getItem(get -> get.tableName("orders").key(key("1")));

            assertThat(last().reads())
                    .singleElement()
                    .satisfies(read -> assertThat(read.version())
                            .hasValueSatisfying(
                                    version -> assertThat(version.isDelete()).isTrue()));
        }

        @Test
        void ofAnIndexTellTheVersionThatTheIndexHad() {
            DynamoDbClient us = simulation().client(US_EAST_1);
            put(us, "1", "new");
            simulation().settle();
            put(us, "1", "paid");

            us.query(query -> query.tableName("orders")
                    .indexName("by-state")
                    .keyConditionExpression("#s = :new")
                    .expressionAttributeNames(Map.of("#s", "state"))
                    .expressionAttributeValues(Map.of(":new", AttributeValue.fromS("new"))));

            assertThat(last().reads()).singleElement().satisfies(read -> {
                assertThat(read.index()).hasValue("by-state");
                assertThat(state(read)).isEqualTo("new");
            });
        }

        @Test
        void leaveOutWhatAFilterKeepsFromTheCaller() {
            DynamoDbClient us = simulation().client(US_EAST_1);
            put(us, "1", "new");
            put(us, "2", "paid");

            us.scan(scan -> scan.tableName("orders")
                    .filterExpression("#s = :paid")
                    .expressionAttributeNames(Map.of("#s", "state"))
                    .expressionAttributeValues(Map.of(":paid", AttributeValue.fromS("paid"))));

            assertThat(last().reads()).extracting(OperationHistoryTests::state).containsExactly("paid");
        }

        @Test
        void ofBatchesAndTransactionsTellEveryItem() {
            DynamoDbClient us = simulation().client(US_EAST_1);
            put(us, "1", "new");
            put(us, "2", "paid");

            us.batchGetItem(batch -> batch.requestItems(Map.of(
                    "orders",
                    KeysAndAttributes.builder()
                            .keys(List.of(key("1"), key("2"), key("3")))
                            .build())));
            assertThat(last().reads())
                    .extracting(OperationHistoryTests::state)
                    .containsExactlyInAnyOrder("new", "paid", "none");

            us.transactGetItems(transaction -> transaction.transactItems(List.of(get("1"), get("2"))));
            assertThat(last().reads())
                    .extracting(OperationHistoryTests::state, ItemRead::consistent)
                    .containsExactly(tuple("new", true), tuple("paid", true));

            us.transactWriteItems(transaction -> transaction.transactItems(List.of(
                    TransactWriteItem.builder()
                            .conditionCheck(check ->
                                    check.tableName("orders").key(key("1")).conditionExpression("attribute_exists(id)"))
                            .build(),
                    TransactWriteItem.builder()
                            .put(put -> put.tableName("orders").item(item("3", "new")))
                            .build())));
            assertThat(last().reads()).extracting(OperationHistoryTests::state).containsExactly("new");
            assertThat(last().writes()).hasSize(1);
        }

        @Test
        void tellWhatARefusedConditionLookedAt() {
            DynamoDbClient us = simulation().client(US_EAST_1);
            put(us, "1", "new");

            assertThatThrownBy(() -> us.putItem(put -> put.tableName("orders")
                            .item(item("1", "paid"))
                            .conditionExpression("attribute_not_exists(id)")))
                    .isInstanceOf(ConditionalCheckFailedException.class);

            assertThat(last().reads()).extracting(OperationHistoryTests::state).containsExactly("new");
            assertThat(last().writes()).isEmpty();
        }
    }

    @Nested
    class Writes {

        @Test
        void tellTheVersionTheyMadeAndTheOneTheyReplaced() {
            DynamoDbClient us = simulation().client(US_EAST_1);
            put(us, "1", "new");
            ItemWrite first = last().writes().get(0);
            put(us, "1", "paid");

            assertThat(first.overwritten()).isEmpty();
            assertThat(last().writes()).singleElement().satisfies(write -> {
                assertThat(write.overwritten()).hasValue(first.written());
                assertThat(write.written().item()).hasValue(item("1", "paid"));
            });
        }

        @Test
        void thatChangeNothingMakeNoVersion() {
            DynamoDbClient us = simulation().client(US_EAST_1);
            put(us, "1", "new");
            put(us, "1", "new");

            assertThat(last().writes()).isEmpty();
        }
    }

    @Nested
    class Sessions {

        @Test
        void markTheCallsOfTheirClientsAndOfWhatTheyRun() {
            Session cart = simulation().session("cart");
            DynamoDbClient us = simulation().client(US_EAST_1);

            put(cart.client(US_EAST_1), "1", "new");
            cart.run(() -> put(us, "2", "new"));
            put(us, "3", "new");

            assertThat(simulation().history().events(HistoryEvent.Operation.class))
                    .extracting(HistoryEvent.Operation::session, HistoryEvent.Operation::id)
                    .containsExactly(tuple("cart", 1L), tuple("cart", 2L), tuple("", 3L));
            assertThat(simulation().history().text()).contains("us-east-1 [cart] PutItem {", "us-east-1 PutItem {");
        }

        @Test
        void nestAndEndEvenWhenWhatTheyRunFails() {
            DynamoDbClient us = simulation().client(US_EAST_1);
            Session outer = simulation().session("outer");

            outer.run(() -> {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> simulation().session("inner").run(() -> {
                            throw new IllegalArgumentException("planned");
                        }));
                put(us, "1", "new");
            });

            assertThat(last().session()).isEqualTo("outer");
        }

        @Test
        void areOfOneThread() {
            DynamoDbClient us = simulation().client(US_EAST_1);

            simulation()
                    .session("cart")
                    .run(() -> CompletableFuture.runAsync(() -> put(us, "1", "new"))
                            .join());

            assertThat(last().session()).isEmpty();
        }

        @Test
        void needAName() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation().session(" "))
                    .withMessage("A session needs a name that the history can tell, found \" \".");
        }
    }

    @Nested
    class Exports {

        private void run() {
            Session ann = simulation().session("ann");
            put(ann.client(US_EAST_1), "1", "new");
            ann.client(EU_WEST_1).getItem(get -> get.tableName("orders").key(key("1")));
            simulation().clock().advance(Duration.ofSeconds(1));
            simulation()
                    .session("bob")
                    .client(EU_WEST_1)
                    .getItem(get -> get.tableName("orders").key(key("1")));
        }

        @Test
        void asJepsenTellsItHaveAnInvocationAndACompletionForEachCall() {
            run();

            assertThat(simulation().history().jepsen()).isEqualTo("""
                            {:index 0, :type :invoke, :process 0, :time 0, :f :txn, :value [[:w "orders/1" "0.000000@us-east-1#1"]]}
                            {:index 1, :type :ok, :process 0, :time 0, :f :txn, :value [[:w "orders/1" "0.000000@us-east-1#1"]]}
                            {:index 2, :type :invoke, :process 0, :time 0, :f :txn, :value [[:r "orders/1" nil]]}
                            {:index 3, :type :ok, :process 0, :time 0, :f :txn, :value [[:r "orders/1" nil]]}
                            {:index 4, :type :invoke, :process 1, :time 1000000000, :f :txn, :value [[:r "orders/1" nil]]}
                            {:index 5, :type :ok, :process 1, :time 1000000000, :f :txn, :value [[:r "orders/1" "0.000000@us-east-1#1"]]}
                            """);
        }

        @Test
        void asJsonHaveALineForEachEvent() {
            run();

            String lines = simulation().history().jsonLines();

            assertThat(lines.lines())
                    .hasSize(simulation().history().events().size() + 1)
                    .contains("""
                            {"completed":"2026-01-01T00:00:01Z","event":"Operation","id":3,"operation":"GetItem",\
                            "reads":[{"consistent":false,"key":{"partition":{"S":"1"}},"table":"orders",\
                            "version":{"item":{"id":{"S":"1"},"state":{"S":"new"}},"origin":"us-east-1","sequence":1,\
                            "timestamp":"2026-01-01T00:00:00Z"}}],"region":"eu-west-1",\
                            "request":{"Key":{"id":{"S":"1"}},"TableName":"orders"},\
                            "response":{"Item":{"id":{"S":"1"},"state":{"S":"new"}}},"session":"bob",\
                            "time":"2026-01-01T00:00:01Z","writes":[]}""");
        }
    }
}
