package dev.globaltable.partiql;

import dev.globaltable.operation.RegionalService;
import dev.globaltable.operation.StatementExecutor;
import dev.globaltable.operation.StatementTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;

/**
 * PartiQL for the simulated Regions. Being on the class path is all it needs: the fixture finds it by itself.
 *
 * @since 0.1.0
 */
public final class PartiqlExecutor implements StatementExecutor {

    @Override
    public AwsResponse.Builder executeStatement(ExecuteStatementRequest request, RegionalService service) {
        return new SingleStatement(service).execute(request);
    }

    @Override
    public AwsResponse.Builder batchExecuteStatement(BatchExecuteStatementRequest request, RegionalService service) {
        return new StatementBatch(service).execute(request);
    }

    @Override
    public AwsResponse.Builder executeTransaction(ExecuteTransactionRequest request, RegionalService service) {
        return new StatementTransaction(service).execute(request);
    }

    @Override
    public @Nullable StatementTarget target(
            String statement, List<AttributeValue> parameters, RegionalService service) {
        return new Targets(service).of(statement, parameters);
    }
}
