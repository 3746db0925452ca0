package dev.globaltable.differential;

import dev.globaltable.differential.AcceptedDifferences.Case;
import dev.globaltable.differential.Outcome.Answer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** The item collection metrics of an answer, which DynamoDB Local never gives. */
final class CollectionMetrics {

    private static final String METRICS = "ItemCollectionMetrics";
    private static final String METRICS_ASKED = "ReturnItemCollectionMetrics";

    private CollectionMetrics() {}

    /** The simulation tells as it has to, and that is the only difference beside numbers and capacity that rules know. */
    static boolean onlyInSimulation(Case difference) {
        if (!(difference.local() instanceof Answer a)
                || !(difference.simulated() instanceof Answer b)
                || !(b.tree() instanceof Map<?, ?> simulated)
                || !simulated.containsKey(METRICS)
                || !"SIZE".equals(Tree.of(difference.step().request()).get(METRICS_ASKED))) {
            return false;
        }
        Map<String, Object> rest = new TreeMap<>();
        simulated.forEach((name, value) -> rest.put((String) name, value));
        Object metrics = rest.remove(METRICS);
        Case without = new Case(difference.step(), difference.creations(), a, new Answer(rest), difference.again());
        return areRight(metrics, difference)
                && (a.tree().equals(rest)
                        || AcceptedDifferences.accepting(without).isPresent());
    }

    private static boolean areRight(@Nullable Object metrics, Case difference) {
        if (!(metrics instanceof Map<?, ?> members)) {
            return false;
        }
        if (members.containsKey("ItemCollectionKey")) {
            return isRight(members, Tree.of(difference.step().request()).get("TableName"), difference);
        }
        return members.entrySet().stream()
                .allMatch(table -> ((List<?>) table.getValue())
                        .stream().allMatch(each -> isRight((Map<?, ?>) each, table.getKey(), difference)));
    }

    /** Of a table with local indexes, for a partition that the request touches, and below a GB. */
    private static boolean isRight(Map<?, ?> metrics, @Nullable Object table, Case difference) {
        CreateTableRequest creation = difference.creations().get(String.valueOf(table));
        Map<?, ?> key = Tree.child(metrics, "ItemCollectionKey");
        return creation != null
                && creation.hasLocalSecondaryIndexes()
                && List.of(0.0, 1.0).equals(metrics.get("SizeEstimateRangeGB"))
                && key.size() == 1
                && NumberText.holds(Tree.of(difference.step().request()), "pk", key.get("pk"));
    }
}
