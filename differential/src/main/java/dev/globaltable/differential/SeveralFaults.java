package dev.globaltable.differential;

import dev.globaltable.differential.AcceptedDifferences.Case;
import dev.globaltable.differential.AcceptedDifferences.Rule;
import dev.globaltable.differential.Outcome.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * The last resort for requests with several faults: a search for a smaller request of which DynamoDB Local says what the simulation
 * says of the whole one. It takes nothing on trust but the order, and that only within a phase of validation.
 */
final class SeveralFaults {

    private static final int MOST_QUESTIONS = 800;

    private SeveralFaults() {}

    static List<Rule> rules() {
        return List.of(new Rule(
                "which of several faults of one phase",
                "the service's order is not known; the simulation's fault is there: DynamoDB Local says the same of a request with less"
                        + " in it",
                SeveralFaults::simulatedIsThere));
    }

    private static boolean simulatedIsThere(Case difference) {
        if (!(difference.local() instanceof Refusal local)
                || !(difference.simulated() instanceof Refusal simulated)
                || local.status() != 400
                || !simulated.isValidation()
                || Phase.earliest(simulated.message()).compareTo(Phase.of(local.message())) > 0) {
            return false;
        }
        Set<DynamoDbRequest> seen = new LinkedHashSet<>();
        Deque<DynamoDbRequest> open = new ArrayDeque<>();
        open.add(difference.step().request());
        open.addAll(Variants.of(difference.step(), difference.creations()));
        while (!open.isEmpty() && seen.size() < MOST_QUESTIONS) {
            DynamoDbRequest next = open.remove();
            if (seen.add(next)) {
                if (saysTheSame(difference.again().apply(next), simulated)) {
                    return true;
                }
                open.addAll(SmallerRequests.of(next));
            }
        }
        return false;
    }

    /** Of an attribute that is a key of several indexes, DynamoDB Local may name another index. */
    private static boolean saysTheSame(Outcome alone, Refusal simulated) {
        return Agreement.sayTheSame(alone, simulated)
                || (alone instanceof Refusal refusal
                        && IndexRules.withoutIndex(refusal.message())
                                .equals(IndexRules.withoutIndex(simulated.message())));
    }
}
