package dev.globaltable.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that of the operations that compute a new value from the one they find, no two found the same version. */
final class LostUpdatesChecker implements Checker {

    @Override
    public Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided) {
        undecided.addAll(history.unclear);
        Map<Integer, Integer> updated = new LinkedHashMap<>();
        for (int at = 0; at < history.size(); at++) {
            for (int found : history.reads[at]) {
                steps.spend(1);
                if (found != Compiled.NONE && history.ok(at) && writes(history, at, found)) {
                    Integer before = updated.putIfAbsent(found, at);
                    if (before != null && before != at) {
                        return Optional.of(finding(history, before, at, found));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean writes(Compiled history, int at, int found) {
        for (int version : history.writes[at]) {
            if (history.versions.itemOf(version) == history.versions.itemOf(found)) {
                return true;
            }
        }
        return false;
    }

    private static Finding finding(Compiled history, int one, int other, int found) {
        Item item = history.versions.about(found);
        return new Finding(
                "Two operations were computed from the same version of " + item + "; one of them is lost.",
                new Witness(List.of(unseen(history, one, other, item), unseen(history, other, one, item))));
    }

    private static Witness.Link unseen(Compiled history, int from, int to, Item item) {
        return new Witness.Link(
                history.operation(from),
                history.operation(to),
                Relation.ANTI_DEPENDENCY,
                Optional.of(item),
                "the former was computed from a version of " + item + " without what the latter wrote");
    }
}
