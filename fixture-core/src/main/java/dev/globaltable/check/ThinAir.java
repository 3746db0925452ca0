package dev.globaltable.check;

import java.util.List;
import java.util.Optional;

/** Finds reads of what nobody wrote. */
final class ThinAir {

    private ThinAir() {}

    /** A read of what nobody wrote with success, in a history that tells everything that was written. */
    static Optional<Checker.Finding> read(Compiled history) {
        if (history.ordered || !history.history.complete()) {
            return Optional.empty();
        }
        for (int at = 0; at < history.size(); at++) {
            for (int version : history.reads[at]) {
                if (version != Compiled.NONE
                        && !history.isUnclear(history.versions.itemOf(version))
                        && (history.versions.foreign(version) || history.versions.aborted(version))) {
                    return Optional.of(finding(history, at, version));
                }
            }
        }
        return Optional.empty();
    }

    private static Checker.Finding finding(Compiled history, int at, int version) {
        Observation reader = history.operation(at);
        Item item = history.versions.about(version);
        Observation author = history.author(version);
        String claim = reader.operation() + " in " + reader.region().id() + " read a version of " + item
                + (author == null ? " that nobody wrote." : " that was never written: its author failed.");
        Witness.Link link = author == null
                ? new Witness.Link(
                        reader,
                        reader,
                        Relation.DISAGREES,
                        Optional.of(item),
                        "nobody wrote what the former read of " + item)
                : new Witness.Link(
                        author,
                        reader,
                        Relation.READS_FROM,
                        Optional.of(item),
                        "the latter read what the former, which failed, would have written of " + item);
        return new Checker.Finding(claim, new Witness(List.of(link)));
    }
}
