package dev.globaltable.check;

import java.util.List;
import java.util.Optional;

/** Finds reads of what never was committed. */
final class DirtyReads {

    private DirtyReads() {}

    static Optional<Checker.Finding> read(Compiled history, Steps steps) {
        for (int at = 0; at < history.size(); at++) {
            for (int version : history.reads[at]) {
                steps.spend(1);
                if (version == Compiled.NONE || history.versions.writer(version) == at) {
                    continue;
                }
                if (history.versions.aborted(version)) {
                    return Optional.of(finding("G1a", history, at, version, "which failed, "));
                }
                if (isIntermediate(history, version)) {
                    return Optional.of(finding("G1b", history, at, version, "before it wrote it again, "));
                }
            }
        }
        return ThinAir.read(history);
    }

    /** Whether its author wrote the same item again. */
    private static boolean isIntermediate(Compiled history, int version) {
        int writer = history.versions.writer(version);
        if (writer == Compiled.NONE || history.writes[writer].length < 2) {
            return false;
        }
        int last = version;
        for (int other : history.writes[writer]) {
            if (other != Compiled.NONE && history.versions.itemOf(other) == history.versions.itemOf(version)) {
                last = other;
            }
        }
        return last != version;
    }

    private static Checker.Finding finding(String name, Compiled history, int at, int version, String how) {
        Observation reader = history.operation(at);
        Observation author = history.operation(history.versions.writer(version));
        Item item = history.versions.about(version);
        return new Checker.Finding(
                name + ": " + reader.operation() + " in " + reader.region().id() + " read a version of " + item
                        + " that was never committed.",
                new Witness(List.of(new Witness.Link(
                        author,
                        reader,
                        Relation.READS_FROM,
                        Optional.of(item),
                        "the latter read what the former, " + how + "wrote of " + item))));
    }
}
