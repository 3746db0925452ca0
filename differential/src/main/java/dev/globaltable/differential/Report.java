package dev.globaltable.differential;

import dev.globaltable.differential.generation.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts, the differences grouped by signature, and the shortest sequence that shows each. */
final class Report {

    /** Differences of one signature. */
    static final class Group {
        private final String origin;
        private Difference difference;
        private List<Step> steps;
        private int count = 1;

        private Group(String origin, Difference difference, List<Step> steps) {
            this.origin = origin;
            this.difference = difference;
            this.steps = steps;
        }
    }

    private final Map<String, Group> groups = new TreeMap<>();
    private final Map<String, Integer> accepted = new TreeMap<>();
    private final Map<String, int[]> operations = new TreeMap<>();
    private final Map<String, Integer> notSimulated = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private long steps;

    synchronized void count(Sequence.Verdict verdict) {
        steps++;
        int[] outcomes =
                operations.computeIfAbsent(Dispatch.operation(verdict.step().request()), name -> new int[2]);
        outcomes[verdict.local() instanceof Outcome.Answer ? 0 : 1]++;
        if (!(verdict.local() instanceof Outcome.Answer)) {
            String kind = Dispatch.operation(verdict.step().request()) + " " + Difference.kind(verdict.local());
            refusals.merge(kind, 1, Integer::sum);
        }
        if (verdict.statesDiverged()) {
            String kind = Dispatch.operation(verdict.step().request()) + ", "
                    + verdict.accepted().map(AcceptedDifferences.Rule::name).orElse("no rule");
            ends.merge(kind, 1, Integer::sum);
        }
        verdict.accepted().ifPresent(rule -> accepted.merge(rule.name(), 1, Integer::sum));
        if (verdict.simulated() instanceof Outcome.NotSimulated missing) {
            notSimulated.merge(missing.message(), 1, Integer::sum);
        }
    }

    /** Notes a difference; whether it is the first with its signature. */
    synchronized boolean addIfNew(String origin, Difference difference, List<Step> steps) {
        Group group = groups.get(difference.signature());
        if (group != null) {
            group.count++;
            return false;
        }
        groups.put(difference.signature(), new Group(origin, difference, steps));
        return true;
    }

    /** A shorter sequence that shows a difference that is known already. */
    synchronized void shorten(Difference difference, List<Step> shortest) {
        Group group = groups.get(difference.signature());
        if (group != null) {
            group.difference = difference;
            group.steps = shortest;
        }
    }

    synchronized long steps() {
        return steps;
    }

    synchronized int unexplained() {
        return groups.size();
    }

    /** Every kind of refusal that DynamoDB Local gave, with its count: what the generators reach. */
    synchronized String coverage() {
        StringBuilder text = new StringBuilder();
        refusals.forEach((kind, count) -> text.append(String.format("%,9d %s%n", count, kind)));
        return text.toString();
    }

    synchronized String text() {
        StringBuilder text = new StringBuilder();
        text.append("operations: ").append(steps).append('\n');
        operations.forEach((operation, outcomes) -> text.append(
                String.format("  %-16s %,9d answered %,9d refused%n", operation, outcomes[0], outcomes[1])));
        text.append("accepted differences:\n");
        for (AcceptedDifferences.Rule rule : AcceptedDifferences.rules()) {
            text.append(String.format(
                    "  %,9d %s: %s%n", accepted.getOrDefault(rule.name(), 0), rule.name(), rule.reason()));
        }
        if (!notSimulated.isEmpty()) {
            text.append("not simulated:\n");
            notSimulated.forEach((message, count) -> text.append(String.format("  %,9d %s%n", count, message)));
        }
        if (!ends.isEmpty()) {
            text.append("sequences that ended early, with states that differ:\n");
            ends.forEach((kind, count) -> text.append(String.format("  %,9d %s%n", count, kind)));
        }
        text.append(String.format(
                "unexplained differences: %d operations of %d kinds%n",
                groups.values().stream().mapToInt(group -> group.count).sum(), groups.size()));
        List<Map.Entry<String, Group>> sorted = new ArrayList<>(groups.entrySet());
        sorted.sort(Comparator.comparingInt(entry -> -entry.getValue().count));
        int number = 1;
        for (Map.Entry<String, Group> entry : sorted) {
            append(text, number++, entry.getKey(), entry.getValue());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int number, String signature, Group group) {
        text.append('\n')
                .append("## ")
                .append(number)
                .append(". ")
                .append(signature)
                .append('\n');
        text.append("seen ")
                .append(group.count)
                .append(" times, first in ")
                .append(group.origin)
                .append('\n');
        for (Step step : group.steps) {
            text.append("  ").append(describe(step)).append('\n');
        }
        text.append("  DynamoDB Local ")
                .append(group.difference.local().describe())
                .append('\n');
        text.append("  simulation     ")
                .append(group.difference.simulated().describe())
                .append('\n');
    }

    private static String describe(Step step) {
        String kind = step.kind() == Step.Kind.CALL ? "" : step.kind().name().toLowerCase(Locale.ROOT) + " ";
        return kind + Dispatch.operation(step.request()) + " " + Json.abridged(Tree.of(step.request()));
    }
}
