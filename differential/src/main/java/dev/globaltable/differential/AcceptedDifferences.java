package dev.globaltable.differential;

import dev.globaltable.differential.Outcome.Answer;
import dev.globaltable.differential.Outcome.Refusal;
import dev.globaltable.differential.generation.Members;
import dev.globaltable.differential.generation.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** The differences that are right: where DynamoDB Local is known not to do what the service does. Everything else is reported. */
final class AcceptedDifferences {

    /**
     * Why a kind of difference is right.
     *
     * @param name what the summary counts it under
     * @param reason why the simulation, not DynamoDB Local, does what the service does
     */
    record Rule(String name, String reason, Test test) {}

    /** Whether a difference is of the rule's kind. */
    interface Test {
        boolean accepts(Case difference);
    }

    /**
     * A difference and what is needed to judge it.
     *
     * @param creations the creations of the sequence's tables, by their names
     * @param again asks DynamoDB Local something else, in the state after the step
     */
    record Case(
            Step step,
            Map<String, CreateTableRequest> creations,
            Outcome local,
            Outcome simulated,
            Function<DynamoDbRequest, Outcome> again) {

        String operation() {
            return Dispatch.operation(step.request());
        }
    }

    private static final List<Rule> GENERAL = List.of(
            new Rule(
                    "constraints of the service model",
                    "the service checks all of them first and reports all violations together, DynamoDB Local checks some, later, in"
                            + " words of its own, and ignores values it has no use for; the harness works out the violations",
                    difference -> !ServiceModel.violations(difference.step().request())
                            .isEmpty()),
            new Rule(
                    "order of several unused placeholders or attributes",
                    "DynamoDB Local prints them in the order of a hash map",
                    difference -> Agreement.sameWithoutOrder(difference.local(), difference.simulated())),
            new Rule(
                    "wording",
                    "the service's wording of the same fault is known and differs from DynamoDB Local's",
                    difference -> Agreement.sameFault(difference.local(), difference.simulated())),
            new Rule(
                    "500 of DynamoDB Local",
                    "DynamoDB Local fails on malformed requests that the service refuses, and on some statements",
                    difference -> difference.local() instanceof Refusal local
                            && local.status() == 500
                            && (difference.operation().equals("ExecuteStatement")
                                    || (difference.simulated() instanceof Refusal simulated
                                            && (simulated.isValidation()
                                                    || simulated.code().equals("ResourceNotFoundException"))))),
            new Rule(
                    "redundant parentheses",
                    "DynamoDB Local finds them before what is wrong with the syntax; without them it says the same as the simulation",
                    AcceptedDifferences::syntaxBesideParentheses),
            new Rule(
                    "order of validation",
                    "of two faults the service reports that of the request itself before looking for the table, and that before"
                            + " looking at keys and items; DynamoDB Local looks for the table first and at keys before expressions. Both"
                            + " faults are there: DynamoDB Local says the same of a request without the other",
                    AcceptedDifferences::earlierFaultOfTheRequest),
            new Rule(
                    "several faults in one update of an item",
                    "which one is reported follows the order of a hash table in DynamoDB Local; both are there: DynamoDB Local says the"
                            + " same of an update with fewer clauses",
                    AcceptedDifferences::anotherFaultOfTheUpdate),
            new Rule(
                    "paths that overlap",
                    "of three and more paths DynamoDB Local names one that overlaps with none",
                    difference -> Agreement.reallyOverlap(difference.local(), difference.simulated())),
            new Rule(
                    "size is a reserved word",
                    "AWS lists it, DynamoDB Local takes it for an attribute's name",
                    difference -> difference.simulated() instanceof Refusal simulated
                            && simulated
                                    .message()
                                    .endsWith("Attribute name is a reserved keyword; reserved keyword: size")),
            new Rule(
                    "segments",
                    "which segment of a parallel scan a partition belongs to is nobody's business",
                    difference -> isSegmentRefusal(difference.local()) || isSegmentRefusal(difference.simulated())),
            new Rule(
                    "empty filter",
                    "DynamoDB Local takes an empty filter for none and complains of placeholders without one, the service finds the"
                            + " filter empty, once the placeholders are found well formed",
                    AcceptedDifferences::emptyFilter),
            new Rule(
                    "nested paths of UPDATED_OLD and UPDATED_NEW",
                    "the service returns the touched paths only, DynamoDB Local the whole attributes they lead into",
                    AcceptedDifferences::onlyTouchedPaths),
            new Rule(
                    "empty placeholder maps",
                    "the service refuses empty ExpressionAttributeNames and ExpressionAttributeValues without an expression like any"
                            + " others, DynamoDB Local ignores them",
                    AcceptedDifferences::emptyPlaceholders),
            new Rule(
                    "text of numbers",
                    "the service brings every number into one form, DynamoDB Local keeps the text of numbers that an update expression"
                            + " sets or adds, and prints it in messages",
                    AcceptedDifferences::sameNumbers),
            new Rule(
                    "numerically equal keys in a batch",
                    "DynamoDB Local compares the text of numbers when it looks for duplicates; it says what the simulation says of the"
                            + " same keys with every number in one form",
                    AcceptedDifferences::equalNumbersInKeys),
            new Rule(
                    "25 writes in all tables",
                    "the service counts the writes of all tables before it looks at them, DynamoDB Local afterwards",
                    difference -> difference.simulated() instanceof Refusal simulated
                            && simulated.message().equals("Too many items requested for the BatchWriteItem call")
                            && difference.step().request() instanceof BatchWriteItemRequest batch
                            && batch.requestItems().values().stream()
                                            .mapToInt(List::size)
                                            .sum()
                                    > 25),
            new Rule(
                    "empty maps and lists in stream records",
                    "DynamoDB Local loses that they are maps or lists",
                    difference -> difference.step().kind() == Step.Kind.STREAM
                            && difference.local() instanceof Answer a
                            && difference.simulated() instanceof Answer b
                            && NumberText.same(withoutEmpty(a.tree()), withoutEmpty(b.tree()))));

