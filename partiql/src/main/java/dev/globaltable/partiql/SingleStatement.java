package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.RegionalService;
import dev.globaltable.partiql.syntax.Expression;
import dev.globaltable.partiql.syntax.Statement;
import dev.globaltable.partiql.syntax.StatementParser;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;

/** {@code ExecuteStatement}. */
final class SingleStatement {

    private final RegionalService service;

    SingleStatement(RegionalService service) {
        this.service = service;
    }

    ExecuteStatementResponse.Builder execute(ExecuteStatementRequest request) {
        Statement statement = StatementParser.parse(request.statement());
        Values values = Values.of(statement, request.parameters());
        if (statement instanceof Statement.Select select) {
            return SelectPage.read(service, Selection.of(service, select, values), request);
        }
        ItemWrite write = new Writes(service).of(statement, values);
        if (write == null) {
            throw notExecutable(statement);
        }
        ItemWrite.Answer answer = write.execute(
                service,
                request.returnConsumedCapacityAsString(),
                request.returnValuesOnConditionCheckFailureAsString());
        return ExecuteStatementResponse.builder()
                .items(answer.attributes() == null ? List.of() : List.of(answer.attributes()))
                .consumedCapacity(answer.consumed());
    }

    /** The error for a statement that neither reads nor writes. */
    static DynamoDbException notExecutable(Statement statement) {
        if (statement instanceof Statement.Other other
                && !(other.expression() instanceof Expression.Operation)
                && !(other.expression() instanceof Expression.Call)
                && !(other.expression() instanceof Expression.Is)) {
            return validation("Unsupported operation: " + Nodes.kind(other.expression()));
        }
        return validation("EXISTS can only be used in ExecuteTransaction write requests.");
    }
}
