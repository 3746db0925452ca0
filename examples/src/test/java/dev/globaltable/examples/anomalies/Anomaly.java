package dev.globaltable.examples.anomalies;

import static dev.globaltable.examples.anomalies.Actor.ABSENT;
import static dev.globaltable.examples.anomalies.Actor.at;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What can go wrong with registers that several actors use: a row of the table in {@code docs/anomalies.md}. */
record Anomaly(String title, Map<String, Integer> initial, Supplier<List<Actor>> actors, Predicate<Run> occurs) {

    private static final int SCHEDULES = 400;

    static final List<Anomaly> ALL = List.of(
            new Anomaly(
                    "Dirty write (G0)",
                    () -> List.of(
                            at(0).writes("x", 1).writes("y", 1),
                            at(1).writes("x", 2).writes("y", 2)),
                    run -> run.allSucceeded() && run.value("x") != run.value("y")),
            new Anomaly(
                    "Aborted read (G1a)",
                    () -> List.of(at(0).writes("x", 1).takesBack("x"), at(1).reads("x")),
                    run -> run.actor(2).saw(1)),
            new Anomaly(
                    "Intermediate read (G1b)",
                    () -> List.of(at(0).writes("x", 1).writes("x", 2), at(1).reads("x")),
                    run -> run.actor(2).saw(1)),
            new Anomaly(
                    "Read skew, fractured read (G-single)",
                    () -> List.of(at(0).writes("x", 1).writes("y", 1), at(1).reads("x", "y")),
                    run -> run.actor(2).saw(0, 1) || run.actor(2).saw(1, 0)),
            new Anomaly(
                    "Lost update, blind put (P4)",
                    () -> List.of(incrementsBlindly(0), incrementsBlindly(1)),
                    run -> run.allSucceeded() && run.value("x") == 1),
            new Anomaly(
                    "Lost update, conditional put (P4)",
                    () -> List.of(increments(0), increments(1)),
                    run -> run.allSucceeded() && run.value("x") == 1),
            new Anomaly(
                    "Lost increment by ADD",
                    () -> List.of(at(0).adds("x"), at(1).adds("x")),
                    run -> run.allSucceeded() && run.value("x") == 1),
            new Anomaly(
                    "Write skew (G2-item)",
                    Map.of("x", 1, "y", 1),
                    () -> List.of(withdraws(0, "x"), withdraws(1, "y")),
                    run -> run.allSucceeded() && run.value("x") + run.value("y") < 0),
            new Anomaly(
                    "Write skew over a query (G2)",
                    () -> List.of(opens(0, "a1"), opens(1, "a2")),
                    run -> run.allSucceeded() && run.value("a1") == 1 && run.value("a2") == 1),
            new Anomaly(
                    "Unique name given twice",
                    () -> List.of(at(0).creates("ada"), at(1).creates("ada")),
                    Run::allSucceeded),
            new Anomaly(
                    "Stale read",
                    () -> List.of(at(0).writes("x", 1), at(1).reads("x")),
                    run -> run.actor(1).endedBefore(run.actor(2))
                            && run.actor(2).saw(0)),
            new Anomaly(
                    "Later write loses to an earlier one",
                    () -> List.of(at(1).writes("x", 1), at(0).writes("x", 2)),
                    run -> run.actor(1).endedBefore(run.actor(2)) && run.value("x") == 1),
            new Anomaly(
                    "Own write not read",
                    () -> List.of(at(0).moving().writes("x", 1).reads("x")),
                    run -> run.actor(1).saw(0)),
            new Anomaly(
                    "Reads go back in time",
                    () -> List.of(at(0).writes("x", 1), at(0).moving().reads("x", "x")),
                    run -> run.actor(2).saw(1, 0)),
            new Anomaly(
                    "Writes seen out of order",
                    () -> List.of(at(0).writes("x", 1).then().writes("y", 1), at(1).reads("y", "x")),
                    run -> run.actor(2).saw(1, 0)),
            new Anomaly(
                    "Effect seen without its cause",
                    () -> List.of(
                            at(0).writes("x", 1),
                            at(0).reads("x").computes("y", actor -> actor.last("x") == 1 ? 1 : ABSENT),
                            at(1).reads("y", "x")),
                    run -> run.actor(3).saw(1, 0)),
            new Anomaly(
                    "Long fork",
                    () -> List.of(
                            at(0).writes("x", 1), at(1).writes("y", 1), at(0).reads("x", "y"), at(1).reads("y", "x")),
                    run -> run.actor(3).saw(1, 0) && run.actor(4).saw(1, 0)));

    Anomaly(String title, Supplier<List<Actor>> actors, Predicate<Run> occurs) {
        this(title, Map.of("x", 0, "y", 0), actors, occurs);
    }

    /** Whether any of many schedules shows it. */
    boolean occursIn(Scope scope) {
        for (long seed = 0; seed < SCHEDULES; seed++) {
            if (occurs.test(new Run(scope, actors.get(), initial, seed))) {
                return true;
            }
        }
        return false;
    }

    private static Actor increments(int place) {
        return at(place).reads("x").computes("x", actor -> actor.last("x") + 1);
    }

    private static Actor incrementsBlindly(int place) {
        return at(place).reads("x").computesBlindly("x", actor -> actor.last("x") + 1);
    }

    /** Takes two from a register, if both together hold as much. */
    private static Actor withdraws(int place, String from) {
        return at(place)
                .reads("x", "y")
                .computes(from, actor -> actor.last("x") + actor.last("y") >= 2 ? actor.last(from) - 2 : ABSENT);
    }

    /** Makes a register, if there is none whose key begins with the same letter. */
    private static Actor opens(int place, String key) {
        return at(place).counts("a*").computesBlindly(key, actor -> actor.last("a*") == 0 ? 1 : ABSENT);
    }
}
