package dev.globaltable.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TextTimelineTests {

    private final Simulation simulation = Simulation.builder()
            .globalTable(GlobalTableDefinition.named("profiles")
                    .partitionKey("userId")
                    .replicationDelay("800ms"))
            .start();

    @AfterEach
    void close() {
        simulation.close();
    }

    private void put(Region region, String name) {
        simulation.execute(
                region,
                PutItemRequest.builder()
                        .tableName("profiles")
                        .item(Map.of("userId", AttributeValue.fromS("42"), "name", AttributeValue.fromS(name)))
                        .build());
    }

    private void get(Region region) {
        simulation.execute(
                region,
                GetItemRequest.builder().tableName("profiles").key(key()).build());
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("userId", AttributeValue.fromS("42"));
    }

    @Test
    void aStaleReadLiesBetweenTheTailAndTheHeadOfItsArrow() {
        put(Region.US_EAST_1, "Ada");
        simulation.clock().advance(Duration.ofMillis(300));
        get(Region.EU_WEST_1);
        simulation.settle();
        get(Region.EU_WEST_1);

        assertThat(TextTimeline.of(simulation.history())).isEqualTo("""
                            time (s)  us-east-1                                           | eu-west-1
                            0.000000  PutItem profiles/42 = {name: "Ada", userId: "42"}   |
                            0.000000  #1 -------------------------------------------------+--> due 0.800000
                            0.300000                                                      | GetItem profiles {userId: "42"} -> no item
                            0.800000                                                      | #1 applied: profiles/42 = {name: "Ada", userId:
                                                                                          |   "42"}
                            0.800000                                                      | GetItem profiles {userId: "42"} -> {name: "Ada",
                                                                                          |   userId: "42"}
                        """);
    }

    @Test
    void aConflictShowsWhatWasLostInEachRegion() {
        put(Region.US_EAST_1, "Ada");
        simulation.clock().advance(Duration.ofMillis(5));
        put(Region.EU_WEST_1, "Grace");
        simulation.settle();

        assertThat(TextTimeline.of(simulation.history())).isEqualTo("""
                            time (s)  us-east-1                                           | eu-west-1
                            0.000000  PutItem profiles/42 = {name: "Ada", userId: "42"}   |
                            0.000000  #1 -------------------------------------------------+--> due 0.800000
                            0.005000                                                      | PutItem profiles/42 = {name: "Grace", userId: "42"}
                            0.005000                                      due 0.805000 <--+------------------------------------------------- #2
                            0.800000                                                      | #1 LOST: profiles/42 = {name: "Ada", userId: "42"}
                            0.805000  #2 applied: profiles/42 = {name: "Grace", userId:   |
                                        "42"}                                             |
                            0.805000  LOST: {name: "Ada", userId: "42"}                   |
                        """);
    }

    @Test
    void closedLinksWrongClocksErrorsAndDeletesAreShown() {
        simulation.network().cutLink(Region.US_EAST_1, Region.EU_WEST_1);
        simulation.clock().in(Region.EU_WEST_1).setAhead(Duration.ofMillis(-500));
        simulation.clock().in(Region.US_EAST_1).setDrift(50);
        DeleteItemRequest.Builder delete =
                DeleteItemRequest.builder().tableName("profiles").key(key());
        assertThatThrownBy(() -> simulation.execute(
                        Region.EU_WEST_1,
                        delete.conditionExpression("attribute_exists(userId)").build()))
                .isInstanceOf(ConditionalCheckFailedException.class);
        put(Region.EU_WEST_1, "Ada");
        simulation.execute(Region.EU_WEST_1, delete.build());
        simulation.execute(
                Region.EU_WEST_1, ScanRequest.builder().tableName("profiles").build());

        assertThat(TextTimeline.of(simulation.history())).isEqualTo("""
                            time (s)  us-east-1                                           | eu-west-1
                            0.000000  link to eu-west-1 cut                               |
                            0.000000                                                      | clock 0.500000 s behind
                            0.000000  clock 0.000000 s ahead, drift 50 ppm                |
                            0.000000                                                      | DeleteItem profiles {userId: "42"} ->
                                                                                          |   ConditionalCheckFailedException
                            0.000000                                                      | PutItem profiles/42 = {name: "Ada", userId: "42"}
                            0.000000                                      due 0.800000 <--+------------------------------------------------- #1
                            0.000000                                                      | DeleteItem profiles/42 = deleted
                            0.000000                                      due 0.800000 <--+------------------------------------------------- #2
                            0.000000                                                      | Scan profiles -> 0 items
                        """);
    }

    @Test
    void aTransactionIsShownByItsWritesOrItsSize() {
        TransactWriteItemsRequest create = TransactWriteItemsRequest.builder()
                .transactItems(TransactWriteItem.builder()
                        .put(put -> put.tableName("profiles")
                                .item(key())
                                .conditionExpression("attribute_not_exists(userId)"))
                        .build())
                .build();
        simulation.execute(Region.US_EAST_1, create);
        assertThatThrownBy(() -> simulation.execute(Region.US_EAST_1, create))
                .isInstanceOf(TransactionCanceledException.class);
        simulation.execute(
                Region.US_EAST_1,
                TransactGetItemsRequest.builder()
                        .transactItems(TransactGetItem.builder()
                                .get(get -> get.tableName("profiles").key(key()))
                                .build())
                        .build());

        assertThat(TextTimeline.of(simulation.history())).isEqualTo("""
                            time (s)  us-east-1                                           | eu-west-1
                            0.000000  TransactWriteItems profiles/42 = {userId: "42"}     |
                            0.000000  #1 -------------------------------------------------+--> due 0.800000
                            0.000000  TransactWriteItems 1 action ->                      |
                                        TransactionCanceledException                      |
                            0.000000  TransactGetItems -> 1 item                          |
                        """);
    }

    @Test
    void aCallOfASessionNamesIt() {
        simulation.session("cart").run(() -> put(Region.US_EAST_1, "Ada"));
        simulation.session("cart").run(() -> get(Region.EU_WEST_1));

        assertThat(TextTimeline.of(simulation.history()))
                .contains(
                        "[cart] PutItem profiles/42 = {name: \"Ada\",",
                        "| [cart] GetItem profiles {userId: \"42\"} -> no item");
    }

    @Test
    void aFaultIsShownWhereItHappens() {
        simulation.faults().disableRegion(Region.EU_WEST_1);

        assertThat(TextTimeline.of(simulation.history())).contains("| Region disabled");
    }

    @Test
    void noLineIsLongerThanAskedForAndLongItemsAreCut() {
        put(Region.US_EAST_1, "x".repeat(500));

        assertThat(TextTimeline.of(simulation.history(), 80).lines())
                .allMatch(line -> line.length() <= 80)
                .anyMatch(line -> line.contains("xxx..."));
    }

    @Test
    void anEmptyHistoryHasOnlyAHead() {
        try (Simulation empty = Simulation.builder().start()) {
            assertThat(TextTimeline.of(empty.history())).isEqualTo("    time (s)\n");
        }
    }
}
