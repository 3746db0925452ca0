package dev.globaltable.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A contradiction: operations, each of which comes before the next, and the last of which comes before the first.
 *
 * @param links why each comes before the next; the last link, back to the first operation, is what contradicts the rest
 * @since 0.1.0
 */
public record Witness(List<Link> links) {

    private static final int LETTERS = 26;

    /** Copies the list. */
    public Witness {
        links = List.copyOf(links);
    }

    /**
     * One step of a contradiction.
     *
     * @param from the operation that comes first
     * @param to the operation that comes later
     * @param relation why
     * @param item the item over which they are related, if it is one
     * @param reason why, in words that follow "because"
     */
    public record Link(Observation from, Observation to, Relation relation, Optional<Item> item, String reason) {}

    /** The operations involved, in order, each once. */
    public List<Observation> operations() {
        Set<Observation> operations = new LinkedHashSet<>();
        for (Link link : links) {
            operations.add(link.from());
            operations.add(link.to());
        }
        return List.copyOf(operations);
    }

    /** The items over which the operations are related, each once. */
    public List<Item> items() {
        Set<Item> items = new LinkedHashSet<>();
        links.forEach(link -> link.item().ifPresent(items::add));
        return new ArrayList<>(items);
    }

    /** What contradicts the rest. */
    public Link contradiction() {
        return links.get(links.size() - 1);
    }

    /** The operations involved in the order of their ids, with the letters by which {@link #sentences} calls them. */
    public Map<Observation, String> names() {
        Map<Observation, String> names = new LinkedHashMap<>();
        operations().stream()
                .sorted(Comparator.comparingLong(Observation::id))
                .forEach(operation -> names.put(operation, name(names.size())));
        return names;
    }

    private static String name(int at) {
        String letter = String.valueOf((char) ('A' + at % LETTERS));
        return at < LETTERS ? letter : letter + at / LETTERS;
    }

    /** The contradiction, a sentence for each link, in which operations are called by {@link #names}. */
    public List<String> sentences() {
        Map<Observation, String> names = names();
        List<String> sentences = new ArrayList<>();
        for (int at = 0; at < links.size(); at++) {
            Link link = links.get(at);
            String from = names.getOrDefault(link.from(), "");
            String to = names.getOrDefault(link.to(), "");
            String reason = link.reason().replace("the former", from).replace("the latter", to);
            if (at < links.size() - 1) {
                sentences.add(from + " came before " + to + ", because " + reason + ";");
            } else if (at > 0) {
                sentences.add("yet " + reason + ".");
            } else {
                sentences.add(reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".");
            }
        }
        return sentences;
    }
}
