package dev.globaltable.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Results of queries of indexes in the form in which they are compared. Items with equal index keys have no order, so
 * what is compared is the order of the sort keys, and which items there are; of parts of a result what does not depend on
 * which of such items comes first.
 */
final class IndexOrder {

    /** The sort keys of the test's indexes that have one. */
    private static final Map<String, String> SORT_KEYS = Map.of(
            "global-s-n", "n",
            "global-n-pk", "pk",
            "global-pk-n2", "n2",
            "global_b.s", "s",
            "global-sk-pk", "pk",
            "local-n", "n",
            "local-s", "s",
            "local.b", "b");

    private IndexOrder() {}

    static boolean concerns(QueryRequest query) {
        return query.indexName() != null;
    }

    static Object page(QueryRequest query, Map<String, Object> page) {
        Map<String, Object> compared = new TreeMap<>();
        if (query.hasExclusiveStartKey()) {
            compared.put("Items present", page.containsKey("Items"));
            return compared;
        }
        compared.put("ScannedCount", page.get("ScannedCount"));
        compared.put("LastEvaluatedKey present", page.containsKey("LastEvaluatedKey"));
        if (query.limit() == null) {
            compared.putAll(page);
            compared.computeIfPresent("Items", (name, items) -> Tree.sorted(items));
        }
        if (query.limit() == null || (query.filterExpression() == null && !query.hasQueryFilter())) {
            compared.put("sort keys", sortKeys(query, items(page)));
        }
        return compared;
    }

    static Object pages(QueryRequest query, List<Map<String, Object>> pages) {
        List<Object> items = new ArrayList<>();
        List<Object> scanned = new ArrayList<>();
        for (Map<String, Object> page : pages) {
            items.addAll(items(page));
            scanned.add(page.get("ScannedCount"));
        }
        return new TreeMap<>(Map.of(
                "Items", Tree.sorted(items),
                "ScannedCount of each page", scanned,
                "sort keys", sortKeys(query, items)));
    }

    private static List<?> items(Map<String, Object> page) {
        return page.get("Items") instanceof List<?> items ? items : List.of();
    }

    private static List<Object> sortKeys(QueryRequest query, List<?> items) {
        String name = SORT_KEYS.get(query.indexName());
        List<Object> keys = new ArrayList<>();
        if (name != null) {
            for (Object item : items) {
                keys.add(NumberText.normal(Tree.child(item, name)));
            }
        }
        return keys;
    }
}
