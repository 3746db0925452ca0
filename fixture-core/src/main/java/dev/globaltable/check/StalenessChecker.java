package dev.globaltable.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Checks that no read shows what had been out of date for so long. */
final class StalenessChecker implements Checker {

    private final Duration bound;

    StalenessChecker(Duration bound) {
        this.bound = bound;
    }

    @Override
    public Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided) {
        if (!history.ordered) {
            return new RegisterChecker(bound, false).violation(history, steps, undecided);
        }
        List<Finding> first = new ArrayList<>();
        visit(history, steps, (reader, versions) -> first.add(finding(history, reader, versions[0], versions[1])));
        return first.stream().findFirst();
    }

    static List<StaleRead> all(Observations history, Duration bound) {
        Compiled compiled = new Compiled(history, true);
        List<StaleRead> all = new ArrayList<>();
        new StalenessChecker(bound).visit(compiled, new Steps(Long.MAX_VALUE), (reader, versions) -> {
            all.add(new StaleRead(
                    compiled.operation(reader),
                    compiled.versions.about(versions[0]),
                    compiled.operation(compiled.versions.writer(versions[1]))));
            return false;
        });
        return List.copyOf(all);
    }

    /** Gives each stale read, the version it showed and the one it should have shown, until told to stop. */
    void visit(Compiled history, Steps steps, BiPredicate<Integer, int[]> stop) {
        Times times = new Times(history.operations, bound);
        int[] newest = new int[history.versions.items()];
        Arrays.fill(newest, Compiled.NONE);
        for (int place = 0; place < times.places(); place++) {
            int at = times.operation(place);
            steps.spend(1);
            if (times.isCalled(place)) {
                for (int version : history.reads[at]) {
                    int expected = newest[history.versions.itemOf(version)];
                    if (expected != Compiled.NONE
                            && history.versions.older(version, expected)
                            && stop.test(at, new int[] {version, expected})) {
                        return;
                    }
                }
            } else if (history.ok(at)) {
                for (int version : history.writes[at]) {
                    int item = history.versions.itemOf(version);
                    if (newest[item] == Compiled.NONE || history.versions.older(newest[item], version)) {
                        newest[item] = version;
                    }
                }
            }
        }
    }

    private Finding finding(Compiled history, int reader, int shown, int expected) {
        Item item = history.versions.about(shown);
        Observation read = history.operation(reader);
        Observation written = history.operation(history.versions.writer(expected));
        String late = bound.isZero() ? "" : " " + Times.seconds(bound) + " or more";
        return new Finding(
                read.operation() + " in " + read.region().id() + " read a version of " + item + " that was out of date"
                        + (bound.isZero() ? "" : " for" + late) + ".",
                new Witness(List.of(
                        new Witness.Link(
                                written,
                                read,
                                Relation.REAL_TIME,
                                Optional.empty(),
                                "the former was answered" + late + " before the latter was called"),
                        new Witness.Link(
                                read,
                                written,
                                Relation.ANTI_DEPENDENCY,
                                Optional.of(item),
                                "the former read an older version of " + item + " than the latter wrote"))));
    }
}
