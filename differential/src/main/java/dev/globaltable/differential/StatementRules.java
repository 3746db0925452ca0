package dev.globaltable.differential;

import dev.globaltable.differential.AcceptedDifferences.Case;
import dev.globaltable.differential.AcceptedDifferences.Rule;
import dev.globaltable.differential.Outcome.Answer;
import dev.globaltable.differential.Outcome.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/** PartiQL. */
final class StatementRules {

    private static final String DUPLICATE = "Duplicate primary key exists in table";

    private StatementRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "several faults of a statement",
                        "the service's order is not known; the simulation's fault is there: DynamoDB Local says the same of the statement"
                                + " with all columns, without a consistent read, or outside of its transaction",
                        StatementRules::anotherFault),
                new Rule(
                        "attribute_type of a key",
                        "DynamoDB Local takes the name of the type for a value that the key is compared with",
                        difference -> difference.local() instanceof Refusal local
                                && local.message().endsWith("Condition parameter type does not match schema type")
                                && difference.simulated() instanceof Answer
                                && difference.step().request() instanceof ExecuteStatementRequest request
                                && request.statement().contains("attribute_type(")),
                new Rule(
                        "empty keys beside other conditions",
                        "DynamoDB Local overlooks an empty value for a key that the statement compares twice, and finds nothing",
                        StatementRules::emptyKeyComparedTwice),
                new Rule(
                        "code of a duplicate item",
                        "the model has DuplicateItemException as the code of an error and DuplicateItem as that of a reason; DynamoDB"
                                + " Local has DuplicateItem and ValidationError",
                        StatementRules::codeOfDuplicate),
                new Rule(
                        "wording of errors in a batch of statements",
                        "the errors are the same, their texts are the service's",
                        difference -> difference.operation().equals("BatchExecuteStatement")
                                && difference.local() instanceof Answer a
                                && difference.simulated() instanceof Answer b
                                && errorsCorrespond(a.tree(), b.tree())),
                new Rule(
                        "faults of statements in a transaction",
                        "what is wrong with a statement refuses the transaction or is a reason for its cancellation; DynamoDB Local does"
                                + " the one where the simulation does the other, with the same text",
                        difference -> difference.operation().equals("ExecuteTransaction")
                                && difference.local() instanceof Refusal local
                                && difference.simulated() instanceof Refusal simulated
                                && faults(local).stream()
                                        .anyMatch(fault -> faults(simulated).stream()
                                                .anyMatch(other -> Agreement.sameText(fault, other)))),
                new Rule(
                        "one item twice in a transaction of statements",
                        "DynamoDB Local compares the text of numbers, and finds it while it executes; the harness finds two"
                                + " statements with equal values",
                        difference -> difference.operation().equals("ExecuteTransaction")
                                && difference.simulated() instanceof Refusal simulated
                                && simulated
                                        .message()
                                        .equals("Transaction request cannot include multiple operations on one item")
                                && EqualKeys.inStatements((ExecuteTransactionRequest)
                                        difference.step().request())),
                new Rule(
                        "one item twice in a batch of statements",
                        "DynamoDB Local compares the text of numbers; the harness finds two statements with equal values",
                        difference -> difference.simulated() instanceof Refusal simulated
                                && simulated.message().equals("Provided list of item keys contains duplicates")
                                && difference.step().request() instanceof BatchExecuteStatementRequest request
                                && EqualKeys.inStatements(request)),
                new Rule(
                        "table of a statement that failed in a batch",
                        "DynamoDB Local names it for some faults of the values and not for others; the simulation names it of"
                                + " statements that came to their table",
                        difference -> difference.operation().equals("BatchExecuteStatement")
                                && difference.local() instanceof Answer a
                                && difference.simulated() instanceof Answer b
                                && errorsCorrespond(withoutTableOfErrors(a.tree()), withoutTableOfErrors(b.tree()))),
                new Rule(
                        "capacity of statements",
                        "DynamoDB Local does not tell that of writes, nor of reads that find nothing",
                        difference -> difference.operation().contains("Execute")
                                && difference.local() instanceof Answer a
                                && difference.simulated() instanceof Answer b
                                && !without(a.tree(), "").containsKey("ConsumedCapacity")
                                && NumberText.same(a.tree(), without(b.tree(), "ConsumedCapacity"))));
    }

    private static boolean anotherFault(Case difference) {
        if (!(difference.local() instanceof Refusal) || !(difference.simulated() instanceof Refusal simulated)) {
            return false;
        }
        if (difference.step().request() instanceof ExecuteTransactionRequest transaction) {
            return transaction.transactStatements().stream()
                    .map(StatementRules::alone)
                    .map(difference.again())
                    .anyMatch(alone -> alone instanceof Refusal refused
                            && faults(simulated).stream()
                                    .anyMatch(fault -> Agreement.sameText(refused.message(), fault)));
        }
        if (!(difference.step().request() instanceof ExecuteStatementRequest request)) {
            return false;
        }
        String all = request.statement().replaceFirst("(?i)^select .*? from ", "SELECT * FROM ");
        ExecuteStatementRequest eventual =
                request.toBuilder().consistentRead(null).build();
        return Stream.of(
                        eventual,
                        request.toBuilder().statement(all).build(),
                        eventual.toBuilder().statement(all).build())
                .filter(variant -> !variant.equals(request))
                .map(variant -> difference.again().apply(variant))
                .anyMatch(alone -> Agreement.sayTheSame(alone, simulated));
    }

    private static DynamoDbRequest alone(ParameterizedStatement statement) {
        return ExecuteStatementRequest.builder()
                .statement(statement.statement())
                .parameters(statement.hasParameters() ? statement.parameters() : null)
                .build();
    }

    private static boolean emptyKeyComparedTwice(Case difference) {
        if (!(difference.step().request() instanceof ExecuteStatementRequest request)
                || !(difference.local() instanceof Answer local)
                || !(difference.simulated() instanceof Refusal simulated)
                || !simulated.message().contains("cannot contain an empty ")) {
            return false;
        }
        String name = simulated.message().replaceFirst(".*Key: ", "");
        String where = request.statement().replaceFirst("(?i).* where ", "");
        return List.of().equals(without(local.tree(), "").get("Items"))
                && Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                                .matcher(where)
                                .results()
                                .count()
                        > 1;
    }

    private static boolean codeOfDuplicate(Case difference) {
        if (!(difference.local() instanceof Refusal local) || !(difference.simulated() instanceof Refusal simulated)) {
            return false;
        }
        boolean alone = local.code().equals("DuplicateItem")
                && simulated.code().equals("DuplicateItemException")
                && local.message().equals(DUPLICATE)
                && simulated.message().equals(DUPLICATE);
        return alone
                || (local.details() instanceof List<?> one
                        && simulated.details() instanceof List<?> other
                        && withDuplicates(one).equals(other));
    }

    private static List<String> faults(Refusal refusal) {
        List<String> faults = new ArrayList<>(TransactionRules.errors(refusal));
        faults.add(refusal.message()
                .replaceFirst("^(Validation failed in TransactStatements\\[\\d+]: |ValidationError )", ""));
        return faults;
    }

    private static List<Object> withDuplicates(List<?> reasons) {
        List<Object> renamed = new ArrayList<>();
        for (Object reason : reasons) {
            Map<String, Object> members = without(reason, "");
            if (DUPLICATE.equals(members.get("Message"))) {
                members.put("Code", "DuplicateItem");
            }
            renamed.add(members);
        }
        return renamed;
    }

    private static Map<String, Object> withoutTableOfErrors(Object tree) {
        Map<String, Object> answer = without(tree, "");
        answer.computeIfPresent(
                "Responses",
                (name, responses) -> ((List<?>) responses)
                        .stream()
                                .map(response -> without(
                                        response, ((Map<?, ?>) response).containsKey("Error") ? "TableName" : ""))
                                .toList());
        return answer;
    }

    private static boolean errorsCorrespond(Object local, Object simulated) {
        List<?> one = (List<?>) without(local, "").get("Responses");
        List<?> other = (List<?>) without(simulated, "").get("Responses");
        if (one == null || other == null || one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!correspond(without(one.get(i), ""), without(other.get(i), ""))) {
                return false;
            }
        }
        return NumberText.same(without(local, "Responses"), without(simulated, "Responses"));
    }

    private static boolean correspond(Map<String, Object> local, Map<String, Object> simulated) {
        Map<?, ?> one = Tree.child(local, "Error");
        Map<?, ?> other = Tree.child(simulated, "Error");
        return NumberText.same(without(local, "Error"), without(simulated, "Error"))
                && Objects.equals(one.get("Code"), other.get("Code"))
                && Agreement.sameText(text(one.get("Message")), text(other.get("Message")));
    }

    private static String text(@Nullable Object message) {
        return message == null ? "" : message.toString();
    }

    private static Map<String, Object> without(Object tree, String member) {
        Map<String, Object> rest = new TreeMap<>();
        ((Map<?, ?>) tree).forEach((name, value) -> rest.put((String) name, value));
        rest.remove(member);
        return rest;
    }
}
