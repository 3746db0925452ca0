package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.operation.RegionalService;
import dev.globaltable.partiql.syntax.Expression;
import dev.globaltable.partiql.syntax.Statement;
import dev.globaltable.partiql.syntax.StatementParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** {@code ExecuteTransaction}: all statements read, or all write. */
final class StatementTransaction {

    private final RegionalService service;

    StatementTransaction(RegionalService service) {
        this.service = service;
    }

    ExecuteTransactionResponse.Builder execute(ExecuteTransactionRequest request) {
        List<ParameterizedStatement> members = request.transactStatements();
        List<Statement> statements = new ArrayList<>();
        for (ParameterizedStatement member : members) {
            Statement statement = StatementParser.parse(member.statement());
            if (statement instanceof Statement.Other) {
                throw refused(statement);
            }
            statements.add(statement);
        }
        boolean reads = statements.get(0) instanceof Statement.Select;
        if (statements.stream().anyMatch(statement -> statement instanceof Statement.Select != reads)) {
            throw validation(
                    "ExecuteTransaction API does not support both read and write operations in the same request.");
        }
        List<Values> values = new ArrayList<>();
        for (int at = 0; at < members.size(); at++) {
            int member = at;
            values.add(numbered(
                    at,
                    () -> Values.of(statements.get(member), members.get(member).parameters())));
        }
        return reads ? read(request, statements, values) : write(request, statements, values);
    }

    private static DynamoDbException refused(Statement statement) {
        return statement instanceof Statement.Other other && other.expression() instanceof Expression.Operation
                ? validation("Unsupported operation in transaction.")
                : SingleStatement.notExecutable(statement);
    }

    /** Fails with the number of the statement that is not valid. */
    private static <T> T numbered(int at, Supplier<T> action) {
        try {
            return action.get();
        } catch (DynamoDbException refused) {
            if (isValidation(refused)) {
                throw validation("Validation failed in TransactStatements[" + at + "]: "
                        + refused.awsErrorDetails().errorMessage());
            }
            throw refused;
        }
    }

    private static boolean isValidation(DynamoDbException refused) {
        return refused.awsErrorDetails().errorCode().equals("ValidationException");
    }

    private ExecuteTransactionResponse.Builder read(
            ExecuteTransactionRequest request, List<Statement> statements, List<Values> values) {
        List<Selection> selections = new ArrayList<>();
        List<TransactGetItem> gets = new ArrayList<>();
        for (int at = 0; at < statements.size(); at++) {
            Statement.Select select = (Statement.Select) statements.get(at);
            Values constants = values.get(at);
            Selection selection = numbered(at, () -> single(select, constants));
            selections.add(selection);
            gets.add(TransactGetItem.builder()
                    .get(get -> get.tableName(selection.keys().table()).key(selection.singleKey()))
                    .build());
        }
        TransactGetItemsRequest reading = TransactGetItemsRequest.builder()
                .transactItems(gets)
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .build();
        TransactGetItemsResponse answer =
                (TransactGetItemsResponse) service.execute(reading).build();
        List<ItemResponse> responses = new ArrayList<>();
        for (int at = 0; at < selections.size(); at++) {
            ItemResponse found = answer.responses().get(at);
            Selection selection = selections.get(at);
            responses.add(
                    found.hasItem()
                            ? ItemResponse.builder()
                                    .item(selection.shown(found.item()))
                                    .build()
                            : ItemResponse.builder().build());
        }
        return ExecuteTransactionResponse.builder()
                .responses(responses)
                .consumedCapacity(answer.hasConsumedCapacity() ? answer.consumedCapacity() : null);
    }

    private Selection single(Statement.Select select, Values values) {
        if (!select.source().inside().isEmpty()) {
            throw validation("Reads on indices are not supported within transactions.");
        }
        Selection selection = Selection.of(service, select, values);
        if (selection.singleKey() == null) {
            throw validation("Select statements within ExecuteTransaction must specify the primary key in the where"
                    + " clause.");
        }
        return selection;
    }

