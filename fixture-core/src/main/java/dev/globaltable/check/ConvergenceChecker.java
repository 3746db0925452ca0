package dev.globaltable.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that all Regions hold the same version of each item in the end, and, where versions are ordered, the newest. */
final class ConvergenceChecker implements Checker {

    @Override
    public Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided) {
        List<Observations.Held> held = history.history.held();
        if (held.isEmpty() && history.size() > 0) {
            undecided.add("the history does not tell what the Regions hold in the end");
        }
        Map<Integer, Integer> first = new LinkedHashMap<>();
        for (int at = 0; at < held.size(); at++) {
            steps.spend(1);
            int version = history.held[at];
            if (version == Compiled.NONE) {
                undecided.add("several writes of " + held.get(at).item() + " left what "
                        + held.get(at).region().id() + " holds");
                continue;
            }
            Integer other = first.putIfAbsent(history.versions.itemOf(version), at);
            if (other != null && history.held[other] != version) {
                return Optional.of(differ(history, other, at));
            }
        }
        return history.ordered ? newestMissing(history, first) : Optional.empty();
    }

    private static Finding differ(Compiled history, int one, int other) {
        Item item = history.history.held().get(one).item();
        String left = history.history.held().get(one).region().id();
        String right = history.history.held().get(other).region().id();
        Observation leftAuthor = history.author(history.held[one]);
        Observation rightAuthor = history.author(history.held[other]);
        Observation author = leftAuthor == null ? rightAuthor : leftAuthor;
        Witness witness = new Witness(List.of());
        if (leftAuthor != null && rightAuthor != null) {
            witness = disagree(
                    leftAuthor,
                    rightAuthor,
                    item,
                    left + " holds what the former wrote of " + item + ", and " + right + " what the latter wrote");
        } else if (author != null) {
            witness = disagree(
                    author,
                    author,
                    item,
                    (leftAuthor == null ? right : left) + " holds what the former wrote of " + item + ", and "
                            + (leftAuthor == null ? left : right) + " does not");
        }
        return new Finding(left + " and " + right + " hold different versions of " + item + ".", witness);
    }

    private static Optional<Finding> newestMissing(Compiled history, Map<Integer, Integer> held) {
        for (Map.Entry<Integer, Integer> entry : held.entrySet()) {
            IntList order = history.versions.ofItem(entry.getKey());
            Observation newest = history.author(order.last());
            if (newest != null
                    && history.held[entry.getValue()] != order.last()
                    && history.versions.acknowledged(order.last())) {
                Item item = history.versions.item(entry.getKey());
                return Optional.of(new Finding(
                        "No Region holds the newest version of " + item + ".",
                        disagree(newest, newest, item, "no Region holds what the former wrote of " + item)));
            }
        }
        return Optional.empty();
    }

    private static Witness disagree(Observation one, Observation other, Item item, String reason) {
        return new Witness(List.of(new Witness.Link(one, other, Relation.DISAGREES, Optional.of(item), reason)));
    }
}
