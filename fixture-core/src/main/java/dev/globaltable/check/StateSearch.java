package dev.globaltable.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of the operations on one item that explains all they read, whether or not values are unique: it takes
 * one operation after the other among those that may come next, and back when it is stuck (Wing and Gong, "Testing and
 * verifying concurrent objects", 1993), but never twice from the same operations to the same value (Lowe, "Testing for
 * linearizability", 2017).
 */
final class StateSearch {

    private final Compiled history;
    private final Item item;
    private final Steps steps;
    private final List<Call> calls = new ArrayList<>();
    private final Entry head = new Entry(null, true);
    private final Set<Reached> reached = new LinkedHashSet<>();
    private final BitSet done = new BitSet();
    private final Deque<Taken> taken = new ArrayDeque<>();
    private @Nullable Object value;
    private int deepest = -1;
    private @Nullable Witness stuck;

    /** An operation on the item: what it found, if it tells, and what it made of it. */
    private record Call(
            int number,
            int operation,
            @Nullable Found found,
            Observation.@Nullable Write write,
            long begin,
            long end) {}

    private record Found(@Nullable Object value) {}

    private record Reached(int first, BitSet rest, @Nullable Object value) {}

    private record Taken(Entry entry, @Nullable Object before) {}

    /** A call or an answer in a list from which calls can be taken, and to which they can be given back. */
    private static final class Entry {

        final @Nullable Call call;
        final boolean calls;

        @Nullable
        Entry previous;

        @Nullable
        Entry next;

        @Nullable
        Entry answer;

        Entry(@Nullable Call call, boolean calls) {
            this.call = call;
            this.calls = calls;
        }

        void take() {
            unlink();
            if (answer != null) {
                answer.unlink();
            }
        }

        void giveBack() {
            if (answer != null) {
                answer.link();
            }
            link();
        }

        private void unlink() {
            if (previous != null) {
                previous.next = next;
            }
            if (next != null) {
                next.previous = previous;
            }
        }

        private void link() {
            if (previous != null) {
                previous.next = this;
            }
            if (next != null) {
                next.previous = this;
            }
        }
    }

    StateSearch(Compiled history, Times times, int item, Steps steps) {
        this.history = history;
        this.item = history.versions.item(item);
        this.steps = steps;
        for (int at = 0; at < history.size(); at++) {
            add(at, times);
        }
        link();
    }

    private void add(int at, Times times) {
        Observation operation = history.operation(at);
        Found found = null;
        Observation.Write write = null;
        for (Observation.Read read : operation.reads()) {
            if (read.item().equals(item) && read.strong()) {
                found = new Found(read.value());
            }
        }
        for (Observation.Write each : operation.writes()) {
            if (each.item().equals(item) && operation.outcome() != Observation.Outcome.FAILED) {
                write = each;
            }
        }
        if (found != null || write != null) {
            calls.add(new Call(calls.size(), at, found, write, times.begin(at), times.end(at)));
        }
    }

    private void link() {
        List<Entry> entries = new ArrayList<>();
        for (Call call : calls) {
            Entry entry = new Entry(call, true);
            entries.add(entry);
            if (call.end() != Long.MAX_VALUE) {
                entry.answer = new Entry(call, false);
                entries.add(entry.answer);
            }
        }
        entries.sort(Comparator.comparingLong(StateSearch::place));
        Entry last = head;
        for (Entry entry : entries) {
            last.next = entry;
            entry.previous = last;
            last = entry;
        }
    }

    private static long place(Entry entry) {
        Call call = Objects.requireNonNull(entry.call);
        return entry.calls ? call.begin() : call.end();
    }

    /** A contradiction, if no order explains what was read. */
    Optional<Witness> contradiction(List<String> undecided) {
        try {
            return search() ? Optional.empty() : Optional.ofNullable(stuck);
        } catch (Steps.Exhausted spent) {
            undecided.add("whether " + item + " is linearizable: " + spent.getMessage());
            return Optional.empty();
        }
    }

    private boolean search() {
        Entry entry = head.next;
        while (entry != null) {
            steps.spend(10);
            Call call = Objects.requireNonNull(entry.call);
            if (!entry.calls) {
                remember(call);
                Taken last = taken.poll();
                if (last == null) {
                    return false;
                }
                done.clear(Objects.requireNonNull(last.entry().call).number());
                value = last.before();
                last.entry().giveBack();
                entry = last.entry().next;
            } else if (fits(call) && isNew(call)) {
                taken.push(new Taken(entry, value));
                value = after(call);
                done.set(call.number());
                entry.take();
                entry = head.next;
            } else {
                entry = entry.next;
            }
        }
        return true;
    }

    private boolean fits(Call call) {
        return call.found() == null || Objects.equals(call.found().value(), value);
    }

    private @Nullable Object after(Call call) {
        if (call.write() == null) {
            return value;
        }
        Object written = call.write().value();
        if (written instanceof Observation.Increment increment) {
            return (value instanceof Long number ? number : 0L) + increment.by();
        }
        return written;
    }

    private boolean isNew(Call call) {
        done.set(call.number());
        int first = done.nextClearBit(0);
        BitSet rest = done.get(first, Math.max(first, done.length()));
        done.clear(call.number());
        steps.spend(rest.size() / Long.SIZE);
        return reached.add(new Reached(first, rest, after(call)));
    }

    /** Of all the operations that could not be placed, the one before which the most could. */
    private void remember(Call call) {
        if (taken.size() <= deepest) {
            return;
        }
        deepest = taken.size();
        Taken last = taken.peek();
        Observation unplaced = history.operation(call.operation());
        Observation before = last == null
                ? unplaced
                : history.operation(Objects.requireNonNull(last.entry().call).operation());
        Witness.Link contradiction = new Witness.Link(
                unplaced,
                before,
                Relation.DISAGREES,
                Optional.of(item),
                "at no moment between its call and its answer could the former find " + item
                        + " as it did, whatever came in which order before");
        if (last == null) {
            stuck = new Witness(List.of(contradiction));
        } else {
            stuck = new Witness(List.of(
                    new Witness.Link(
                            before,
                            unplaced,
                            Relation.REAL_TIME,
                            Optional.empty(),
                            "the former had to happen before the latter was answered"),
                    contradiction));
        }
    }
}
