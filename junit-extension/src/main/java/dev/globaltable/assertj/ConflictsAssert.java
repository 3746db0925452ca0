package dev.globaltable.assertj;

import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.history.Conflict;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about conflicts: pairs of versions of one item that were written in different Regions without knowledge of
 * each other, one of which was lost (LWW-2).
 *
 * @since 0.1.0
 */
public final class ConflictsAssert extends AbstractAssert<ConflictsAssert, List<Conflict>> {

    private final Simulation simulation;
    private final @Nullable SimulatedTable table;

    ConflictsAssert(List<Conflict> actual, SimulatedTable table) {
        this(actual, table.simulation(), table);
    }

    ConflictsAssert(List<Conflict> actual, Simulation simulation, @Nullable SimulatedTable table) {
        super(actual, ConflictsAssert.class);
        this.simulation = simulation;
        this.table = table;
    }

    /**
     * There was no conflict.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * simulation.settle();
     * assertThat(profiles).conflicts().isEmpty();   // passes
     *
     * us.rename("42", "Ada");
     * eu.rename("42", "Grace");
     * simulation.settle();
     * assertThat(profiles).conflicts().isEmpty();   // fails
     * }</pre>
     */
    public ConflictsAssert isEmpty() {
        return require(actual.isEmpty(), "no conflict");
    }

    /**
     * There was at least one conflict.
     *
     * <pre>{@code
     * assertThat(profiles).conflicts().isNotEmpty();   // fails when every write was seen before the next
     * }</pre>
     */
    public ConflictsAssert isNotEmpty() {
        return require(!actual.isEmpty(), "a conflict");
    }

    /**
     * There were this many conflicts.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * eu.rename("42", "Grace");
     * simulation.settle();
     * assertThat(profiles).conflicts().hasSize(1);   // passes
     * assertThat(profiles).conflicts().hasSize(2);   // fails
     * }</pre>
     */
    public ConflictsAssert hasSize(int expected) {
        return require(actual.size() == expected, Evidence.count(expected, "conflict"));
    }

    /**
     * There was exactly one conflict; leads to assertions about it.
     *
     * <pre>{@code
     * assertThat(profiles).conflicts().singleElement().wonBy(Region.EU_WEST_1);
     * }</pre>
     */
    public ConflictAssert singleElement() {
        hasSize(1);
        return element(0);
    }

    /** Leads to assertions about the conflict that was met first; there is at least one. */
    public ConflictAssert first() {
        isNotEmpty();
        return element(0);
    }

    /** Leads to assertions about one of the conflicts, counted from 0 in the order in which the versions met. */
    public ConflictAssert element(int index) {
        require(
                index >= 0 && index < actual.size(),
                index < 0 ? "an index from 0" : "at least " + Evidence.count(index + 1, "conflict"));
        return Descriptions.handOn(this, new ConflictAssert(actual.get(index), simulation));
    }

    /**
     * Leads to assertions about the conflicts over one item, by its partition key.
     *
     * @throws IllegalStateException if these are the conflicts of all tables
     */
    public ConflictsAssert onItem(Object partition) {
        SimulatedTable one = requireTable();
        return Descriptions.handOn(
                this, new ConflictsAssert(of(one.item(partition).key()), one));
    }

    /** Leads to assertions about the conflicts over one item, by its partition and sort key. */
    public ConflictsAssert onItem(Object partition, Object sort) {
        SimulatedTable one = requireTable();
        return Descriptions.handOn(
                this, new ConflictsAssert(of(one.item(partition, sort).key()), one));
    }

    private List<Conflict> of(Object key) {
        return actual.stream().filter(conflict -> conflict.key().equals(key)).toList();
    }

    private SimulatedTable requireTable() {
        if (table == null) {
            throw new IllegalStateException("These are the conflicts of all tables, so a key alone names no item."
                    + " Start at the table: assertThat(simulation).table(\"profiles\").conflicts().onItem(..).");
        }
        return table;
    }

    private ConflictsAssert require(boolean kept, String expected) {
        if (!kept) {
            throwAssertionError(ConflictMessages.otherNumber(simulation, table, actual, expected));
        }
        return this;
    }
}
