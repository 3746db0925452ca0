package dev.globaltable.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A contradiction: operations, each of which comes before the next, and the last of which comes before the first.
 *
 * @param links why each comes before the next; the last link, back to the first operation, is what contradicts the rest
 * @since 0.1.0
 */
public record Witness(List<Link> links) {

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
}
