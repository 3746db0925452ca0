package dev.globaltable.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** Finds all that a rule asks of a history. */
final class Floors {

    private final Compiled history;
    private final SessionRule rule;
    private final Chains chains;
    private final Steps steps;
    private final Consumer<Floor> found;

    /** By which operation of a session, and by reading it in which one, somebody came to know how much of it. */
    private record Seen(int operation, int via) {}

    Floors(Compiled history, SessionRule rule, Steps steps, Consumer<Floor> found) {
        this.history = history;
        this.rule = rule;
        this.chains = new Chains(history);
        this.steps = steps;
        this.found = found;
    }

    Chains chains() {
        return chains;
    }

    /** Looks at all sessions, or at the one of this name. */
    void visit(Optional<String> name) {
        for (int session = 0; session < history.sessions.size(); session++) {
            if (name.isEmpty() || name.get().equals(history.sessions.get(session))) {
                visit(session);
            }
        }
    }

    private void visit(int session) {
        Map<Optional<Region>, Map<Integer, Seen>> known = new LinkedHashMap<>();
        IntList operations = history.sessionOperations.get(session);
        for (int place = 0; place < operations.size(); place++) {
            int at = operations.get(place);
            Observation operation = history.operation(at);
            Map<Integer, Seen> seen = known.computeIfAbsent(
                    rule.perRegion() ? Optional.of(operation.region()) : Optional.empty(),
                    absent -> new LinkedHashMap<>());
            if (operation.transactional()) {
                learn(at, seen);
            }
            for (int version : history.reads[at]) {
                if (version != Compiled.NONE) {
                    read(at, version, seen);
                }
            }
            learn(at, seen);
            if (history.ok(at)) {
                for (int version : history.writes[at]) {
                    if (version != Compiled.NONE) {
                        written(at, version);
                    }
                }
            }
        }
    }

    private void learn(int at, Map<Integer, Seen> seen) {
        if (!rule.seenWrites() && !rule.seenReads()) {
            return;
        }
        for (int version : history.reads[at]) {
            int writer = version == Compiled.NONE ? Compiled.NONE : history.versions.writer(version);
            if (writer != Compiled.NONE) {
                seen.merge(
                        history.session[writer],
                        new Seen(writer, at),
                        (before, now) -> history.position[before.operation()] < history.position[now.operation()]
                                ? now
                                : before);
            }
        }
    }

    private void read(int at, int version, Map<Integer, Seen> seen) {
        steps.spend(1);
        int item = history.versions.itemOf(version);
        int session = history.session[at];
        if (rule.ownWrites()) {
            bind(at, version, false, chains.written(item, session), history.position[at] - 1, null);
        }
        if (rule.ownReads()) {
            bind(at, version, false, chains.read(item, session), history.position[at] - 1, null);
        }
        if (rule.seenWrites()) {
            seen(at, version, chains.written(item), seen, 1);
        }
        if (rule.seenReads()) {
            seen(at, version, chains.read(item), seen, 0);
        }
    }

    private void seen(int at, int version, Map<Integer, Chain> chains, Map<Integer, Seen> seen, int before) {
        if (seen.size() < chains.size()) {
            seen.forEach((session, known) -> {
                steps.spend(1);
                bind(at, version, false, chains.get(session), history.position[known.operation()] - before, known);
            });
        } else {
            chains.forEach((session, chain) -> {
                steps.spend(1);
                Seen known = seen.get(session);
                if (known != null) {
                    bind(at, version, false, chain, history.position[known.operation()] - before, known);
                }
            });
        }
    }

    private void written(int at, int version) {
        steps.spend(1);
        int item = history.versions.itemOf(version);
        int session = history.session[at];
        if (rule.seenWrites()) {
            bind(at, version, true, chains.written(item, session), history.position[at] - 1, null);
        }
        if (rule.seenReads()) {
            bind(at, version, true, chains.read(item, session), history.position[at], null);
        }
    }

    private void bind(int at, int version, boolean writes, @Nullable Chain chain, int position, @Nullable Seen seen) {
        int place = chain == null ? -1 : chain.upTo(position);
        while (chain != null && place >= 0 && chain.version(place) == version) {
            place--;
        }
        if (chain != null && place >= 0) {
            found.accept(new Floor(
                    at,
                    version,
                    writes,
                    chain,
                    place,
                    seen == null ? Compiled.NONE : seen.operation(),
                    seen == null ? Compiled.NONE : seen.via()));
        }
    }
}
