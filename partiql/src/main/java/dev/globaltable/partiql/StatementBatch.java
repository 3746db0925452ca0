package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.Items;
import dev.globaltable.operation.RegionalService;
import dev.globaltable.partiql.syntax.Statement;
import dev.globaltable.partiql.syntax.StatementParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** {@code BatchExecuteStatement}: each statement succeeds or fails by itself. */
final class StatementBatch {

    private final RegionalService service;
    private final List<ConsumedCapacity> consumed = new ArrayList<>();

    StatementBatch(RegionalService service) {
        this.service = service;
    }

    /** A statement of the batch: what it does to which item, or why it does nothing. */
    private record Member(
            BatchStatementRequest request,
            @Nullable Statement statement,
            @Nullable Selection selection,
            @Nullable ItemWrite write,
            @Nullable DynamoDbException error) {

        static Member of(BatchStatementRequest request) {
            try {
                Statement statement = StatementParser.parse(request.statement());
                return new Member(request, statement, null, null, executable(statement));
            } catch (DynamoDbException refused) {
                return new Member(request, null, null, null, refused);
            }
        }

        private static @Nullable DynamoDbException executable(Statement statement) {
            if (statement instanceof Statement.Other) {
                return validation("Invalid operation. Only select, insert, update and delete operations are valid");
            }
            return statement instanceof Statement.Exists ? SingleStatement.notExecutable(statement) : null;
        }

        boolean reads() {
            return statement instanceof Statement.Select;
        }

        boolean writes() {
            return error == null && !reads();
        }

        /** The table and key of the item it is about, null when it is about none. */
        @Nullable
        List<Object> target() {
            if (selection != null) {
                Map<String, AttributeValue> key = selection.singleKey();
                return key == null ? null : List.of(selection.keys().table(), Items.canonical(key));
            }
            return write == null ? null : List.of(write.table(), Items.canonical(write.key()));
        }
    }

    BatchExecuteStatementResponse.Builder execute(BatchExecuteStatementRequest request) {
        List<Member> parsed = request.statements().stream().map(Member::of).toList();
        if (parsed.stream().anyMatch(Member::reads) && parsed.stream().anyMatch(Member::writes)) {
            throw validation("Read and write requests together in the same batch is not supported.");
        }
        List<Member> members = parsed.stream().map(this::translated).toList();
        requireDistinct(members);
        List<BatchStatementResponse> responses = new ArrayList<>();
        for (Member member : members) {
            responses.add(answer(member, request.returnConsumedCapacityAsString()));
        }
        return BatchExecuteStatementResponse.builder()
                .responses(responses)
                .consumedCapacity(consumed.isEmpty() ? null : consumed);
    }

    private Member translated(Member member) {
        Statement statement = member.statement();
        if (member.error() != null || statement == null) {
            return member;
        }
        try {
            Values values = Values.of(statement, member.request().parameters());
            if (statement instanceof Statement.Select select) {
                Selection selection = Selection.of(service, select, values);
                if (selection.singleKey() == null) {
                    throw validation(
                            "Select statements within BatchExecuteStatement must specify the primary key in the"
                                    + " where clause.");
                }
                return new Member(member.request(), statement, selection, null, null);
            }
            return new Member(member.request(), statement, null, new Writes(service).of(statement, values), null);
        } catch (DynamoDbException refused) {
            return new Member(member.request(), statement, null, null, refused);
        }
    }

    private static void requireDistinct(List<Member> members) {
        Set<List<Object>> targets = new LinkedHashSet<>();
        for (Member member : members) {
            List<Object> target = member.target();
            if (target != null && !targets.add(target)) {
                throw validation("Provided list of item keys contains duplicates");
            }
        }
    }

    private BatchStatementResponse answer(Member member, @Nullable String returnConsumedCapacity) {
        BatchStatementResponse.Builder response = BatchStatementResponse.builder();
        if (member.error() != null) {
            return response.error(error(member.error())).build();
        }
        try {
            if (member.selection() != null) {
                response.tableName(member.selection().keys().table());
                return response.item(read(member, member.selection(), returnConsumedCapacity))
                        .build();
            }
            ItemWrite write = member.write();
            if (write == null) {
                throw new IllegalStateException("Neither read nor write: " + member);
            }
            response.tableName(write.table());
            ItemWrite.Answer answer = write.execute(
                    service, returnConsumedCapacity, member.request().returnValuesOnConditionCheckFailureAsString());
            note(answer.consumed());
            return response.item(answer.attributes()).build();
        } catch (DynamoDbException refused) {
            return response.error(error(refused)).build();
        }
    }

    private @Nullable Map<String, AttributeValue> read(
            Member member, Selection selection, @Nullable String returnConsumedCapacity) {
        GetItemRequest get = GetItemRequest.builder()
                .tableName(selection.keys().table())
                .key(selection.singleKey())
                .consistentRead(member.request().consistentRead())
                .returnConsumedCapacity(returnConsumedCapacity)
                .build();
        GetItemResponse answer = (GetItemResponse) service.execute(get).build();
        note(answer.consumedCapacity());
        return answer.hasItem() ? selection.shown(answer.item()) : null;
    }

    private void note(@Nullable ConsumedCapacity capacity) {
        if (capacity != null) {
            consumed.add(capacity);
        }
    }

    private static BatchStatementError error(DynamoDbException refused) {
        String code = refused.awsErrorDetails().errorCode();
        BatchStatementError.Builder error = BatchStatementError.builder()
                .code(code.equals("ValidationException") ? "ValidationError" : code.replaceFirst("Exception$", ""))
                .message(refused.awsErrorDetails().errorMessage());
        if (refused instanceof ConditionalCheckFailedException failed && failed.hasItem()) {
            error.item(failed.item());
        }
        return error.build();
    }
}
