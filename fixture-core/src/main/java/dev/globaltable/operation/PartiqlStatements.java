package dev.globaltable.operation;

import dev.globaltable.error.NotSimulatedException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/**
 * {@code ExecuteStatement}, {@code BatchExecuteStatement} and {@code ExecuteTransaction}: checks the request, and hands it to
 * the artifact that knows PartiQL.
 */
final class PartiqlStatements {

    private static final int STATEMENT_LENGTH_MAX = 8192;
    private static final int BATCH_STATEMENTS_MAX = 25;
    private static final int TRANSACTION_STATEMENTS_MAX = 100;
    private static final int NEXT_TOKEN_LENGTH_MAX = 32768;
    private static final int CLIENT_REQUEST_TOKEN_LENGTH_MAX = 36;

    private final RegionalService service;
    private @Nullable StatementExecutor executor;

    PartiqlStatements(RegionalService service) {
        this.service = service;
    }

    AwsResponse.Builder executeStatement(ExecuteStatementRequest request) {
        StatementExecutor found = executor("ExecuteStatement");
        Constraints constraints = new Constraints();
        statement(constraints, "", request.statement(), request.hasParameters(), request.parameters());
        constraints
                .length("nextToken", request.nextToken(), 1, NEXT_TOKEN_LENGTH_MAX)
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .between("limit", request.limit(), 1, Integer.MAX_VALUE)
                .returnOnFailure(
                        "returnValuesOnConditionCheckFailure", request.returnValuesOnConditionCheckFailureAsString())
                .check();
        return found.executeStatement(request, service);
    }

    AwsResponse.Builder batchExecuteStatement(BatchExecuteStatementRequest request) {
        StatementExecutor found = executor("BatchExecuteStatement");
        Constraints constraints = new Constraints();
        statements(constraints, "statements", request.hasStatements(), request.statements(), BATCH_STATEMENTS_MAX);
        int number = 0;
        for (BatchStatementRequest statement : request.statements()) {
            String member = "statements." + ++number + ".member.";
            statement(constraints, member, statement.statement(), statement.hasParameters(), statement.parameters());
            constraints.returnOnFailure(
                    member + "returnValuesOnConditionCheckFailure",
                    statement.returnValuesOnConditionCheckFailureAsString());
        }
        constraints
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .check();
        return found.batchExecuteStatement(request, service);
    }

    AwsResponse.Builder executeTransaction(ExecuteTransactionRequest request) {
        StatementExecutor found = executor("ExecuteTransaction");
        Constraints constraints = new Constraints();
        statements(
                constraints,
                "transactStatements",
                request.hasTransactStatements(),
                request.transactStatements(),
                TRANSACTION_STATEMENTS_MAX);
        int number = 0;
        for (ParameterizedStatement statement : request.transactStatements()) {
            String member = "transactStatements." + ++number + ".member.";
            statement(constraints, member, statement.statement(), statement.hasParameters(), statement.parameters());
            constraints.returnOnFailure(
                    member + "returnValuesOnConditionCheckFailure",
                    statement.returnValuesOnConditionCheckFailureAsString());
        }
        constraints
                .length("clientRequestToken", request.clientRequestToken(), 1, CLIENT_REQUEST_TOKEN_LENGTH_MAX)
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .check();
        return found.executeTransaction(request, service);
    }

    private static void statements(
            Constraints constraints, String member, boolean present, List<?> statements, int most) {
        constraints.present(member, present);
        if (present) {
            constraints.size(member, statements, statements.size(), 1, most);
        }
    }

    private static void statement(
            Constraints constraints,
            String prefix,
            @Nullable String statement,
            boolean hasParameters,
            List<AttributeValue> parameters) {
        constraints.length(
                prefix + "statement", constraints.required(prefix + "statement", statement), 1, STATEMENT_LENGTH_MAX);
        if (hasParameters) {
            constraints.size(prefix + "parameters", parameters, parameters.size(), 1, Integer.MAX_VALUE);
        }
    }

    /** Whether a request is one of those that are answered here. */
    static boolean answers(AwsRequest request) {
        return request instanceof ExecuteStatementRequest
                || request instanceof BatchExecuteStatementRequest
                || request instanceof ExecuteTransactionRequest;
    }

    /** What a statement is about; {@code null} for one that its execution refuses. */
    @Nullable
    StatementTarget target(String statement, List<AttributeValue> parameters) {
        return isProvided() ? executor("PartiQL").target(statement, parameters, service) : null;
    }

    /** Whether the artifact that knows PartiQL is there. */
    boolean isProvided() {
        return find().isPresent();
    }

    /** Looked for when the first statement arrives, so that those who never send one do not pay for it. */
    private StatementExecutor executor(String operation) {
        StatementExecutor found = executor;
        if (found == null) {
            found = find().orElseThrow(() -> NotSimulatedException.withoutArtifact(operation, "partiql"));
            executor = found;
        }
        return found;
    }

    private static Optional<StatementExecutor> find() {
        return ServiceLoader.load(StatementExecutor.class, StatementExecutor.class.getClassLoader())
                .findFirst();
    }
}
