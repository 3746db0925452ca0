package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.error.NotSimulatedException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

class DirectClientTests {

    @RegisterExtension
    final CheckedSimulation checked =
            CheckedSimulation.of(Caller.ITEMS.regions(US_EAST_1, EU_WEST_1).replicationDelay("1s"));

    private DynamoDbClient client;
    private DynamoDbAsyncClient async;

    @BeforeEach
    void clients() {
        client = checked.simulation().client(US_EAST_1);
        async = checked.simulation().asyncClient(US_EAST_1);
    }

    @Test
    void aRequestIsAnsweredByTheRegion() {
        client.putItem(put -> put.tableName("items").item(item("1", "name", "Ada")));

        assertThat(client.getItem(get -> get.tableName("items").key(item("1"))).item())
                .isEqualTo(item("1", "name", "Ada"));
        assertThat(checked.simulation()
                        .client(EU_WEST_1)
                        .getItem(get -> get.tableName("items").key(item("1")))
                        .hasItem())
                .isFalse();
    }

    @Test
    void anErrorIsTheOneOfTheSdk() {
        assertThatThrownBy(() -> client.getItem(get -> get.tableName("others").key(item("1"))))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageStartingWith(
                        "Requested resource not found (Service: DynamoDb, Status Code: 400, Request ID: ");
    }

    @Test
    void anAsynchronousErrorIsInItsFuture() {
        assertThatThrownBy(() -> async.getItem(get -> get.tableName("others").key(item("1")))
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void anAsynchronousRequestIsAnsweredAtOnce() {
        assertThat(async.putItem(put -> put.tableName("items").item(item("1", "name", "Ada"))))
                .isCompleted();

        assertThat(async.getItem(get -> get.tableName("items").key(item("1")))
                        .join()
                        .item())
                .isEqualTo(item("1", "name", "Ada"));
    }

    @Test
    void paginatorsAndWaitersWork() {
        for (String id : new String[] {"1", "2", "3"}) {
            client.putItem(put -> put.tableName("items").item(item(id)));
        }

        assertThat(client.scanPaginator(scan -> scan.tableName("items").limit(2))
                        .items())
                .hasSize(3);
        assertThat(client.waiter()
                        .waitUntilTableExists(describe -> describe.tableName("items"))
                        .matched()
                        .response()
                        .orElseThrow()
                        .table()
                        .tableStatus())
                .isEqualTo(TableStatus.ACTIVE);
        assertThat(client.listTables().tableNames()).containsExactly("items");
    }

    @Test
    void whatIsNotSimulatedSaysSo() {
        assertThatThrownBy(() -> client.importTable(request -> {})).isInstanceOf(NotSimulatedException.class);
    }

    @Test
    void itKnowsItsRegionAndItself() {
        assertThat(client.serviceClientConfiguration().region()).isEqualTo(US_EAST_1);
        assertThat(List.of(client))
                .contains(client)
                .doesNotContain(checked.simulation().client(US_EAST_1));
        assertThat(client.serviceName()).isEqualTo("dynamodb");
        assertThat(client).hasToString("DirectClient[us-east-1]");
        client.close();
    }
}
