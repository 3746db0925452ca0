package dev.globaltable.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks item by item that each operation seems to happen at one moment between call and answer. Where the order of
 * versions is known, it must agree with real time; otherwise the operations that had to do with one version form a block,
 * and no two blocks may have to come before each other (Gibbons and Korach, "Testing shared memories", 1997; an update is
 * in one block with what it was computed from). An item whose values are not unique is left to {@link StateSearch}.
 */
final class RegisterChecker implements Checker {

    private final Duration slack;
    private final boolean linearizable;

    /**
     * @param slack how much earlier reads count as called
     * @param linearizable whether only strongly consistent reads count, and updates must be atomic
     */
    RegisterChecker(Duration slack, boolean linearizable) {
        this.slack = slack;
        this.linearizable = linearizable;
    }

    @Override
    public Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided) {
        Optional<Finding> thinAir = ThinAir.read(history);
        if (thinAir.isPresent()) {
            return thinAir;
        }
        Times times = slack.isZero() ? history.times : new Times(history.operations, slack);
        Run run = new Run(history, times, steps);
        run.collect();
        for (int item = 0; item < history.versions.items(); item++) {
            Optional<Witness> witness = Optional.empty();
            if (history.ordered) {
                witness = run.inOrder(item);
            } else if (!history.isUnclear(item)) {
                witness = run.inBlocks(item);
            } else if (linearizable) {
                witness = new StateSearch(history, times, item, steps).contradiction(undecided);
            } else {
                undecided.add("the values of " + history.versions.item(item) + " are not unique");
            }
            if (witness.isPresent()) {
                return Optional.of(new Finding(claim(history.versions.item(item)), witness.get()));
            }
        }
        return Optional.empty();
    }

    private String claim(Item item) {
        return "The operations on " + item + " fit into no order in which each "
                + (slack.isZero()
                        ? "happens at one moment between call and answer."
                        : "read shows what was current at most " + Times.seconds(slack) + " before.");
    }

    private final class Run {

        private final Compiled history;
        private final Times times;
        private final Steps steps;
        private final List<Register> registers = new ArrayList<>();
        private final List<Optional<Witness>> forks = new ArrayList<>();

        Run(Compiled history, Times times, Steps steps) {
            this.history = history;
            this.times = times;
            this.steps = steps;
        }

        void collect() {
            for (int item = 0; item < history.versions.items(); item++) {
                registers.add(new Register(history, times, item));
                forks.add(Optional.empty());
            }
            for (int at = 0; at < history.size(); at++) {
                List<Observation.Read> reads = history.operation(at).reads();
                for (int index = 0; index < reads.size(); index++) {
                    int version = history.reads[at][index];
                    if (version != Compiled.NONE && (reads.get(index).strong() || !linearizable)) {
                        registers.get(history.versions.itemOf(version)).addReader(version, at);
                    }
                }
            }
            for (int at = 0; linearizable && at < history.size(); at++) {
                updates(at);
            }
        }

        /** Notes which versions were computed from which; of those that nobody knows to have come to be, none. */
        private void updates(int at) {
            for (int found : history.reads[at]) {
                for (int version : history.writes[at]) {
                    if (found != Compiled.NONE
                            && version != Compiled.NONE
                            && history.versions.itemOf(version) == history.versions.itemOf(found)
                            && cameToBe(version)) {
                        update(at, found, version);
                    }
                }
            }
        }

        private void update(int at, int found, int version) {
            int item = history.versions.itemOf(found);
            Register register = registers.get(item);
            Optional<Integer> other = register.addSuccessor(found, version);
            if (other.isPresent() && forks.get(item).isEmpty()) {
                forks.set(item, Optional.of(register.fork(history.versions.writer(other.get()), at)));
            }
        }

        private boolean cameToBe(int version) {
            return history.versions.writer(version) == Compiled.NONE
                    || history.versions.acknowledged(version)
                    || registers.get(history.versions.itemOf(version)).isRead(version);
        }

        /** The versions that came to be, as far as anybody knows. */
        private List<Integer> versions(int item) {
            IntList all = history.versions.ofItem(item);
            List<Integer> versions = new ArrayList<>();
            for (int at = 0; at < all.size(); at++) {
                if (cameToBe(all.get(at))) {
                    versions.add(all.get(at));
                }
            }
            return versions;
        }

        Optional<Witness> inOrder(int item) {
            Register register = registers.get(item);
            List<Integer> versions = versions(item);
            for (int at = 0; at < versions.size(); at++) {
                Integer successor = register.successors().get(versions.get(at));
                if (successor != null && (at + 1 == versions.size() || successor.intValue() != versions.get(at + 1))) {
                    boolean older = history.versions.older(successor, versions.get(at));
                    return Optional.of(register.notNext(successor, versions.get(older ? at : at + 1)));
                }
            }
            return register.contradiction(versions, steps).or(() -> forks.get(item));
        }

        Optional<Witness> inBlocks(int item) {
            if (forks.get(item).isPresent()) {
                return forks.get(item);
            }
            Blocks blocks = new Blocks(history, times, registers.get(item), steps);
            return blocks.contradiction(history.versions.initial(item), versions(item));
        }
    }
}
