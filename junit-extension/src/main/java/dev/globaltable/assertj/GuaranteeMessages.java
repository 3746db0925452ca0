package dev.globaltable.assertj;

import dev.globaltable.check.Check;
import dev.globaltable.check.Item;
import dev.globaltable.check.Observation;
import dev.globaltable.check.Observations;
import dev.globaltable.check.StaleRead;
import dev.globaltable.check.Verdict;
import dev.globaltable.check.Witness;
import dev.globaltable.history.History;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryText;
import dev.globaltable.timeline.ItemText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Messages of failed assertions about guarantees: the contradiction as a story, and who did what in which Region. */
final class GuaranteeMessages {

    private static final int MOST_SENTENCES = 8;
    private static final int MOST_OPERATIONS = 8;
    private static final int MOST_REASONS = 5;
    private static final int MOST_REGIONS = 4;
    private static final int MOST_STALE_READS = 6;

    private final History history;
    private final Observations observations;
    private final HistoryText text;

    GuaranteeMessages(History history, Observations observations) {
        this.history = history;
        this.observations = observations;
        this.text = new HistoryText(history.start());
    }

    /** What the test expected, and the verdict on it. */
    Message broken(String expected, Check check, Verdict verdict) {
        if (verdict.isUndecided()) {
            return undecided(expected, check, verdict);
        }
        StringBuilder message = new StringBuilder("Expected ")
                .append(expected)
                .append(", but ")
                .append(inSentence(verdict.claim()))
                .append("\n\n");
        verdict.witness().ifPresent(witness -> append(message, witness));
        return new Message(message + footer());
    }

    /** Without the capital letter that an article or a number has at the beginning; names keep theirs. */
    private static String inSentence(String claim) {
        return claim.matches("(The|Two|No|What|\\d+) .*")
                ? claim.substring(0, 1).toLowerCase(Locale.ROOT) + claim.substring(1)
                : claim;
    }

    private Message undecided(String expected, Check check, Verdict verdict) {
        StringBuilder message = new StringBuilder("Expected ")
                .append(expected)
                .append(", but ")
                .append(check.guarantee())
                .append(" is undecided, which is no pass:\n\n");
        List<String> reasons = verdict.undecided();
        reasons.stream()
                .limit(MOST_REASONS)
                .forEach(reason -> message.append("  ").append(reason).append('\n'));
        if (reasons.size() > MOST_REASONS) {
            message.append("  and ").append(reasons.size() - MOST_REASONS).append(" more\n");
        }
        if (reasons.stream().anyMatch(reason -> reason.contains("budget"))) {
            message.append("More to spend: assertThat(simulation.history()).withBudget(steps), a step is about ten ")
                    .append("nanoseconds.\n");
        }
        return new Message(message + footer());
    }

    private void append(StringBuilder message, Witness witness) {
        List<String> sentences = witness.sentences();
        int told = sentences.size() > MOST_SENTENCES ? MOST_SENTENCES - 1 : sentences.size();
        sentences
                .subList(0, Math.max(0, told - 1))
                .forEach(sentence -> message.append("  ").append(sentence).append('\n'));
        if (told < sentences.size()) {
            message.append("  and so on for ").append(sentences.size() - told).append(" more;\n");
        }
        if (!sentences.isEmpty()) {
            message.append("  ").append(sentences.get(sentences.size() - 1)).append("\n\n");
            message.append(table(witness));
        }
    }

    private String table(Witness witness) {
        List<Region> regions = regions(witness.operations());
        List<String> heads = new ArrayList<>(List.of("", "Time"));
        regions.forEach(region -> heads.add(region.id()));
        TextTable table = new TextTable(heads.toArray(String[]::new));
        Map<Observation, String> names = witness.names();
        names.entrySet().stream()
                .limit(MOST_OPERATIONS)
                .forEach(entry -> table.row(row(entry.getValue(), entry.getKey(), regions, witness.items())));
        String more = names.size() > MOST_OPERATIONS ? "  and " + (names.size() - MOST_OPERATIONS) + " more\n" : "";
        return table + more;
    }

    /** Those where something happened that matters; all of them, while they are few. */
    private List<Region> regions(List<Observation> operations) {
        Set<Region> all = observations.operations().stream()
                .map(Observation::region)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        observations.held().forEach(held -> all.add(held.region()));
        return all.size() <= MOST_REGIONS
                ? List.copyOf(all)
                : operations.stream().map(Observation::region).distinct().toList();
    }

    private String[] row(String name, Observation operation, List<Region> regions, List<Item> items) {
        List<String> cells = new ArrayList<>(List.of(name, text.time(operation.invoked())));
        for (Region region : regions) {
            cells.add(region.equals(operation.region()) ? cell(operation, items) : "");
        }
        return cells.toArray(String[]::new);
    }

    /** What an operation did, as far as it matters. */
    static String cell(Observation operation, List<Item> items) {
        List<String> parts = new ArrayList<>();
        operation.writes().stream()
                .filter(write -> items.contains(write.item()))
                .forEach(write -> parts.add("wrote " + name(write.item(), items) + value(write.value(), "(deleted)")));
        if (parts.isEmpty()) {
            operation.reads().stream()
                    .filter(read -> items.contains(read.item()))
                    .forEach(read -> parts.add("read " + name(read.item(), items) + value(read.value(), "(absent)")));
        }
        String session = operation.session().isEmpty() ? "" : operation.session() + ": ";
        return session + operation.operation() + " " + String.join(", ", parts);
    }

    /** Nothing where only one item matters. */
    private static String name(Item item, List<Item> items) {
        return items.size() == 1 ? "" : item.key() + ": ";
    }

    private static String value(@Nullable Object value, String absent) {
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, AttributeValue> item = (Map<String, AttributeValue>) map;
            return ItemText.of(item);
        }
        return value == null ? absent : value.toString();
    }

    /** Another number of stale reads than expected. */
    Message staleReads(String expected, List<StaleRead> found) {
        StringBuilder message = new StringBuilder("Expected ")
                .append(expected)
                .append(", but found ")
                .append(found.size())
                .append(".\n\n");
        found.stream()
                .limit(MOST_STALE_READS)
                .forEach(stale -> message.append("  ")
                        .append(text.time(stale.reader().invoked()))
                        .append(' ')
                        .append(stale.reader().operation())
                        .append(" of ")
                        .append(stale.item())
                        .append(" in ")
                        .append(stale.reader().region().id())
                        .append(" missed ")
                        .append(stale.missed().operation())
                        .append(" in ")
                        .append(stale.missed().region().id())
                        .append(" at ")
                        .append(text.time(stale.missed().invoked()))
                        .append('\n'));
        if (found.size() > MOST_STALE_READS) {
            message.append("  and ").append(found.size() - MOST_STALE_READS).append(" more\n");
        }
        return new Message(message + footer());
    }

    private String footer() {
        List<HistoryEvent> events = history.events();
        String last = events.isEmpty()
                ? text.time(history.start())
                : text.time(events.get(events.size() - 1).time());
        return "Virtual time " + last + " s, seed " + history.seed() + " (replay: -Dglobaltable.seed=" + history.seed()
                + ").";
    }
}
