package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.SimulatedClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@GlobalTable(
        name = "orders",
        partitionKey = "customer",
        sortKey = "id",
        globalIndexes =
                @GlobalTable.Index(
                        name = "by-day",
                        partitionKey = "day",
                        sortKey = "price",
                        sortKeyType = ScalarAttributeType.N),
        localIndexes = @GlobalTable.Index(name = "by-state", sortKey = "state"),
        indexDelay = "50ms")
class IndexAnnotationTests {

    private static int count(DynamoDbClient client, String index, String key, String value) {
        return client.query(query -> query.tableName("orders")
                        .indexName(index)
                        .keyConditionExpression("#k = :v")
                        .expressionAttributeNames(Map.of("#k", key))
                        .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(value))))
                .count();
    }

    @Test
    void indexesAreDeclaredWithTheTableAndGlobalOnesAreBehindIt(
            @InRegion("us-east-1") DynamoDbClient client, SimulatedClock clock) {
        client.putItem(put -> put.tableName("orders")
                .item(Map.of(
                        "customer", AttributeValue.fromS("ann"),
                        "id", AttributeValue.fromS("1"),
                        "day", AttributeValue.fromS("mon"),
                        "price", AttributeValue.fromN("3"),
                        "state", AttributeValue.fromS("open"))));

        assertThat(count(client, "by-state", "customer", "ann")).isEqualTo(1);
        assertThat(count(client, "by-day", "day", "mon")).isZero();
        clock.advance(Duration.ofMillis(50));
        assertThat(count(client, "by-day", "day", "mon")).isEqualTo(1);
    }
}
