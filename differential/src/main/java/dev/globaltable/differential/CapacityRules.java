package dev.globaltable.differential;

import dev.globaltable.differential.AcceptedDifferences.Case;
import dev.globaltable.differential.AcceptedDifferences.Rule;
import dev.globaltable.differential.Outcome.Answer;
import dev.globaltable.differential.generation.Members;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** What calls consume. */
final class CapacityRules {

    private static final String CONSUMED = "ConsumedCapacity";
    private static final List<String> WRITES = List.of("PutItem", "UpdateItem", "DeleteItem");

    /** As many as a table of the test has at a time, created later ones included. */
    private static final int MOST_INDEXES = 9;

    private CapacityRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "capacity of what is absent",
                        "DynamoDB Local counts nothing for a read that finds nothing in BatchGetItem, Query and Scan, counts a batch delete of"
                                + " an absent item twice, and reports the capacity of a delete of an absent item unasked",
                        CapacityRules::onlyCapacityOfAbsent),
                new Rule(
                        "fetches of a local index",
                        "the service fetches from the table only what the index does not hold, in scans too; DynamoDB Local fetches"
                                + " what is named, and nothing in scans. The index is a local one, and the capacities differ by at"
                                + " most one fetch for each item that was read",
                        CapacityRules::fetchesOfLocalIndex),
                new Rule(
                        "writes to indexes",
                        "DynamoDB Local counts one for an index that has the item neither before nor after the write, and two for some"
                                + " entries that change in their place. Only the units of indexes differ, by one, and those of the"
                                + " simulation are the smaller ones",
                        CapacityRules::writesToIndexes));
    }

    private static boolean onlyCapacityOfAbsent(Case difference) {
        return difference.local() instanceof Answer a
                && difference.simulated() instanceof Answer b
                && withoutCapacityOfAbsent(difference, a.tree()).equals(withoutCapacityOfAbsent(difference, b.tree()));
    }

    private static boolean fetchesOfLocalIndex(Case difference) {
        return difference.local() instanceof Answer a
                && difference.simulated() instanceof Answer b
                && readsLocalIndex(difference)
                && fetchesAtMost(a.tree(), b.tree());
    }

    private static boolean writesToIndexes(Case difference) {
        return difference.local() instanceof Answer a
                && difference.simulated() instanceof Answer b
                && WRITES.contains(difference.operation())
                && NumberText.same(withoutCapacity(a.tree()), withoutCapacity(b.tree()))
                && fewerUnits(Tree.child(a.tree(), CONSUMED), Tree.child(b.tree(), CONSUMED));
    }

    private static boolean fewerUnits(Map<?, ?> local, Map<?, ?> simulated) {
        if (!local.containsKey("Table")) {
            double difference = units(local) - units(simulated);
            return difference > 0 && difference <= MOST_INDEXES && units(simulated) >= 1;
        }
        double indexes = 0;
        for (String kind : List.of("LocalSecondaryIndexes", "GlobalSecondaryIndexes")) {
            Map<?, ?> counted = Tree.child(local, kind);
            for (Map.Entry<?, ?> index : Tree.child(simulated, kind).entrySet()) {
                double difference = units(counted.get(index.getKey())) - units(index.getValue());
                if (difference < 0 || difference > 1) {
                    return false;
                }
            }
            indexes += Tree.child(simulated, kind).values().stream()
                    .mapToDouble(CapacityRules::units)
                    .sum();
        }
        double table = units(local.get("Table"));
        return table == units(simulated.get("Table")) && units(simulated) == table + indexes;
    }

    private static boolean readsLocalIndex(Case difference) {
        Map<String, Object> request = Tree.of(difference.step().request());
        CreateTableRequest creation = difference.creations().get(String.valueOf(request.get("TableName")));
        return creation != null
                && creation.localSecondaryIndexes().stream()
                        .anyMatch(index -> index.indexName().equals(request.get("IndexName"))
                                && index.projection().projectionType() != ProjectionType.ALL);
    }

    private static boolean fetchesAtMost(Object local, Object simulated) {
        if (local instanceof List<?> pages && simulated instanceof List<?> others) {
            for (int i = 0; i < pages.size() && pages.size() == others.size(); i++) {
                if (!fetchesAtMost(pages.get(i), others.get(i))) {
                    return false;
                }
            }
            return pages.size() == others.size();
        }
        double difference = Math.abs(units(Tree.child(local, CONSUMED)) - units(Tree.child(simulated, CONSUMED)));
        return NumberText.same(withoutCapacity(local), withoutCapacity(simulated))
                && local instanceof Map<?, ?> page
                && page.get("ScannedCount") instanceof Integer scanned
                && difference <= scanned;
    }

    private static double units(@Nullable Object capacity) {
        return capacity instanceof Map<?, ?> map && map.get("CapacityUnits") instanceof Double units ? units : 0;
    }

    static Object withoutCapacityOfAbsent(Case difference, Object tree) {
        return switch (difference.operation()) {
            case "BatchGetItem", "BatchWriteItem" -> withoutCapacity(tree);
            case "Query", "Scan" -> withoutCapacityOfEmpty(tree);
            case "DeleteItem" -> asksForCapacity(difference) ? tree : withoutCapacity(tree);
            default -> tree;
        };
    }

    private static boolean asksForCapacity(Case difference) {
        Object asked = Members.get(difference.step().request(), "ReturnConsumedCapacity");
        return "TOTAL".equals(asked) || "INDEXES".equals(asked);
    }

    private static Object withoutCapacityOfEmpty(Object tree) {
        if (tree instanceof List<?> pages) {
            return pages.stream().map(CapacityRules::withoutCapacityOfEmpty).toList();
        }
        return tree instanceof Map<?, ?> page && Integer.valueOf(0).equals(page.get("ScannedCount"))
                ? withoutCapacity(tree)
                : tree;
    }

    private static Object withoutCapacity(Object tree) {
        Map<String, Object> rest = new TreeMap<>();
        ((Map<?, ?>) tree).forEach((name, value) -> rest.put((String) name, value));
        rest.remove(CONSUMED);
        return rest;
    }
}
