package dev.globaltable.access;

import dev.globaltable.operation.RegionalService;
import dev.globaltable.operation.StatementTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/** What PartiQL statements need; a statement that is not valid needs nothing, for its execution refuses it. */
final class StatementPermissions {

    private final RegionalService service;
    private final Resources resources;

    StatementPermissions(RegionalService service, Resources resources) {
        this.service = service;
        this.resources = resources;
    }

    List<Permission> single(ExecuteStatementRequest request) {
        return of(request.statement(), request.parameters(), null);
    }

    List<Permission> ofBatch(BatchStatementRequest statement) {
        return of(statement.statement(), statement.parameters(), "BatchExecuteStatement");
    }

    List<Permission> transaction(ExecuteTransactionRequest request) {
        List<Permission> needed = new ArrayList<>();
        for (ParameterizedStatement statement : request.transactStatements()) {
            needed.addAll(of(statement.statement(), statement.parameters(), "ExecuteTransaction"));
        }
        return needed;
    }

    private List<Permission> of(
            @Nullable String statement, List<AttributeValue> parameters, @Nullable String enclosing) {
        StatementTarget target = statement == null ? null : service.statementTarget(statement, parameters);
        if (target == null) {
            return List.of();
        }
        Context context = new Context()
                .with(ConditionKey.ATTRIBUTES, target.attributes())
                .with(ConditionKey.ENCLOSING_OPERATION, enclosing)
                .with(ConditionKey.RETURN_VALUES, target.returnValues());
        List<AttributeValue> partitions = target.partitions();
        if (partitions != null) {
            context.with(
                    ConditionKey.LEADING_KEYS,
                    partitions.stream()
                            .map(Context::text)
                            .filter(Objects::nonNull)
                            .toList());
        }
        if (target.action() == StatementTarget.Action.SELECT) {
            context.with(ConditionKey.FULL_TABLE_SCAN, Boolean.toString(partitions == null))
                    .with(ConditionKey.SELECT, target.everyAttribute() ? "ALL_ATTRIBUTES" : "SPECIFIC_ATTRIBUTES");
        }
        String resource = resources.index(target.table(), target.index());
        return List.of(
                new Permission("dynamodb:PartiQL" + target.action().spelling(), resources.region(), resource, context));
    }
}
