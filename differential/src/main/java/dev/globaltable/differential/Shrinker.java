package dev.globaltable.differential;

import dev.globaltable.differential.generation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Makes a sequence that ends in a difference as short as it gets while the difference keeps its signature. */
final class Shrinker {

    private static final int MOST_RUNS = 300;
    private final Sequence sequence;
    private final String signature;
    private int runs;

    Shrinker(Sequence sequence, String signature) {
        this.sequence = sequence;
        this.signature = signature;
    }

    /** The steps that are needed; the last one shows the difference. */
    List<Step> shrink(List<Step> failing) {
        return withSmallerRequests(withFewerSteps(failing));
    }

    /** Delta debugging over the steps before the last. */
    private List<Step> withFewerSteps(List<Step> failing) {
        List<Step> current = failing;
        int chunk = Math.max(1, (current.size() - 1) / 2);
        while (chunk >= 1 && runs < MOST_RUNS) {
            boolean removed = false;
            for (int start = 0; start < current.size() - 1 && runs < MOST_RUNS; ) {
                List<Step> fewer = new ArrayList<>(current);
                fewer.subList(start, Math.min(start + chunk, current.size() - 1))
                        .clear();
                if (shows(fewer)) {
                    current = fewer;
                    removed = true;
                } else {
                    start += chunk;
                }
            }
            chunk = removed && chunk > 1 ? chunk : chunk / 2;
        }
        return current;
    }

    private List<Step> withSmallerRequests(List<Step> failing) {
        List<Step> current = failing;
        for (int i = current.size() - 1; i >= 0 && runs < MOST_RUNS; i--) {
            for (DynamoDbRequest smaller = smaller(current, i); smaller != null; smaller = smaller(current, i)) {
                current = replaced(current, i, smaller);
            }
        }
        return current;
    }

    private @Nullable DynamoDbRequest smaller(List<Step> steps, int index) {
        for (DynamoDbRequest candidate : SmallerRequests.of(steps.get(index).request())) {
            if (runs < MOST_RUNS && shows(replaced(steps, index, candidate))) {
                return candidate;
            }
        }
        return null;
    }

    private static List<Step> replaced(List<Step> steps, int index, DynamoDbRequest request) {
        List<Step> replaced = new ArrayList<>(steps);
        replaced.set(index, steps.get(index).with(request));
        return replaced;
    }

    private boolean shows(List<Step> steps) {
        runs++;
        Optional<Difference> difference = sequence.lastDifference(steps);
        return difference.isPresent() && difference.get().signature().equals(signature);
    }
}
