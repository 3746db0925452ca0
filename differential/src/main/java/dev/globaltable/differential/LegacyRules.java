package dev.globaltable.differential;

import dev.globaltable.differential.AcceptedDifferences.Case;
import dev.globaltable.differential.AcceptedDifferences.Rule;
import dev.globaltable.differential.Outcome.Answer;
import dev.globaltable.differential.Outcome.Refusal;
import dev.globaltable.differential.generation.Members;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The parameters from before expressions. */
final class LegacyRules {

    static final List<String> CONDITIONS = List.of("Expected", "QueryFilter", "ScanFilter");
    private static final List<String> PARAMETERS =
            List.of("Expected", "QueryFilter", "ScanFilter", "KeyConditions", "AttributeUpdates", "AttributesToGet");

    private static final int NESTED = 64;

    private LegacyRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "NE of a sort key",
                        "DynamoDB Local forgets to refuse it like the other operators that no key condition can have, goes on and"
                                + " fails, or finds something else",
                        difference -> difference.simulated() instanceof Refusal simulated
                                && simulated
                                        .message()
                                        .equals("Attempted conditional constraint is not an indexable operation")
                                && difference.local() instanceof Refusal
                                && difference.step().request() instanceof QueryRequest query
                                && query.keyConditions().values().stream()
                                        .anyMatch(key -> "NE".equals(key.comparisonOperatorAsString()))),
                new Rule(
                        "updates that only delete from an absent item",
                        "AWS documents that they create nothing; DynamoDB Local makes an item of the key",
                        difference -> Sequence.createsAnEmptyItem(
                                        difference.step().request())
                                && difference.local() instanceof Answer a
                                && difference.simulated() instanceof Answer b
                                && !((Map<?, ?>) b.tree()).containsKey("Attributes")
                                && NumberText.same(
                                        Tree.child(a.tree(), "Attributes"),
                                        Tree.of(difference.step().request()).get("Key"))),
                new Rule(
                        "nesting of AttributeUpdates",
                        "a value of 32 levels makes an attribute of 33, which PutItem refuses; DynamoDB Local's UpdateItem looks at the"
                                + " value alone",
                        difference -> difference.simulated() instanceof Refusal simulated
                                && simulated.message().startsWith("Nesting Levels have exceeded supported limits")
                                && Members.has(difference.step().request(), "AttributeUpdates")
                                && depth(Tree.of(difference.step().request()).get("AttributeUpdates")) >= NESTED),
                new Rule(
                        "order of faults among parameters from before expressions",
                        "DynamoDB Local's differs from operation to operation, the simulation has one for all; the service's is not"
                                + " known. Both faults are there: DynamoDB Local says the same of a"
                                + " request without the other",
                        LegacyRules::anotherFaultOfTheRequest));
    }

    /** How many maps and lists of the tree are inside each other; each level of an attribute value is two. */
    private static int depth(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return 1 + map.values().stream().mapToInt(LegacyRules::depth).max().orElse(0);
        }
        return tree instanceof List<?> list
                ? 1 + list.stream().mapToInt(LegacyRules::depth).max().orElse(0)
                : 0;
    }

    private static boolean anotherFaultOfTheRequest(Case difference) {
        return isLegacy(difference.step().request())
                && difference.local() instanceof Refusal local
                && difference.simulated() instanceof Refusal simulated
                && needsNoItem(local)
                && needsNoItem(simulated)
                && Variants.of(difference.step(), difference.creations()).stream()
                        .map(difference.again())
                        .anyMatch(alone -> Agreement.sayTheSame(alone, simulated));
    }

    private static boolean needsNoItem(Refusal refusal) {
        Phase phase = Phase.of(refusal.message());
        return phase == Phase.REQUEST || phase == Phase.SCHEMA;
    }

    private static boolean isLegacy(DynamoDbRequest request) {
        return PARAMETERS.stream()
                .anyMatch(member -> Members.has(request, member)
                        && (Members.get(request, member) instanceof Map<?, ?> map
                                ? !map.isEmpty()
                                : Members.get(request, member) instanceof List<?> list && !list.isEmpty()));
    }
}
