package dev.globaltable.benchmarks;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The calls that every benchmark makes: items of five attributes under a thousand keys. */
final class Workload {

    static final Region REGION = Region.US_EAST_1;

    /** So many calls a simulation gets before the next one takes its place. */
    static final int CALLS_PER_SIMULATION = 20_000;

    /** How many items a query returns. */
    static final int QUERIED = 100;

    /** How many puts a transaction holds. */
    static final int TRANSACTED = 10;

    private static final int KEYS = 1000;
    private static final int BOARDS = KEYS / QUERIED;

    private final PutItemRequest[] puts = new PutItemRequest[2 * KEYS];
    private final GetItemRequest[] gets = new GetItemRequest[KEYS];
    private final QueryRequest[] queries = new QueryRequest[BOARDS];
    private final TransactWriteItemsRequest[] transactions = new TransactWriteItemsRequest[puts.length / TRANSACTED];
    private int next;

    Workload() {
        for (int at = 0; at < puts.length; at++) {
            puts[at] = PutItemRequest.builder()
                    .tableName("items")
                    .item(item(at % KEYS, at))
                    .build();
        }
        for (int at = 0; at < KEYS; at++) {
            gets[at] = GetItemRequest.builder()
                    .tableName("items")
                    .key(Map.of("id", key(at)))
                    .build();
        }
        for (int board = 0; board < BOARDS; board++) {
            queries[board] = QueryRequest.builder()
                    .tableName("scores")
                    .keyConditionExpression("board = :board")
                    .expressionAttributeValues(Map.of(":board", board(board)))
                    .build();
        }
        for (int at = 0; at < transactions.length; at++) {
            transactions[at] = transaction(at * TRANSACTED);
        }
    }

    private TransactWriteItemsRequest transaction(int first) {
        List<TransactWriteItem> writes = new ArrayList<>();
        for (int at = first; at < first + TRANSACTED; at++) {
            Map<String, AttributeValue> item = puts[at].item();
            writes.add(TransactWriteItem.builder()
                    .put(put -> put.tableName("items").item(item))
                    .build());
        }
        return TransactWriteItemsRequest.builder().transactItems(writes).build();
    }

    /** The items of the table that is queried, board by board. */
    static void fillBoards(Simulation simulation) {
        for (int at = 0; at < KEYS; at++) {
            Map<String, AttributeValue> item = item(at, at);
            item.put("board", board(at / QUERIED));
            simulation.execute(
                    REGION,
                    PutItemRequest.builder().tableName("scores").item(item).build());
        }
    }

    private static AttributeValue board(int board) {
        return AttributeValue.fromS("board-" + board);
    }

    static Simulation simulation() {
        return Simulation.builder()
                .globalTable(
                        GlobalTableDefinition.named("items").partitionKey("id").replicationDelay("1s"))
                .globalTable(GlobalTableDefinition.named("scores")
                        .partitionKey("board")
                        .sortKey("id")
                        .replicationDelay("1s"))
                .start();
    }

    static Map<String, AttributeValue> item(int key, int score) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("id", key(key));
        item.put("name", AttributeValue.fromS("Ada Lovelace"));
        item.put("score", AttributeValue.fromN(Integer.toString(score)));
        item.put("active", AttributeValue.fromBool(true));
        item.put("tags", AttributeValue.fromL(List.of(AttributeValue.fromS("a"), AttributeValue.fromS("b"))));
        return item;
    }

    /** A put that changes its item: the next one under the same key has another score. */
    PutItemRequest nextPut() {
        next = (next + 1) % puts.length;
        return puts[next];
    }

    GetItemRequest nextGet() {
        next = (next + 1) % KEYS;
        return gets[next];
    }

    QueryRequest nextQuery() {
        next = (next + 1) % BOARDS;
        return queries[next];
    }

    /** Ten puts that each change their item. */
    TransactWriteItemsRequest nextTransaction() {
        next = (next + 1) % transactions.length;
        return transactions[next];
    }

    static AttributeValue key(int key) {
        return AttributeValue.fromS("key-" + key);
    }
}