    private static final List<Rule> RULES = Stream.of(
                    GENERAL,
                    CapacityRules.rules(),
                    TableRules.rules(),
                    IndexRules.rules(),
                    LegacyRules.rules(),
                    TransactionRules.rules(),
                    StatementRules.rules(),
                    SeveralFaults.rules())
            .flatMap(List::stream)
            .toList();

    private AcceptedDifferences() {}

    static List<Rule> rules() {
        return RULES;
    }

    static Optional<Rule> accepting(Case difference) {
        return RULES.stream().filter(rule -> rule.test().accepts(difference)).findFirst();
    }

    private static boolean earlierFaultOfTheRequest(Case difference) {
        if (!(difference.local() instanceof Refusal local)
                || !(difference.simulated() instanceof Refusal simulated)
                || Phase.earliest(simulated.message()).compareTo(Phase.of(local.message())) >= 0) {
            return false;
        }
        return Variants.of(difference.step(), difference.creations()).stream()
                .map(difference.again())
                .anyMatch(alone -> Agreement.sayTheSame(alone, simulated));
    }

    private static boolean anotherFaultOfTheUpdate(Case difference) {
        return difference.local() instanceof Refusal local
                && difference.simulated() instanceof Refusal simulated
                && difference.operation().equals("UpdateItem")
                && (Phase.of(local.message()) == Phase.ITEM || Phase.of(simulated.message()) == Phase.ITEM)
                && Phase.of(local.message()) != Phase.TABLE
                && Variants.ofUpdate(difference.step().request()).stream()
                        .map(difference.again())
                        .anyMatch(alone -> Agreement.sayTheSame(alone, simulated));
    }

    private static boolean syntaxBesideParentheses(Case difference) {
        DynamoDbRequest request = difference.step().request();
        return difference.local() instanceof Refusal local
                && difference.simulated() instanceof Refusal simulated
                && local.message().endsWith("The expression has redundant parentheses;")
                && Variants.EXPRESSIONS.stream()
                        .filter(member ->
                                Members.has(request, member) && Members.get(request, member) instanceof String)
                        .map(member -> Members.with(
                                request,
                                member,
                                String.valueOf(Members.get(request, member)).replaceFirst("\\(\\((.*)\\)\\)", "($1)")))
                        .map(difference.again())
                        .anyMatch(alone -> Agreement.sayTheSame(alone, simulated));
    }

    private static boolean equalNumbersInKeys(Case difference) {
        return difference.simulated() instanceof Refusal simulated
                && simulated.message().equals("Provided list of item keys contains duplicates")
                && EqualKeys.in(difference.step().request())
                && Agreement.sayTheSame(
                        difference
                                .again()
                                .apply(EqualKeys.withNormalNumbers(
                                        difference.step().request())),
                        simulated);
    }

