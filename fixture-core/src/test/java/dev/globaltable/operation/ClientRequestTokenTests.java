package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Transactions.cancelled;
import static dev.globaltable.operation.Transactions.check;
import static dev.globaltable.operation.Transactions.delete;
import static dev.globaltable.operation.Transactions.put;
import static dev.globaltable.operation.Transactions.update;
import static dev.globaltable.operation.Transactions.write;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class ClientRequestTokenTests {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final String MISMATCH =
            "DynamoDB rejected the request because you retried a request with a different"
                    + " payload but with an idempotent token that was already used.";

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);
    private final Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);

    private static TransactWriteItemsRequest increment(String token) {
        return with(token, update("people", item("id", "count"), "ADD n :one", item(":one", 1)));
    }

    private static TransactWriteItemsRequest with(String token, TransactWriteItem... actions) {
        return write(actions).toBuilder().clientRequestToken(token).build();
    }

    private void assertCount(Endpoint endpoint, int count) {
        assertThat(endpoint.get("people", item("id", "count"))).isEqualTo(item("id", "count", "n", count));
    }

    @Test
    void theSameRequestIsDoneOnceInTenMinutes() {
        us.call(increment("token"));
        checked.simulation().clock().advance(TEN_MINUTES.minusNanos(1000));

        us.call(increment("token"));

        assertCount(us, 1);
    }

    @Test
    void afterTenMinutesItIsANewRequest() {
        us.call(increment("token"));
        checked.simulation().clock().advance(TEN_MINUTES);

        us.call(increment("token"));

        assertCount(us, 2);
    }

    @Test
    void aRepetitionDoesNotProlongTheTenMinutes() {
        us.call(increment("token"));
        checked.simulation().clock().advance(Duration.ofMinutes(6));
        us.call(increment("token"));
        checked.simulation().clock().advance(Duration.ofMinutes(6));

        us.call(increment("token"));

        assertCount(us, 2);
    }

    @Test
    void otherActionsWithTheSameTokenAreRefused() {
        us.call(increment("token"));

        us.refuses(with("token", put("people", item("id", "1"))), IdempotentParameterMismatchException.class, MISMATCH);

        assertThat(us.writes()).isEqualTo(1);
    }

    @Test
    void otherActionsAreAllowedTenMinutesLater() {
        us.call(increment("token"));
        checked.simulation().clock().advance(TEN_MINUTES);

        us.call(with("token", put("people", item("id", "1"))));

        assertThat(us.writes()).isEqualTo(2);
    }

    @Test
    void whatTheResponseShallTellIsNoDifference() {
        us.call(increment("token"));

        us.call(increment("token").toBuilder()
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .returnItemCollectionMetrics("SIZE")
                .build());

        assertCount(us, 1);
    }

    @Test
    void requestsWithoutTokenOrWithAnotherAreDoneEachTime() {
        us.call(increment("one"));
        us.call(increment("two"));
        us.call(increment(null));
        us.call(increment(null));

        assertCount(us, 4);
    }

    @Test
    void aCancelledRequestLeavesItsTokenFree() {
        cancelled(
                us, with("token", check("people", item("id", "1"), "attribute_exists(id)")), "ConditionalCheckFailed");

        us.call(with("token", put("people", item("id", "1"))));

        assertThat(us.writes()).isEqualTo(1);
    }

    @Test
    void aRepetitionLooksAtNoConditionAgain() {
        TransactWriteItemsRequest create = with(
                "token", put("people", item("id", "1"), put -> put.conditionExpression("attribute_not_exists(id)")));
        us.call(create);

        us.call(create);

        assertThat(us.writes()).isEqualTo(1);
    }

    @Test
    void aRepetitionCostsReads() {
        TransactWriteItemsRequest request = with(
                        "token",
                        put("people", item("id", "1", "v", "x".repeat(5000))),
                        delete("people", item("id", "2")),
                        put("events", item("pk", "a", "at", "1")))
                .toBuilder()
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        us.call(request);

        TransactWriteItemsResponse response = us.call(request);

        assertThat(response.consumedCapacity()).containsExactly(readOf("people", 6), readOf("events", 2));
    }

    private static ConsumedCapacity readOf(String table, double units) {
        return ConsumedCapacity.builder()
                .tableName(table)
                .capacityUnits(units)
                .readCapacityUnits(units)
                .build();
    }

    @Test
    void anotherRegionDoesNotKnowTheToken() {
        // LWW-25
        us.call(increment("token"));
        checked.simulation().settle();

        eu.call(increment("token"));

        assertCount(eu, 2);
    }
}
