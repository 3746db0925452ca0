package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import dev.globaltable.differential.generation.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Runs a list of steps on both targets, from an empty account, and compares step by step. */
final class Sequence {

    private final Target local;
    private final Target simulated;
    private final Map<Object, CreateTableRequest> created = new HashMap<>();

    Sequence(Target local, Target simulated) {
        this.local = local;
        this.simulated = simulated;
    }

    /**
     * What came of one step.
     *
     * @param disturbed judging the step changed DynamoDB Local's state
     */
    record Verdict(
            Step step,
            Outcome local,
            Outcome simulated,
            Optional<Difference> difference,
            Optional<AcceptedDifferences.Rule> accepted,
            boolean disturbed) {

        boolean unexplained() {
            return difference.isPresent() && accepted.isEmpty();
        }

        /** One target did something the other did not: what follows would differ for that reason alone. */
        boolean statesDiverged() {
            boolean bothAnswer = local instanceof Outcome.Answer && simulated instanceof Outcome.Answer;
            boolean oneAnswers = local instanceof Outcome.Answer || simulated instanceof Outcome.Answer;
            // DynamoDB Local executes the statements of a batch before it finds two about one item and refuses the
            // batch.
            boolean doneAndRefused = local instanceof Outcome.Refusal
                    && Dispatch.operation(step.request()).equals("BatchExecuteStatement");
            return disturbed
                    || doneAndRefused
                    || (difference.isPresent()
                            && oneAnswers
                            && Dispatch.writes(step.request())
                            && !(bothAnswer && accepted.isPresent()));
        }
    }

    /** Runs the steps, telling the observer of each, until the end or until the two states differ; how many it ran. */
    int run(List<Step> steps, BiConsumer<Integer, Verdict> observer) {
        created.clear();
        local.reset();
        simulated.reset();
        for (int i = 0; i < steps.size(); i++) {
            Verdict verdict = run(steps.get(i));
            observer.accept(i, verdict);
            if (verdict.statesDiverged()) {
                return i + 1;
            }
        }
        return steps.size();
    }

    private Verdict run(Step step) {
        Outcome a = Execution.run(step, local);
        Outcome b = Execution.run(step, simulated);
        if (step.request() instanceof CreateTableRequest creation && a instanceof Outcome.Answer) {
            created.putIfAbsent(creation.tableName(), creation);
        }
        if (b instanceof Outcome.NotSimulated) {
            return new Verdict(
                    step,
                    a,
                    b,
                    Optional.empty(),
                    Optional.empty(),
                    a instanceof Outcome.Answer && Dispatch.writes(step.request()));
        }
        Optional<Difference> difference = Difference.between(Dispatch.operation(step.request()), a, b);
        List<String> violations = ServiceModel.violations(step.request());
        if (!violations.isEmpty() && !reports(b, violations)) {
            return new Verdict(
                    step, a, b, Optional.of(Difference.unreported(step, violations, a, b)), Optional.empty(), true);
        }
        boolean[] changed = new boolean[1];
        Optional<AcceptedDifferences.Rule> accepted =
                difference.flatMap(found -> AcceptedDifferences.accepting(new AcceptedDifferences.Case(
                        step, creation(step.request()), a, b, request -> again(step, request, changed))));
        return new Verdict(step, a, b, difference, accepted, changed[0]);
    }

    private Outcome again(Step step, DynamoDbRequest request, boolean[] changed) {
        Outcome outcome = Execution.run(step.kind(), request, local);
        CreateTableRequest creation = creation(request);
        if (creation != null
                && outcome instanceof Outcome.Refusal refusal
                && Phase.of(refusal.message()) == Phase.TABLE) {
            // The sequence deleted the table, so what DynamoDB Local says of the rest of the request is seen in a new
            // one.
            local.execute(creation);
            outcome = Execution.run(step.kind(), request, local);
            local.execute(
                    DeleteTableRequest.builder().tableName(creation.tableName()).build());
            return outcome;
        }
        changed[0] |= outcome instanceof Outcome.Answer && Dispatch.writes(request);
        return outcome;
    }

    private @Nullable CreateTableRequest creation(DynamoDbRequest request) {
        return Members.has(request, "TableName") ? created.get(Members.get(request, "TableName")) : null;
    }

    private static boolean reports(Outcome outcome, List<String> violations) {
        return outcome instanceof Outcome.Refusal refusal
                && refusal.isValidation()
                && ServiceModel.reported(refusal.message()).equals(violations);
    }

    /** The last step's difference, if it is unexplained and every step before ran without the states diverging. */
    Optional<Difference> lastDifference(List<Step> steps) {
        Verdict[] last = new Verdict[1];
        int[] ran = new int[1];
        run(steps, (index, verdict) -> {
            last[0] = verdict;
            ran[0] = index + 1;
        });
        return ran[0] == steps.size() && last[0].unexplained() ? last[0].difference() : Optional.empty();
    }
}
