package dev.globaltable.differential;

import dev.globaltable.differential.AcceptedDifferences.Case;
import dev.globaltable.differential.AcceptedDifferences.Rule;
import dev.globaltable.differential.Outcome.Refusal;
import dev.globaltable.differential.generation.Members;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * The last resort for requests with several faults: a search for a smaller request of which DynamoDB Local says what the simulation
 * says of the whole one. It takes nothing on trust but the order, and that only within a phase of validation.
 */
final class SeveralFaults {

    private static final int MOST_QUESTIONS = 800;

    /** What a clause of SET assigns to, and an attribute that no table or index has for a key. */
    private static final Pattern TARGET = Pattern.compile("(?<=[ ,])[^ ,=()]+(?= *=)");

    private static final String HARMLESS = "harmless";

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
                open.addAll(smaller(next));
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

    /** Requests with one thing less: a member, an element of one, or a part of an expression or statement. */
    static List<DynamoDbRequest> smaller(DynamoDbRequest request) {
        List<DynamoDbRequest> smaller = new ArrayList<>();
        Map<String, Object> present = Tree.of(request);
        for (SdkField<?> field : request.sdkFields()) {
            String member = field.locationName();
            if (present.containsKey(member)) {
                Object value = Members.get(request, member);
                smaller.add(Members.with(request, member, null));
                if (value instanceof String text) {
                    parts(member, text).forEach(part -> smaller.add(Members.with(request, member, part)));
                }
                elements(value).forEach(fewer -> smaller.add(Members.with(request, member, fewer)));
            }
        }
        return smaller.stream().map(Variants::withoutUnused).distinct().toList();
    }

    private static List<String> parts(String member, String text) {
        List<String> parts = new ArrayList<>();
        if (Variants.EXPRESSIONS.contains(member) || member.equals("Statement")) {
            parts.addAll(ExpressionParts.shorter(text));
        }
        if (member.equals("Statement")) {
            parts.add(text.replaceFirst("(?i)^select .* from ", "SELECT * FROM "));
        }
        if (member.equals("UpdateExpression")) {
            TARGET.matcher(text)
                    .results()
                    .forEach(target ->
                            parts.add(text.substring(0, target.start()) + HARMLESS + text.substring(target.end())));
        }
        return parts;
    }

    private static List<Object> elements(@Nullable Object value) {
        List<Object> fewer = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> {
                Map<Object, Object> rest = new TreeMap<>(map);
                rest.remove(key);
                fewer.add(rest);
            });
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                List<Object> rest = new ArrayList<>((Collection<?>) list);
                rest.remove(i);
                fewer.add(rest);
            }
        }
        return fewer;
    }
}
