package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Brings responses into the form in which they are compared: without order where there is none, without times, ARNs and ids. */
final class Results {

    /**
     * Members that name a moment, a place or an identity, statistics that the service brings up to date
     * every six hours, and decreases, which DynamoDB Local does not count.
     */
    private static final List<String> NOT_COMPARED = List.of(
            "CreationDateTime",
            "TableArn",
            "TableId",
            "TableSizeBytes",
            "ItemCount",
            "TableStatus",
            "LatestStreamArn",
            "LatestStreamLabel",
            "LastIncreaseDateTime",
            "LastDecreaseDateTime",
            "LastUpdateToPayPerRequestDateTime",
            "NumberOfDecreasesToday",
            "IndexArn",
            "IndexSizeBytes",
            "IndexStatus",
            "Backfilling");

    private static final List<String> UNORDERED =
            List.of("AttributeDefinitions", "LocalSecondaryIndexes", "GlobalSecondaryIndexes", "NonKeyAttributes");

    private Results() {}

    static Object call(DynamoDbRequest request, DynamoDbResponse response) {
        Map<String, Object> tree = tree(response);
        if (request instanceof ExecuteStatementRequest statement && hasNoOrder(statement.statement())) {
            tree.computeIfPresent("Items", (name, items) -> Tree.sorted(items));
        }
        if (request instanceof QueryRequest query && IndexOrder.concerns(query)) {
            return IndexOrder.page(query, tree);
        }
        if (request instanceof ScanRequest scan) {
            return scan.limit() == null && !scan.hasExclusiveStartKey() && scan.segment() == null
                    ? tree
                    : partOfScan(scan, tree);
        }
        return tree;
    }

    private static boolean hasNoOrder(String statement) {
        return statement.contains("\".\"")
                || !statement.toUpperCase(Locale.ROOT).contains(" WHERE ");
    }

    /** Which items a page of a scan holds depends on the order of the partitions, which is nobody's business. */
    private static Map<String, Object> partOfScan(ScanRequest scan, Map<String, Object> tree) {
        Map<String, Object> part = new TreeMap<>();
        part.put("Items present", tree.containsKey("Items"));
        if (!scan.hasExclusiveStartKey() && scan.segment() == null) {
            part.put("ScannedCount", tree.get("ScannedCount"));
            part.put("LastEvaluatedKey present", tree.containsKey("LastEvaluatedKey"));
        }
        return part;
    }

    static Object walk(DynamoDbRequest request, List<DynamoDbResponse> pages) {
        if (request instanceof ScanRequest) {
            Map<String, Object> all = segments(pages);
            List<Object> scanned = new ArrayList<>();
            pages.forEach(page -> scanned.add(Members.get(page, "ScannedCount")));
            all.put("ScannedCount of each page", scanned);
            return all;
        }
        List<Map<String, Object>> trees = pages.stream().map(Results::tree).toList();
        return request instanceof QueryRequest query && IndexOrder.concerns(query)
                ? IndexOrder.pages(query, trees)
                : trees;
    }

    static Map<String, Object> segments(List<DynamoDbResponse> pages) {
        List<Object> items = new ArrayList<>();
        int count = 0;
        int scanned = 0;
        for (DynamoDbResponse page : pages) {
            Map<String, Object> tree = tree(page);
            if (tree.get("Items") instanceof List<?> found) {
                items.addAll(found);
            }
            count += (Integer) tree.getOrDefault("Count", 0);
            scanned += (Integer) tree.getOrDefault("ScannedCount", 0);
        }
        Map<String, Object> all = new TreeMap<>();
        all.put("Items", Tree.sorted(items));
        all.put("Count", count);
        all.put("ScannedCount", scanned);
        return all;
    }

    private static Map<String, Object> tree(DynamoDbResponse response) {
        Map<String, Object> tree = new TreeMap<>(Tree.of(response));
        switch (response.getClass().getSimpleName()) {
            case "ScanResponse" -> tree.computeIfPresent("Items", (name, items) -> Tree.sorted(items));
            case "BatchGetItemResponse" -> {
                tree.computeIfPresent("Responses", (name, tables) -> eachSorted((Map<?, ?>) tables));
                tree.computeIfPresent("ConsumedCapacity", (name, tables) -> Tree.sorted(tables));
            }
            case "BatchWriteItemResponse",
                    "TransactWriteItemsResponse",
                    "TransactGetItemsResponse",
                    "BatchExecuteStatementResponse",
                    "ExecuteTransactionResponse" ->
                tree.computeIfPresent("ConsumedCapacity", (name, tables) -> Tree.sorted(tables));
            case "CreateTableResponse", "DescribeTableResponse", "DeleteTableResponse" -> withoutVolatile(tree);
            default -> {}
        }
        return tree;
    }

    private static Map<String, Object> eachSorted(Map<?, ?> tables) {
        Map<String, Object> sorted = new TreeMap<>();
        tables.forEach((table, items) -> sorted.put((String) table, Tree.sorted(items)));
        return sorted;
    }

    /** Without what is not compared, and with indexes and definitions in the order of their names. */
    private static void withoutVolatile(Map<String, Object> tree) {
        tree.keySet().removeIf(NOT_COMPARED::contains);
        tree.replaceAll((name, value) -> withoutVolatile(name, value));
    }

    @SuppressWarnings("unchecked") // trees have names
    private static Object withoutVolatile(String name, Object value) {
        if (value instanceof Map<?, ?> inner) {
            withoutVolatile((Map<String, Object>) inner);
        }
        if (value instanceof List<?> list) {
            list.forEach(element -> withoutVolatile("", element));
            return UNORDERED.contains(name) ? Tree.sorted(list) : list;
        }
        return value;
    }
}
