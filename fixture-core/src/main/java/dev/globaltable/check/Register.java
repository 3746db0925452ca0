package dev.globaltable.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to one item: for each of its versions, the operation that wrote it and those that read it. */
final class Register {

    private final Compiled history;
    private final Times times;
    private final Item item;
    private final Map<Integer, IntList> readers = new LinkedHashMap<>();
    /** The operation that computed a version from another, by the other. */
    private final Map<Integer, Integer> successors = new LinkedHashMap<>();

    Register(Compiled history, Times times, int item) {
        this.history = history;
        this.times = times;
        this.item = history.versions.item(item);
    }

    void addReader(int version, int at) {
        readers.computeIfAbsent(version, absent -> new IntList()).add(at);
    }

    /** Takes note that a version was computed from another; tells whether that was done before. */
    Optional<Integer> addSuccessor(int version, int successor) {
        return Optional.ofNullable(successors.putIfAbsent(version, successor));
    }

    Map<Integer, Integer> successors() {
        return successors;
    }

    boolean isRead(int version) {
        return readers.containsKey(version);
    }

    private int writer(int version) {
        return history.versions.writer(version);
    }

    /** The operations that have to do with a version, its author first. */
    IntList members(int version) {
        IntList members = new IntList();
        if (writer(version) != Compiled.NONE) {
            members.add(writer(version));
        }
        IntList all = readers.getOrDefault(version, new IntList());
        for (int at = 0; at < all.size(); at++) {
            members.add(all.get(at));
        }
        return members;
    }

    /** A contradiction to these versions having followed each other in this order. */
    Optional<Witness> contradiction(List<Integer> order, Steps steps) {
        int latest = Compiled.NONE;
        int latestVersion = Compiled.NONE;
        for (int version : order) {
            IntList members = members(version);
            int next = latest;
            int nextVersion = latestVersion;
            for (int index = 0; index < members.size(); index++) {
                steps.spend(1);
                int at = members.get(index);
                if (latest != Compiled.NONE && times.precedes(at, latest)) {
                    return Optional.of(
                            new Witness(List.of(realTime(at, latest), older(latest, latestVersion, at, version))));
                }
                if (index > 0
                        && at != members.get(0)
                        && writer(version) != Compiled.NONE
                        && times.precedes(at, members.get(0))) {
                    return Optional.of(new Witness(
                            List.of(realTime(at, members.get(0)), Floor.readsFrom(history, members.get(0), at))));
                }
                if (next == Compiled.NONE || times.begin(at) > times.begin(next)) {
                    next = at;
                    nextVersion = version;
                }
            }
            latest = next;
            latestVersion = nextVersion;
        }
        return Optional.empty();
    }

    Witness.Link realTime(int from, int to) {
        return new Witness.Link(
                history.operation(from),
                history.operation(to),
                Relation.REAL_TIME,
                Optional.empty(),
                "the former was answered before the latter was called");
    }

    /** That an operation had to do with an older version than another had. */
    Witness.Link older(int from, int older, int to, int newer) {
        boolean wrote = writer(older) == from;
        boolean writes = writer(newer) == to;
        return new Witness.Link(
                history.operation(from),
                history.operation(to),
                wrote ? Relation.VERSION_ORDER : writes ? Relation.ANTI_DEPENDENCY : Relation.OLDER_READ,
                Optional.of(item),
                "the former " + (wrote ? "wrote" : "read") + " an older version of " + item + " than the latter "
                        + (writes ? "wrote" : "read"));
    }

    /** That two operations were computed from one version. */
    Witness fork(int one, int other) {
        List<Witness.Link> links = new ArrayList<>();
        links.add(unseen(one, other));
        links.add(unseen(other, one));
        return new Witness(links);
    }

    /** That between a version and what it was computed from there is another, or that this is the newer one. */
    Witness notNext(int version, int other) {
        int update = writer(version);
        int rival = writer(other);
        if (rival == Compiled.NONE || rival == update) {
            return new Witness(List.of(new Witness.Link(
                    history.operation(update),
                    history.operation(update),
                    Relation.DISAGREES,
                    Optional.of(item),
                    "between what the former found of " + item + " and what it wrote there came another version")));
        }
        return history.versions.older(version, other)
                ? new Witness(List.of(Floor.readsFrom(history, rival, update), older(update, version, rival, other)))
                : new Witness(List.of(older(rival, other, update, version), unseen(update, rival)));
    }

    Witness.Link unseen(int from, int to) {
        return new Witness.Link(
                history.operation(from),
                history.operation(to),
                Relation.ANTI_DEPENDENCY,
                Optional.of(item),
                "the former was computed from a version of " + item + " without what the latter wrote");
    }

    Witness.Link together(int from, int to) {
        return new Witness.Link(
                history.operation(from),
                history.operation(to),
                Relation.VERSION_ORDER,
                Optional.of(item),
                "both had to do with one version of " + item
                        + ", or with versions between which there can be no other");
    }
}