    private ExecuteTransactionResponse.Builder write(
            ExecuteTransactionRequest request, List<Statement> statements, List<Values> values) {
        List<TransactWriteItem> actions = new ArrayList<>();
        for (int at = 0; at < statements.size(); at++) {
            actions.add(action(request, at, statements.get(at), values.get(at)));
        }
        TransactWriteItemsRequest writing = TransactWriteItemsRequest.builder()
                .transactItems(actions)
                .clientRequestToken(request.clientRequestToken())
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .build();
        try {
            TransactWriteItemsResponse answer = Requests.plainly(
                    () -> (TransactWriteItemsResponse) service.execute(writing).build());
            return ExecuteTransactionResponse.builder()
                    .responses(List.of())
                    .consumedCapacity(answer.hasConsumedCapacity() ? answer.consumedCapacity() : null);
        } catch (TransactionCanceledException cancelled) {
            throw cancelled(cancelled, statements);
        }
    }

    private TransactWriteItem action(ExecuteTransactionRequest request, int at, Statement statement, Values values) {
        String returnOnFailure = request.transactStatements().get(at).returnValuesOnConditionCheckFailureAsString();
        if (statement instanceof Statement.Exists exists) {
            return numbered(at, () -> check(exists.select(), values, returnOnFailure));
        }
        numbered(at, () -> requireNoReturning(statement));
        try {
            ItemWrite write = Objects.requireNonNull(new Writes(service).of(statement, values));
            return write.action(returnOnFailure);
        } catch (DynamoDbException refused) {
            if (isValidation(refused)) {
                throw cancelled(at, request.transactStatements().size(), refused);
            }
            throw refused;
        }
    }

    private static Statement requireNoReturning(Statement statement) {
        boolean returning = (statement instanceof Statement.Update update && update.returning() != null)
                || (statement instanceof Statement.Delete delete && delete.returning() != null)
                || (statement instanceof Statement.Insert insert && insert.returning());
        if (returning) {
            throw validation("RETURNING clause is not supported in ExecuteTransaction.");
        }
        return statement;
    }

    private TransactWriteItem check(Statement.Select select, Values values, @Nullable String returnOnFailure) {
        TableKeys keys = Tables.source(service, select.source());
        KeyConditions conditions = new KeyConditions(keys, values, select.where());
        Map<String, AttributeValue> key = keys.index() == null ? conditions.key() : null;
        Expression others = conditions.beyondKey();
        if (key == null || others == null) {
            throw validation("EXISTS() must contain a single item read with additional condition");
        }
        Placeholders placeholders = new Placeholders();
        String condition = "attribute_exists(" + placeholders.name(keys.names().get(0)) + ") AND ("
                + new ConditionText(placeholders, values).of(others) + ")";
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(keys.table())
                        .key(key)
                        .conditionExpression(condition)
                        .expressionAttributeNames(placeholders.names())
                        .expressionAttributeValues(placeholders.values())
                        .returnValuesOnConditionCheckFailure(returnOnFailure))
                .build();
    }

    /** What cancels an insert is not a condition that the caller wrote. */
    private static TransactionCanceledException cancelled(
            TransactionCanceledException cancelled, List<Statement> statements) {
        List<CancellationReason> reasons = new ArrayList<>();
        for (int at = 0; at < cancelled.cancellationReasons().size(); at++) {
            CancellationReason reason = cancelled.cancellationReasons().get(at);
            boolean duplicate =
                    statements.get(at) instanceof Statement.Insert && "ConditionalCheckFailed".equals(reason.code());
            reasons.add(
                    duplicate
                            ? CancellationReason.builder()
                                    .code("DuplicateItem")
                                    .message(ItemWrite.DUPLICATE)
                                    .build()
                            : reason);
        }
        return ServiceErrors.transactionCanceled(reasons);
    }

    private static TransactionCanceledException cancelled(int at, int count, DynamoDbException refused) {
        List<CancellationReason> reasons = new ArrayList<>();
        for (int member = 0; member < count; member++) {
            reasons.add(
                    member == at
                            ? CancellationReason.builder()
                                    .code("ValidationError")
                                    .message(refused.awsErrorDetails().errorMessage())
                                    .build()
                            : CancellationReason.builder().code("None").build());
        }
        return ServiceErrors.transactionCanceled(reasons);
    }
}
