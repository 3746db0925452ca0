package dev.globaltable.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that whoever reads one item as a transaction wrote it, reads no other item as it was before. */
final class FracturedReadsChecker implements Checker {

    @Override
    public Optional<Finding> violation(Compiled history, Steps steps, List<String> undecided) {
        undecided.addAll(history.unclear);
        List<Floor> floors = new ArrayList<>();
        for (int at = 0; at < history.size(); at++) {
            floors(history, at, steps, floors);
        }
        if (!history.ordered) {
            return new FloorGraph(history, floors, steps)
                    .contradiction()
                    .map(found -> new Finding(claim(history, floors, found), found.witness()));
        }
        return floors.stream()
                .filter(floor ->
                        history.versions.older(floor.version(), floor.chain().version(0)))
                .findFirst()
                .map(floor -> finding(history, floor));
    }

    /** What an operation read together with something that a transaction wrote. */
    private static void floors(Compiled history, int at, Steps steps, List<Floor> floors) {
        if (history.reads[at].length < 2) {
            return;
        }
        Map<Integer, Integer> shown = new LinkedHashMap<>();
        Set<Integer> writers = new LinkedHashSet<>();
        for (int version : history.reads[at]) {
            if (version != Compiled.NONE) {
                int writer = history.versions.writer(version);
                shown.put(history.versions.itemOf(version), version);
                if (writer != Compiled.NONE
                        && writer != at
                        && history.operation(writer).transactional()) {
                    writers.add(writer);
                }
            }
        }
        for (int writer : writers) {
            for (int written : history.writes[writer]) {
                steps.spend(1);
                Integer version = shown.get(history.versions.itemOf(written));
                if (version != null && version != written) {
                    Chain chain = new Chain(history, history.session[writer], false);
                    chain.add(history.position[writer], written);
                    floors.add(new Floor(at, version, false, chain, 0, writer, at));
                }
            }
        }
    }

    private static Finding finding(Compiled history, Floor floor) {
        List<Witness.Link> links = new ArrayList<>(floor.links(history, 0));
        links.add(floor.yet(history, 0));
        return new Finding(claim(history, floor), new Witness(links));
    }

    private static String claim(Compiled history, Floor floor) {
        Observation reader = history.operation(floor.operation());
        return reader.operation() + " in " + reader.region().id()
                + " read one part of a transaction and not the other, " + history.versions.about(floor.version()) + ".";
    }

    private static String claim(Compiled history, List<Floor> floors, Finding found) {
        for (Floor floor : floors) {
            if (history.operation(floor.operation())
                    .equals(found.witness().contradiction().from())) {
                return claim(history, floor);
            }
        }
        return found.claim();
    }
}
