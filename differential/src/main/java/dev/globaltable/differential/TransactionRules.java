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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Where DynamoDB Local's transactions are not the service's. */
final class TransactionRules {

    private static final String CANCELLED = "TransactionCanceledException";

    private static final List<String> SEVERAL =
            List.of("TransactWriteItems", "TransactGetItems", "BatchGetItem", "BatchWriteItem");

    private TransactionRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "reasons of a cancelled transaction",
                        "the service cancels the transaction with a ValidationError among the reasons when an entry does not fit its"
                                + " table or item, DynamoDB Local refuses the whole request with the first such error",
                        TransactionRules::isAmongTheReasons),
                new Rule(
                        "a key attribute in a transaction's update while the condition fails",
                        "as with UpdateItem what is wrong with the key attribute is found first; it is there: DynamoDB Local says so of the entry"
                                + " without its condition",
                        TransactionRules::keyAttributeBeforeCondition),
                new Rule(
                        "several faults in one update of a transaction",
                        "which one is reported follows the order of a hash table in DynamoDB Local; the simulation's is there:"
                                + " DynamoDB Local says the same of an update alone with fewer clauses",
                        TransactionRules::anotherFaultOfAnUpdate),
                new Rule(
                        "paths into keys in conditions of a transaction",
                        "DynamoDB Local does not look for them; it refuses the entry as a request of its own",
                        difference -> difference.local() instanceof Answer
                                && difference.simulated() instanceof Refusal simulated
                                && simulated.message().startsWith("Key attributes must be scalars")
                                && EntryVariants.of(difference.step().request()).stream()
                                        .map(difference.again())
                                        .anyMatch(alone -> Agreement.sayTheSame(alone, simulated))),
                new Rule(
                        "several faults in a transaction or batch",
                        "which one is found first differs from kind to kind of fault in DynamoDB Local, placeholders without expression"
                                + " last of all; the simulation's is there: DynamoDB Local says the same of fewer entries, or of one as a"
                                + " request of its own",
                        TransactionRules::anotherFault),
                new Rule(
                        "wording of cancellation reasons",
                        "the reasons are the same, their texts are the service's",
                        TransactionRules::reasonsCorrespond),
                new Rule(
                        "one item twice in a transaction",
                        "DynamoDB Local finds it while it executes, and not between all kinds of entries; the harness finds the two",
                        difference -> difference.simulated() instanceof Refusal simulated
                                && simulated
                                        .message()
                                        .equals("Transaction request cannot include multiple operations on one item")
                                && Agreement.goesOnTo(difference.local(), Phase.TABLE)
                                && EqualKeys.in(difference.step().request())),
                new Rule(
                        "malformed table name in a transaction",
                        "DynamoDB Local looks for the table without looking at the name",
                        difference -> difference.local() instanceof Refusal local
                                && difference.simulated() instanceof Refusal simulated
                                && local.message().equals("Cannot do operations on a non-existent table")
                                && simulated.message().startsWith("Invalid table/index name")
                                && difference.step().request() instanceof TransactGetItemsRequest request
                                && request.transactItems().stream()
                                        .anyMatch(entry ->
                                                !entry.get().tableName().matches("[a-zA-Z0-9_.-]{3,255}"))),
                new Rule(
                        "capacity of a transaction",
                        "DynamoDB Local does not split it into reads and writes, and of a transaction's writes counts one of each table",
                        TransactionRules::onlyCapacity));
    }

    private static boolean isAmongTheReasons(Case difference) {
        return difference.local() instanceof Refusal local
                && difference.simulated() instanceof Refusal simulated
                && !onlyError(local).isEmpty()
                && Phase.of(onlyError(local)).compareTo(Phase.SCHEMA) >= 0
                && errors(simulated).stream().anyMatch(error -> Agreement.sameText(onlyError(local), error));
    }

    /** The one error that DynamoDB Local tells of: as the whole refusal, or as the only reason; nothing if it tells more. */
    private static String onlyError(Refusal local) {
        if (local.isValidation() || (local.code().equals(CANCELLED) && local.details() == null)) {
            return local.message();
        }
        List<String> errors = errors(local);
        return errors.size() == 1 ? errors.get(0) : "";
    }

    /** What the reasons of a cancelled transaction say is wrong with entries. */
    static List<String> errors(Refusal refusal) {
        List<String> errors = new ArrayList<>();
        if (refusal.code().equals(CANCELLED) && refusal.details() instanceof List<?> reasons) {
            for (Object reason : reasons) {
                if (reason instanceof Map<?, ?> members && "ValidationError".equals(members.get("Code"))) {
                    errors.add(text(members.get("Message")));
                }
            }
        }
        return errors;
    }

    private static boolean keyAttributeBeforeCondition(Case difference) {
        return difference.step().request() instanceof TransactWriteItemsRequest request
                && difference.local() instanceof Refusal local
                && local.code().equals(CANCELLED)
                && difference.simulated() instanceof Refusal simulated
                && (errors(simulated).stream().anyMatch(error -> error.contains("This attribute is part of the key"))
                        || simulated.message().startsWith("Key attributes must be scalars"))
                && request.transactItems().stream()
                        .filter(entry ->
                                entry.update() != null && entry.update().conditionExpression() != null)
                        .map(entry -> difference.again().apply(withoutCondition(request, entry)))
                        .anyMatch(alone -> Agreement.sayTheSame(alone, simulated)
                                || (alone instanceof Refusal fault
                                        && errors(fault).stream().anyMatch(errors(simulated)::contains)));
    }

    private static DynamoDbRequest withoutCondition(TransactWriteItemsRequest request, TransactWriteItem entry) {
        Update update = entry.update();
        DynamoDbRequest single = Variants.withoutUnused(UpdateItemRequest.builder()
                .updateExpression(update.updateExpression())
                .expressionAttributeNames(
                        update.hasExpressionAttributeNames() ? update.expressionAttributeNames() : null)
                .expressionAttributeValues(
                        update.hasExpressionAttributeValues() ? update.expressionAttributeValues() : null)
                .build());
        UpdateItemRequest used = (UpdateItemRequest) single;
        return request.toBuilder()
                .clientRequestToken(null)
                .transactItems(TransactWriteItem.builder()
                        .update(update.toBuilder()
                                .conditionExpression(null)
                                .expressionAttributeNames(
                                        used.hasExpressionAttributeNames() ? used.expressionAttributeNames() : null)
                                .expressionAttributeValues(
                                        used.hasExpressionAttributeValues() ? used.expressionAttributeValues() : null)
                                .build())
                        .build())
                .build();
    }

    private static boolean anotherFaultOfAnUpdate(Case difference) {
        return difference.local() instanceof Refusal local
                && difference.simulated() instanceof Refusal simulated
                && Phase.of(onlyError(local)) == Phase.ITEM
                && difference.step().request() instanceof TransactWriteItemsRequest request
                && request.transactItems().stream()
                        .flatMap(entry -> updatesOf(entry).stream())
                        .map(difference.again())
                        .anyMatch(alone -> alone instanceof Refusal fault
                                && errors(simulated).stream()
                                        .anyMatch(error -> Agreement.sameText(fault.message(), error)));
    }

    /** The entry's update as one of its own, with parts of its expression only. */
    private static List<DynamoDbRequest> updatesOf(TransactWriteItem entry) {
        Update update = entry.update();
        return update == null
                ? List.of()
                : Variants.ofUpdate(UpdateItemRequest.builder()
                        .tableName(update.tableName())
                        .key(update.key())
                        .updateExpression(update.updateExpression())
                        .expressionAttributeNames(
                                update.hasExpressionAttributeNames() ? update.expressionAttributeNames() : null)
                        .expressionAttributeValues(
                                update.hasExpressionAttributeValues() ? update.expressionAttributeValues() : null)
                        .build());
    }

    private static boolean anotherFault(Case difference) {
        return SEVERAL.contains(difference.operation())
                && difference.local() instanceof Refusal local
                && difference.simulated() instanceof Refusal simulated
                && (difference.operation().startsWith("Batch")
                        || Phase.earliest(simulated.message()).compareTo(Phase.of(local.message())) <= 0)
                && Phase.of(simulated.message()) != Phase.ITEM
                && Variants.of(difference.step(), difference.creations()).stream()
                        .map(difference.again())
                        .anyMatch(alone -> Agreement.sayTheSame(alone, simulated));
    }

    private static boolean reasonsCorrespond(Case difference) {
        if (!(difference.local() instanceof Refusal local)
                || !(difference.simulated() instanceof Refusal simulated)
                || !local.code().equals(CANCELLED)
                || !local.message().equals(simulated.message())
                || !(local.details() instanceof List<?> one)
                || !(simulated.details() instanceof List<?> other)
                || one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!correspond((Map<?, ?>) one.get(i), (Map<?, ?>) other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean correspond(Map<?, ?> local, Map<?, ?> simulated) {
        return Objects.equals(local.get("Code"), simulated.get("Code"))
                && NumberText.same(local.get("Item"), simulated.get("Item"))
                && Agreement.sameText(text(local.get("Message")), text(simulated.get("Message")));
    }

    private static String text(@Nullable Object message) {
        return message == null ? "" : message.toString();
    }

    private static boolean onlyCapacity(Case difference) {
        return difference.operation().startsWith("Transact")
                && difference.local() instanceof Answer a
                && difference.simulated() instanceof Answer b
                && NumberText.same(
                        withoutUnits(difference.operation(), a.tree()), withoutUnits(difference.operation(), b.tree()));
    }

    private static Object withoutUnits(String operation, Object tree) {
        Map<String, Object> rest = new TreeMap<>();
        ((Map<?, ?>) tree).forEach((name, value) -> rest.put((String) name, value));
        rest.computeIfPresent(
                "ConsumedCapacity",
                (name, tables) -> ((List<?>) tables)
                        .stream()
                                .map(table -> operation.equals("TransactGetItems")
                                        ? withoutSplit((Map<?, ?>) table)
                                        : Objects.requireNonNull(((Map<?, ?>) table).get("TableName")))
                                .toList());
        return rest;
    }

    private static Map<String, Object> withoutSplit(Map<?, ?> capacity) {
        Map<String, Object> whole = new TreeMap<>();
        capacity.forEach((name, value) -> {
            if (!name.equals("ReadCapacityUnits") && !name.equals("WriteCapacityUnits")) {
                whole.put((String) name, value instanceof Map<?, ?> inner ? withoutSplit(inner) : value);
            }
        });
        return whole;
    }
}
