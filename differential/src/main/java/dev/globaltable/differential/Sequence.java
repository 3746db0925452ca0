package dev.globaltable.differential;

import dev.globaltable.differential.generation.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Runs a list of steps on both targets, from an empty account, and compares step by step. */
final class Sequence {

    private final Target local;
    private final Target simulated;
    private final Map<String, CreateTableRequest> created = new HashMap<>();

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
            // Of several changes of a table it makes some before it refuses one.
            boolean madeInPart = difference.isPresent() && step.request() instanceof UpdateTableRequest;
            return disturbed
                    || doneAndRefused
                    || madeInPart
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
        Retrial retrial = new Retrial(local, step.kind(), created);
        Optional<AcceptedDifferences.Rule> accepted = difference.flatMap(found ->
                AcceptedDifferences.accepting(new AcceptedDifferences.Case(step, created, a, b, retrial::ask)));
        return new Verdict(
                step,
                a,
                b,
                difference,
                accepted,
                retrial.disturbed() || (a instanceof Outcome.Answer && createsAnEmptyItem(step.request())));
    }

    /** DynamoDB Local makes an item of its key when an update that only deletes finds none. */
    static boolean createsAnEmptyItem(DynamoDbRequest request) {
        return request instanceof UpdateItemRequest update
                && update.hasAttributeUpdates()
                && update.attributeUpdates().values().stream().allMatch(each -> "DELETE".equals(each.actionAsString()));
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
