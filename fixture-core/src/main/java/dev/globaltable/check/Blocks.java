package dev.globaltable.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Versions of one item that must follow each other, taken together; of two such blocks one must come first. */
final class Blocks {

    private final Compiled history;
    private final Times times;
    private final Register register;
    private final Steps steps;

    /**
     * A block.
     *
     * @param first the operation that is answered first, {@link Compiled#NONE} when the block begins with the initial
     *     version and so comes before all others
     * @param last the operation that is called last
     */
    private record Block(int first, int last, long firstEnd, long lastBegin) {

        /** Whether some operation of this block was answered before some operation of the other was called. */
        boolean precedes(Block other) {
            return firstEnd < other.lastBegin;
        }

        /** Whether, at every moment between, the item had a version of this block. */
        boolean holds() {
            return firstEnd < lastBegin;
        }
    }

    Blocks(Compiled history, Times times, Register register, Steps steps) {
        this.history = history;
        this.times = times;
        this.register = register;
        this.steps = steps;
    }

    Optional<Witness> contradiction(int initial, List<Integer> versions) {
        Set<Integer> left = new LinkedHashSet<>(versions);
        left.removeAll(register.successors().values());
        List<Block> blocks = new ArrayList<>();
        int placed = 0;
        for (int head : left) {
            List<Integer> chain = new ArrayList<>();
            for (Integer version = head;
                    version != null;
                    version = register.successors().get(version)) {
                chain.add(version);
            }
            placed += chain.size();
            Optional<Witness> inside = register.contradiction(chain, steps);
            if (inside.isPresent()) {
                return inside;
            }
            block(chain, head == initial).ifPresent(blocks::add);
        }
        return placed < versions.size() ? Optional.of(circle(versions, left)) : contradiction(blocks);
    }

    private Optional<Block> block(List<Integer> chain, boolean initial) {
        int first = Compiled.NONE;
        int last = Compiled.NONE;
        for (int version : chain) {
            IntList members = register.members(version);
            for (int index = 0; index < members.size(); index++) {
                int at = members.get(index);
                first = first == Compiled.NONE || times.end(at) < times.end(first) ? at : first;
                last = last == Compiled.NONE || times.begin(at) > times.begin(last) ? at : last;
            }
        }
        if (last == Compiled.NONE) {
            return Optional.empty();
        }
        return Optional.of(
                initial
                        ? new Block(Compiled.NONE, last, -1, times.begin(last))
                        : new Block(first, last, times.end(first), times.begin(last)));
    }

    /** Two blocks each of which must come before the other: at least one of them holds the item for some time. */
    private Optional<Witness> contradiction(List<Block> blocks) {
        List<Block> holding = new ArrayList<>();
        blocks.stream()
                .filter(Block::holds)
                .sorted(Comparator.comparingLong(Block::firstEnd))
                .forEach(holding::add);
        for (int at = 1; at < holding.size(); at++) {
            steps.spend(1);
            if (holding.get(at).precedes(holding.get(at - 1))) {
                return Optional.of(witness(holding.get(at - 1), holding.get(at)));
            }
        }
        for (Block block : blocks) {
            steps.spend(1);
            int before = block.holds() ? -1 : lastBefore(holding, block.lastBegin());
            if (before >= 0 && block.precedes(holding.get(before))) {
                return Optional.of(witness(holding.get(before), block));
            }
        }
        return Optional.empty();
    }

    private static int lastBefore(List<Block> holding, long begin) {
        int low = 0;
        int high = holding.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holding.get(middle).firstEnd() < begin) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private Witness witness(Block one, Block other) {
        if (one.first() == Compiled.NONE) {
            return new Witness(List.of(
                    register.realTime(other.first(), one.last()), register.together(one.last(), other.first())));
        }
        List<Witness.Link> links = new ArrayList<>();
        links.add(register.realTime(one.first(), other.last()));
        if (other.last() != other.first()) {
            links.add(register.together(other.last(), other.first()));
        }
        links.add(register.realTime(other.first(), one.last()));
        if (one.last() != one.first()) {
            links.add(register.together(one.last(), one.first()));
        }
        return new Witness(links);
    }

    /** Versions that were computed from each other in a circle. */
    private Witness circle(List<Integer> versions, Set<Integer> heads) {
        Set<Integer> left = new LinkedHashSet<>(versions);
        for (int head : heads) {
            for (Integer version = head;
                    version != null;
                    version = register.successors().get(version)) {
                left.remove(version);
            }
        }
        int start = left.iterator().next();
        List<Witness.Link> links = new ArrayList<>();
        int version = start;
        do {
            Integer next = register.successors().get(version);
            if (next == null) {
                throw new IllegalStateException("Version " + version + " is on no circle.");
            }
            links.add(Floor.readsFrom(history, history.versions.writer(version), history.versions.writer(next)));
            version = next;
        } while (version != start);
        return new Witness(links);
    }
}
