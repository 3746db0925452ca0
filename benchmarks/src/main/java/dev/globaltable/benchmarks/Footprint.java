package dev.globaltable.benchmarks;

import dev.globaltable.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The heap that a small item takes, in a table of one Region and in a plain sorted map of the SDK's values. The table's
 * figure holds everything that a call leaves behind: the item, its version, the history of the call.
 */
public final class Footprint {

    private static final int ITEMS = 300_000;

    private Footprint() {}

    /** Prints bytes per item for the map, for single puts and for batches of 25. */
    public static void main(String[] arguments) {
        double map = perItem(Footprint::fillMap);
        System.out.printf("sorted map of SDK values   %6.0f bytes per item%n", map);
        print("table, PutItem", map, perItem(() -> fillTable(1)));
        print("table, BatchWriteItem of 25", map, perItem(() -> fillTable(25)));
    }

    private static void print(String what, double map, double table) {
        System.out.printf("%-27s%6.0f bytes per item, %.2f times the map%n", what, table, table / map);
    }

    /** Runs once to load classes, then measures what a second run holds on to. */
    private static double perItem(Filler filler) {
        filler.fill();
        long before = usedBytes();
        Object held = filler.fill();
        long after = usedBytes();
        if (held.hashCode() == 42) {
            System.out.println();
        }
        return (double) (after - before) / ITEMS;
    }

    private interface Filler {
        Object fill();
    }

    private static long usedBytes() {
        for (int round = 0; round < 4; round++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Keys and values of an item of its own; the names are literals of the program, as in most applications. */
    private static Map<String, AttributeValue> item(int at) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("id", AttributeValue.fromS("item-" + at));
        item.put("name", AttributeValue.fromS("Ada Lovelace " + at));
        item.put("score", AttributeValue.fromN(Integer.toString(at)));
        item.put("sort", AttributeValue.fromS("a"));
        return item;
    }

    private static Object fillMap() {
        Map<String, Map<String, AttributeValue>> map = new ConcurrentSkipListMap<>();
        for (int at = 0; at < ITEMS; at++) {
            Map<String, AttributeValue> item = item(at);
            map.put(item.get("id").s(), item);
        }
        return map;
    }

    private static Object fillTable(int batchSize) {
        Simulation simulation = Simulation.builder().start();
        simulation.execute(Workload.REGION, Tables.create("things", "id", "sort", ScalarAttributeType.S));
        List<WriteRequest> batch = new ArrayList<>();
        for (int at = 0; at < ITEMS; at++) {
            Map<String, AttributeValue> item = item(at);
            if (batchSize == 1) {
                simulation.execute(
                        Workload.REGION,
                        PutItemRequest.builder().tableName("things").item(item).build());
                continue;
            }
            batch.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
            if (batch.size() == batchSize) {
                simulation.execute(
                        Workload.REGION,
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of("things", batch))
                                .build());
                batch = new ArrayList<>();
            }
        }
        return simulation;
    }
}
