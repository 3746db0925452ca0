package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A transaction is whole in its own Region alone (LWW-24). */
class TransactionReplicationTests {

    private static final Duration DELAY = Duration.ofSeconds(1);

    @RegisterExtension
    final CheckedSimulation checked =
            CheckedSimulation.of(Caller.ITEMS.regions(US_EAST_1, EU_WEST_1).replicationDelay("1s"));

    private Caller us;
    private Caller eu;

    @BeforeEach
    void balances() {
        us = new Caller(checked.simulation(), US_EAST_1);
        eu = new Caller(checked.simulation(), EU_WEST_1);
        us.put("from", "balance", "100");
        us.put("to", "balance", "0");
        checked.simulation().settle();
    }

    private static TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder().tableName("items").item(item).build())
                .build();
    }

    private void transfer() {
        write(US_EAST_1, put(item("from", "balance", "70")), put(item("to", "balance", "30")));
    }

    private void write(Region region, TransactWriteItem... actions) {
        checked.simulation()
                .execute(
                        region,
                        TransactWriteItemsRequest.builder()
                                .transactItems(actions)
                                .build());
    }

    private static List<Map<String, AttributeValue>> read(Caller caller, String... ids) {
        List<TransactGetItem> gets = Arrays.stream(ids)
                .map(id -> TransactGetItem.builder()
                        .get(get -> get.tableName("items").key(item(id)))
                        .build())
                .toList();
        TransactGetItemsResponse response = (TransactGetItemsResponse) caller.simulation()
                .execute(
                        caller.region(),
                        TransactGetItemsRequest.builder().transactItems(gets).build());
        return response.responses().stream().map(ItemResponse::item).toList();
    }

    @Test
    void eachItemTravelsOnItsOwn() {
        transfer();

        assertThat(checked.simulation().network().inFlight()).hasSize(2);
        assertThat(read(us, "from", "to")).containsExactly(item("from", "balance", "70"), item("to", "balance", "30"));
    }

    @Test
    void anotherRegionCanSeeMoneyMissing() {
        transfer();
        Network network = checked.simulation().network();
        network.deliver(network.inFlight().get(0));

        assertThat(read(eu, "from", "to")).containsExactly(item("from", "balance", "70"), item("to", "balance", "0"));

        checked.simulation().settle();
        assertThat(read(eu, "from", "to")).containsExactly(item("from", "balance", "70"), item("to", "balance", "30"));
    }

    @Test
    void oneItemCanLoseAndLeaveTheRestTornForGood() {
        transfer();
        checked.simulation().clock().advance(Duration.ofMillis(1));
        eu.put("to", "balance", "5");

        checked.simulation().settle();

        assertThat(read(us, "from", "to")).isEqualTo(read(eu, "from", "to"));
        assertThat(read(us, "from", "to")).containsExactly(item("from", "balance", "70"), item("to", "balance", "5"));
        assertThat(checked.simulation().conflicts()).hasSize(1);
    }

    @Test
    void aConditionSeesItsOwnRegionOnly() {
        // LWW-19
        us.delete("to");

        write(
                EU_WEST_1,
                put(item("booking")),
                TransactWriteItem.builder()
                        .conditionCheck(ConditionCheck.builder()
                                .tableName("items")
                                .key(item("to"))
                                .conditionExpression("attribute_exists(id)")
                                .build())
                        .build());
        checked.simulation().clock().advance(DELAY);

        assertThat(us.get("to")).isEmpty();
        assertThat(us.get("booking")).isNotEmpty();
    }

    @Test
    void aCancelledTransactionSendsNothing() {
        TransactWriteItem failing = TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName("items")
                        .item(item("to"))
                        .conditionExpression("attribute_not_exists(id)")
                        .build())
                .build();

        assertThatThrownBy(() -> write(US_EAST_1, put(item("from")), failing))
                .isInstanceOf(TransactionCanceledException.class);

        assertThat(checked.simulation().network().inFlight()).isEmpty();
    }
}
