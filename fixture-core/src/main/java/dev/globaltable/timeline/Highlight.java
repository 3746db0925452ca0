package dev.globaltable.timeline;

import java.util.List;

/**
 * What a picture points at: the operations that together show that a guarantee was broken, in the order in which the
 * story is told.
 *
 * <pre>{@code
 * new Highlight("read-your-writes", "session cart does not read what it wrote",
 *         List.of(new Step(3, "cart adds the book"), new Step(5, "cart reads: no book")),
 *         List.of(new Relation(3, 5, "same session")));
 * }</pre>
 *
 * @param guarantee the name of what was broken
 * @param caption the contradiction in a sentence
 * @param steps the operations of the story
 * @param relations why one comes before another
 * @since 0.1.0
 */
public record Highlight(String guarantee, String caption, List<Step> steps, List<Relation> relations) {

    /** Keeps copies of the lists. */
    public Highlight {
        steps = List.copyOf(steps);
        relations = List.copyOf(relations);
    }

    /**
     * One operation of the story.
     *
     * @param operation its id in the history
     * @param caption what it did, in a few words
     */
    public record Step(long operation, String caption) {}

    /**
     * An arrow from one operation to another.
     *
     * @param from the id of the first
     * @param to the id of the second
     * @param label why they are ordered, such as {@code same session}
     */
    public record Relation(long from, long to, String label) {}
}
