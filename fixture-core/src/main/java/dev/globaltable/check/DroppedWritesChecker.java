package dev.globaltable.check;

import java.util.List;
import java.util.Optional;

/** Checks that each acknowledged version is the newest of its item, or was overwritten by somebody who had it before. */
final class DroppedWritesChecker implements Checker {

    @Override
    public Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided) {
        VersionTable versions = history.versions;
        if (!history.ordered) {
            undecided.add("values alone do not tell which of two versions last-writer-wins kept");
            return Optional.empty();
        }
        boolean[] overwritten = new boolean[versions.count()];
        for (int version = 0; version < versions.count(); version++) {
            steps.spend(1);
            if (versions.overwritten(version) != Compiled.NONE) {
                overwritten[versions.overwritten(version)] = true;
            }
        }
        for (int item = 0; item < versions.items(); item++) {
            IntList order = versions.ofItem(item);
            for (int at = 0; at < order.size() - 1; at++) {
                int version = order.get(at);
                if (versions.acknowledged(version) && !overwritten[version]) {
                    return Optional.of(finding(history, order, at));
                }
            }
        }
        return Optional.empty();
    }

    private static Finding finding(Compiled history, IntList order, int dropped) {
        int version = order.get(dropped);
        Item item = history.versions.about(version);
        Observation lost = history.operation(history.versions.writer(version));
        String claim = lost.operation() + " in " + lost.region().id() + " was acknowledged, and its version of " + item
                + " was dropped by last-writer-wins.";
        for (int at = dropped + 1; at < order.size(); at++) {
            Observation winner = history.author(order.get(at));
            if (winner != null) {
                return new Finding(claim, new Witness(List.of(won(lost, winner, item), unseen(winner, lost, item))));
            }
        }
        return new Finding(
                claim,
                new Witness(List.of(new Witness.Link(
                        lost,
                        lost,
                        Relation.VERSION_ORDER,
                        Optional.of(item),
                        "a later version of " + item
                                + ", which none of the operations wrote, took the place of the former's"))));
    }

    private static Witness.Link won(Observation lost, Observation winner, Item item) {
        return new Witness.Link(
                lost, winner, Relation.VERSION_ORDER, Optional.of(item), "the latter wrote a later version of " + item);
    }

    private static Witness.Link unseen(Observation winner, Observation lost, Item item) {
        return new Witness.Link(
                winner,
                lost,
                Relation.ANTI_DEPENDENCY,
                Optional.of(item),
                "nobody who wrote " + item + " after that had the version of the latter before them");
    }
}
