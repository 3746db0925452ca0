package dev.globaltable.check;

import dev.globaltable.history.History;
import dev.globaltable.item.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * A history as the checkers see it: operations in the order of their ids, and, where it is known, what each Region holds
 * in the end. Immutable.
 *
 * <p>Made by hand, for histories that come from elsewhere:
 *
 * <pre>{@code
 * Item name = Item.of("profiles", "42");
 * Observations history = Observations.builder()
 *         .add(Observation.in(US_EAST_1).session("cart").write(name, "Ada"))
 *         .add(Observation.in(EU_WEST_1).session("cart").read(name, null))
 *         .build();
 * Checks.readYourWrites().check(history);   // VIOLATED
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Observations {

    private final List<Observation> operations;
    private final List<Held> held;
    private final boolean complete;

    /**
     * What a Region holds of an item in the end.
     *
     * @param value {@code null} when there is no item
     * @param version empty when it is not known, or when nothing was ever written there
     */
    public record Held(Region region, Item item, @Nullable Object value, Optional<Version> version) {}

    private Observations(List<Observation> operations, List<Held> held, boolean complete) {
        this.operations = List.copyOf(operations);
        this.held = List.copyOf(held);
        this.complete = complete;
    }

    /**
     * The calls of a simulation, with the versions that they saw and made. What a DAX cluster answered from its caches is
     * left out: no Region was asked.
     *
     * <p>An update, a conditional write and a transaction with either have also read what they replaced. An item that went
     * because its time to live had ended was deleted by an operation named {@code ExpireItem}, which nobody called. When a
     * table is made anew under an old name, its items are those of {@code name#2}.
     */
    public static Observations of(History history) {
        return HistoryObservations.of(history);
    }

    /** Begins a history made by hand. */
    public static Builder builder() {
        return new Builder();
    }

    /** The operations in the order of their ids. */
    public List<Observation> operations() {
        return operations;
    }

    /** What each Region holds in the end, as far as it is known. */
    public List<Held> held() {
        return held;
    }

    /** Whether nothing was written but what the operations tell; otherwise a read may show what nobody here wrote. */
    public boolean complete() {
        return complete;
    }

    /** Whether the version of everything written and read is known, so that the order of versions is too. */
    public boolean versioned() {
        return operations.stream().allMatch(Observations::versioned);
    }

    private static boolean versioned(Observation operation) {
        return operation.reads().stream()
                        .allMatch(read -> read.value() == null || read.version().isPresent())
                && (operation.outcome() != Observation.Outcome.OK
                        || operation.writes().stream()
                                .allMatch(write -> write.version().isPresent()));
    }

    /** What was read and written of one table; operations that had to do with others only are left out. */
    public Observations ofTable(String table) {
        return of(item -> item.table().equals(table) || item.table().startsWith(table + "#"));
    }

    /** What was read and written of one item. */
    public Observations ofItem(Item item) {
        return of(item::equals);
    }

    private Observations of(Predicate<Item> wanted) {
        List<Observation> kept = new ArrayList<>();
        for (Observation operation : operations) {
            List<Observation.Read> reads = operation.reads().stream()
                    .filter(read -> wanted.test(read.item()))
                    .toList();
            List<Observation.Write> writes = operation.writes().stream()
                    .filter(write -> wanted.test(write.item()))
                    .toList();
            if (!reads.isEmpty() || !writes.isEmpty()) {
                kept.add(with(operation, reads, writes));
            }
        }
        return new Observations(
                kept, held.stream().filter(end -> wanted.test(end.item())).toList(), complete);
    }

    /** The operations of one Region; what was written in others may then be read, and was written by nobody here. */
    public Observations in(Region region) {
        return new Observations(
                operations.stream()
                        .filter(operation -> operation.region().equals(region))
                        .toList(),
                held.stream().filter(end -> end.region().equals(region)).toList(),
                false);
    }

    private static Observation with(
            Observation operation, List<Observation.Read> reads, List<Observation.Write> writes) {
        return new Observation(
                operation.id(),
                operation.session(),
                operation.region(),
                operation.operation(),
                operation.invoked(),
                operation.completed(),
                reads,
                writes,
                operation.transactional(),
                operation.outcome());
    }

    /** Collects the operations of a history. */
    public static final class Builder {

        private final List<Observation> operations = new ArrayList<>();
        private final List<Held> held = new ArrayList<>();
        private Instant last = Instant.EPOCH;
        private long lastId;
        private boolean complete = true;

        private Builder() {}

        /** The next operation. */
        public Builder add(Observation.Builder operation) {
            return add(operation.build(lastId + 1, last));
        }

        /** An operation with an id of its own. */
        public Builder add(Observation operation) {
            operations.add(operation);
            last = operation.invoked();
            lastId = Math.max(lastId, operation.id());
            return this;
        }

        /** What a Region holds of an item in the end. */
        public Builder holds(Region region, Item item, @Nullable Object value, @Nullable Version version) {
            held.add(new Held(region, item, value, Optional.ofNullable(version)));
            return this;
        }

        /** More was written than the operations tell. */
        public Builder incomplete() {
            complete = false;
            return this;
        }

        /**
         * The history.
         *
         * @throws IllegalArgumentException if two operations have the same id
         */
        public Observations build() {
            operations.sort(Comparator.comparingLong(Observation::id));
            for (int at = 1; at < operations.size(); at++) {
                if (operations.get(at).id() == operations.get(at - 1).id()) {
                    throw new IllegalArgumentException("Two operations have the id "
                            + operations.get(at).id() + ": " + operations.get(at - 1) + " and " + operations.get(at));
                }
            }
            return new Observations(operations, held, complete);
        }
    }
}
