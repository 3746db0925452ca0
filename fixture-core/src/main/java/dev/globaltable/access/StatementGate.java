package dev.globaltable.access;

import dev.globaltable.operation.RegionalService;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** A batch of statements: those that are denied fail by themselves, the others are executed. */
final class StatementGate {

    private final Authorizer authorizer;
    private final StatementPermissions permissions;
    private final Caller caller;

    StatementGate(Authorizer authorizer, StatementPermissions permissions, Caller caller) {
        this.authorizer = authorizer;
        this.permissions = permissions;
        this.caller = caller;
    }

    BatchExecuteStatementResponse.Builder execute(BatchExecuteStatementRequest batch, RegionalService service) {
        List<@Nullable DynamoDbException> denials = new ArrayList<>();
        List<BatchStatementRequest> permitted = new ArrayList<>();
        for (BatchStatementRequest statement : batch.statements()) {
            DynamoDbException denial = denial(statement);
            denials.add(denial);
            if (denial == null) {
                permitted.add(statement);
            }
        }
        if (permitted.size() == denials.size()) {
            return (BatchExecuteStatementResponse.Builder) service.execute(batch);
        }
        if (permitted.isEmpty()) {
            return BatchExecuteStatementResponse.builder().responses(merged(denials, List.of()));
        }
        BatchExecuteStatementResponse answered = (BatchExecuteStatementResponse)
                service.execute(batch.toBuilder().statements(permitted).build()).build();
        return answered.toBuilder().responses(merged(denials, answered.responses()));
    }

    private @Nullable DynamoDbException denial(BatchStatementRequest statement) {
        return permissions.ofBatch(statement).stream()
                .map(permission -> authorizer.denial(caller, permission))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<BatchStatementResponse> merged(
            List<@Nullable DynamoDbException> denials, List<BatchStatementResponse> answered) {
        Iterator<BatchStatementResponse> answers = answered.iterator();
        List<BatchStatementResponse> responses = new ArrayList<>();
        for (DynamoDbException denial : denials) {
            responses.add(denial == null ? answers.next() : response(denial));
        }
        return responses;
    }

    private static BatchStatementResponse response(DynamoDbException denial) {
        return BatchStatementResponse.builder()
                .error(error -> error.code(BatchStatementErrorCodeEnum.ACCESS_DENIED)
                        .message(denial.awsErrorDetails().errorMessage()))
                .build();
    }
}
