package dev.globaltable.assertj;

import dev.globaltable.check.Observation;
import dev.globaltable.check.Relation;
import dev.globaltable.check.Verdict;
import dev.globaltable.check.Witness;
import dev.globaltable.history.History;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.timeline.Highlight;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a picture points at when a guarantee is violated. */
final class Highlights {

    private Highlights() {}

    /** The contradiction; without what nobody called for, such as the delete of an expired item. */
    static Optional<Highlight> of(History history, Verdict verdict) {
        Set<Long> calls = history.events(HistoryEvent.Operation.class).stream()
                .map(HistoryEvent.Operation::id)
                .collect(Collectors.toSet());
        return verdict.witness().map(witness -> of(verdict, witness, calls));
    }

    private static Highlight of(Verdict verdict, Witness witness, Set<Long> calls) {
        List<Highlight.Step> steps = witness.names().entrySet().stream()
                .filter(entry -> calls.contains(entry.getKey().id()))
                .map(entry -> step(entry.getKey(), entry.getValue(), witness))
                .toList();
        List<Highlight.Relation> relations = witness.links().stream()
                .filter(link -> calls.contains(link.from().id())
                        && calls.contains(link.to().id()))
                .filter(link -> link.from().id() != link.to().id())
                .map(link -> new Highlight.Relation(link.from().id(), link.to().id(), label(link.relation())))
                .toList();
        return new Highlight(verdict.guarantee(), verdict.claim(), steps, relations);
    }

    private static Highlight.Step step(Observation operation, String name, Witness witness) {
        return new Highlight.Step(operation.id(), name + ", " + GuaranteeMessages.cell(operation, witness.items()));
    }

    private static String label(Relation relation) {
        return switch (relation) {
            case SESSION_ORDER -> "same session";
            case REAL_TIME -> "answered before";
            case READS_FROM -> "read by";
            case VERSION_ORDER -> "older version than";
            case ANTI_DEPENDENCY -> "did not see";
            case OLDER_READ -> "read older than";
            case DISAGREES -> "disagrees with";
        };
    }
}
