package dev.globaltable.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;

/**
 * Answers PartiQL statements. The artifact {@code partiql} provides one, which {@link java.util.ServiceLoader} finds when
 * the first statement arrives; projects that use no statements need not have it.
 *
 * <p>The constraints of the service model have been checked when a request comes here. What a statement stands for is
 * executed by the Region's service, within the same call.
 *
 * @since 0.1.0
 */
public interface StatementExecutor {

    /** {@code ExecuteStatement}. */
    AwsResponse.Builder executeStatement(ExecuteStatementRequest request, RegionalService service);

    /** {@code BatchExecuteStatement}. */
    AwsResponse.Builder batchExecuteStatement(BatchExecuteStatementRequest request, RegionalService service);

    /** {@code ExecuteTransaction}. */
    AwsResponse.Builder executeTransaction(ExecuteTransactionRequest request, RegionalService service);

    /** What a statement is about, before anything of it happens; {@code null} for one that its execution refuses. */
    @Nullable
    StatementTarget target(String statement, List<AttributeValue> parameters, RegionalService service);
}
