package dev.globaltable.benchmarks;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The calls that every benchmark makes: items of five attributes under a thousand keys. */
final class Workload {

    static final Region REGION = Region.US_EAST_1;

    /** So many calls a simulation gets before the next one takes its place. */
    static final int CALLS_PER_SIMULATION = 20_000;

    private static final int KEYS = 1000;

    private final PutItemRequest[] puts = new PutItemRequest[2 * KEYS];
    private final GetItemRequest[] gets = new GetItemRequest[KEYS];
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
    }

    static Simulation simulation() {
        return Simulation.builder()
                .globalTable(
                        GlobalTableDefinition.named("items").partitionKey("id").replicationDelay("1s"))
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

    private static AttributeValue key(int key) {
        return AttributeValue.fromS("key-" + key);
    }
}
