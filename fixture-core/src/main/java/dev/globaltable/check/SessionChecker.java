package dev.globaltable.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks what is asked of the operations of sessions, one by one where versions are ordered, else all together. */
final class SessionChecker implements Checker {

    private final SessionRule rule;
    private final Optional<String> session;

    SessionChecker(SessionRule rule, Optional<String> session) {
        this.rule = rule;
        this.session = session;
    }

    @Override
    public Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided) {
        undecided.addAll(history.unclear);
        if (!history.ordered) {
            List<Floor> all = new ArrayList<>();
            new Floors(history, rule, steps, all::add).visit(session);
            return new FloorGraph(history, all, steps).contradiction();
        }
        List<Floor> broken = new ArrayList<>();
        new Floors(history, rule, steps, floor -> {
                    if (broken.isEmpty() && isBroken(history, floor)) {
                        broken.add(floor);
                    }
                })
                .visit(session);
        return broken.stream().findFirst().map(floor -> finding(history, floor));
    }

    private static boolean isBroken(Compiled history, Floor floor) {
        Chain chain = floor.chain();
        return history.versions.older(floor.version(), chain.version(chain.newest(floor.place())));
    }

    private static Finding finding(Compiled history, Floor floor) {
        int from = floor.chain().newest(floor.place());
        List<Witness.Link> links = new ArrayList<>(floor.links(history, from));
        links.add(floor.yet(history, from));
        return new Finding(claim(history, floor), new Witness(links));
    }

    static String claim(Compiled history, Floor floor) {
        Observation bound = history.operation(floor.operation());
        String what = bound.operation() + " in " + bound.region().id() + (floor.writes() ? " wrote" : " read")
                + " a version of " + history.versions.about(floor.version()) + " older than ";
        if (floor.seen() == Compiled.NONE) {
            return what + "its session had " + (floor.chain().reads() ? "read" : "written") + " before.";
        }
        return what + "what was " + (floor.chain().reads() ? "read" : "written")
                + " before a write that its session had seen.";
    }
}
