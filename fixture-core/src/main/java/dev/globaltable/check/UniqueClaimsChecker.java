package dev.globaltable.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that an item which is created on condition that it is not there is created once, until somebody who knows of it
 * deletes it: the usual way to make a name unique.
 */
final class UniqueClaimsChecker implements Checker {

    @Override
    public Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided) {
        return history.ordered ? twiceFromOne(history, steps) : moreThanDeletes(history, steps);
    }

    /** Two claims are one too many when no claim lies between them and what they were made on. */
    private static Optional<Finding> twiceFromOne(Compiled history, Steps steps) {
        Map<Integer, Integer> claims = new LinkedHashMap<>();
        for (int item = 0; item < history.versions.items(); item++) {
            IntList order = history.versions.ofItem(item);
            for (int at = 0; at < order.size(); at++) {
                if (isClaim(history, order.get(at))) {
                    Integer before = claims.putIfAbsent(claimBefore(history, order.get(at), steps), order.get(at));
                    if (before != null) {
                        return Optional.of(finding(history, before, order.get(at)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The claim, or else the initial version, that an item's versions lead back to. */
    private static int claimBefore(Compiled history, int claim, Steps steps) {
        int version = history.versions.overwritten(claim);
        int last = version;
        while (version != Compiled.NONE && !isClaim(history, version)) {
            steps.spend(1);
            last = version;
            version = history.versions.overwritten(version);
        }
        return version == Compiled.NONE ? last : version;
    }

    private static Optional<Finding> moreThanDeletes(Compiled history, Steps steps) {
        for (int item = 0; item < history.versions.items(); item++) {
            IntList all = history.versions.ofItem(item);
            int deletes = 0;
            IntList claims = new IntList();
            for (int at = 0; at < all.size(); at++) {
                steps.spend(1);
                deletes += isDelete(history, all.get(at)) ? 1 : 0;
                if (isClaim(history, all.get(at))) {
                    claims.add(all.get(at));
                }
            }
            if (claims.size() > deletes + 1) {
                return Optional.of(finding(history, claims.get(0), claims.get(1)));
            }
        }
        return Optional.empty();
    }

    private static boolean isDelete(Compiled history, int version) {
        Observation author = history.author(version);
        return author != null
                && author.outcome() != Observation.Outcome.FAILED
                && author.writes().stream()
                        .anyMatch(
                                write -> write.item().equals(history.versions.about(version)) && write.value() == null);
    }

    private static boolean isClaim(Compiled history, int version) {
        Observation author = history.author(version);
        Item item = history.versions.about(version);
        return author != null
                && history.versions.acknowledged(version)
                && author.reads().stream().anyMatch(read -> read.item().equals(item) && read.value() == null)
                && author.writes().stream().anyMatch(write -> write.item().equals(item) && write.value() != null);
    }

    private static Finding finding(Compiled history, int one, int other) {
        Observation first = history.operation(history.versions.writer(one));
        Observation second = history.operation(history.versions.writer(other));
        Item item = history.versions.about(one);
        return new Finding(
                item + " was created twice, each time on condition that it was not there.",
                new Witness(List.of(absent(first, second, item), absent(second, first, item))));
    }

    private static Witness.Link absent(Observation from, Observation to, Item item) {
        return new Witness.Link(
                from,
                to,
                Relation.ANTI_DEPENDENCY,
                Optional.of(item),
                "the former found no " + item + ", which the latter had not created yet");
    }
}