    private static boolean onlyTouchedPaths(Case difference) {
        if (!difference.operation().equals("UpdateItem")
                || !String.valueOf(Members.get(difference.step().request(), "ReturnValues"))
                        .startsWith("UPDATED_")
                || !(difference.local() instanceof Answer a)
                || !(difference.simulated() instanceof Answer b)) {
            return false;
        }
        return isPart(
                NumberText.normal(Tree.child(b.tree(), "Attributes")),
                NumberText.normal(Tree.child(a.tree(), "Attributes")));
    }

    /** Whether a tree has nothing that the whole does not have; elements of lists keep their order. */
    private static boolean isPart(@Nullable Object part, @Nullable Object whole) {
        if (part instanceof Map<?, ?> some && whole instanceof Map<?, ?> all) {
            return some.entrySet().stream().allMatch(entry -> isPart(entry.getValue(), all.get(entry.getKey())));
        }
        if (part instanceof List<?> some && whole instanceof List<?> all) {
            int found = 0;
            for (Object element : all) {
                found += found < some.size() && isPart(some.get(found), element) ? 1 : 0;
            }
            return found == some.size();
        }
        return Objects.equals(part, whole);
    }

    private static boolean isSegmentRefusal(Outcome outcome) {
        return outcome instanceof Refusal refusal
                && (refusal.message().equals("Exclusive start key must lie within the segment")
                        || refusal.message().contains("Please use ExclusiveStartKey with correct Segment"));
    }

    private static boolean emptyFilter(Case difference) {
        return "".equals(Members.get(difference.step().request(), "FilterExpression"))
                && difference.local() instanceof Refusal local
                && (Phase.of(local.message()).compareTo(Phase.TABLE) >= 0
                        || local.message()
                                .matches(
                                        "ExpressionAttribute(Names|Values) can only be specified when using expressions.*"))
                && difference.simulated() instanceof Refusal simulated
                && (simulated.message().equals("Invalid FilterExpression: The expression can not be empty;")
                        || simulated.message().matches("ExpressionAttribute(Names|Values) contains invalid .*"));
    }

    private static boolean emptyPlaceholders(Case difference) {
        Map<String, Object> request = Tree.of(difference.step().request());
        return difference.simulated() instanceof Refusal simulated
                && simulated.message().contains(" can only be specified when using expressions")
                && (hasEmptyPlaceholders(request)
                        || (request.get("TransactItems") instanceof List<?> entries
                                && entries.stream()
                                        .flatMap(entry -> ((Map<?, ?>) entry).values().stream())
                                        .anyMatch(AcceptedDifferences::hasEmptyPlaceholders)));
    }

    private static boolean hasEmptyPlaceholders(Object request) {
        return request instanceof Map<?, ?> members
                && (isEmptyMap(members.get("ExpressionAttributeNames"))
                        || isEmptyMap(members.get("ExpressionAttributeValues")));
    }

    private static boolean isEmptyMap(@Nullable Object member) {
        return member instanceof Map<?, ?> map && map.isEmpty();
    }

    private static boolean sameNumbers(Case difference) {
        if (difference.local() instanceof Answer a && difference.simulated() instanceof Answer b) {
            return withSortedItems(
                            difference, NumberText.normal(CapacityRules.withoutCapacityOfAbsent(difference, a.tree())))
                    .equals(withSortedItems(
                            difference,
                            NumberText.normal(CapacityRules.withoutCapacityOfAbsent(difference, b.tree()))));
        }
        return difference.local() instanceof Refusal a
                && difference.simulated() instanceof Refusal b
                && a.code().equals(b.code())
                && NumberText.same(a.details(), b.details())
                && NumberText.inMessage(a.message()).equals(NumberText.inMessage(b.message()));
    }

    /** A scan's items were sorted by their text, which the numbers are part of. */
    private static Object withSortedItems(Case difference, Object tree) {
        if (!difference.operation().equals("Scan")
                || !(tree instanceof Map<?, ?> map)
                || !(map.get("Items") instanceof List<?> items)) {
            return tree;
        }
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((name, value) -> sorted.put((String) name, value));
        sorted.put("Items", Tree.sorted(items));
        return sorted;
    }

    private static Object withoutEmpty(Object tree) {
        if (tree instanceof List<?> list) {
            return list.stream().map(AcceptedDifferences::withoutEmpty).toList();
        }
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        Map<String, Object> rest = new TreeMap<>();
        map.forEach((name, value) -> {
            boolean empty = ("M".equals(name) && value instanceof Map<?, ?> entries && entries.isEmpty())
                    || ("L".equals(name) && value instanceof List<?> elements && elements.isEmpty());
            if (!empty) {
                rest.put((String) name, withoutEmpty(value));
            }
        });
        return rest;
    }
}
