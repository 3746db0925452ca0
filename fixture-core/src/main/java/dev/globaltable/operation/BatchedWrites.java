package dev.globaltable.operation;

import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The writes of a batch, each on its own: those that meet a write of the same item in another Region (STRONG-15), or find no
 * capacity left, come back as unprocessed, and fail the batch only when none could be done.
 */
final class BatchedWrites {

    private final BatchWriteItemRequest request;
    private final Map<String, List<WriteRequest>> unprocessed = new LinkedHashMap<>();
    private final Map<String, List<Done>> done = new LinkedHashMap<>();
    private @Nullable DynamoDbException failure;

    BatchedWrites(BatchWriteItemRequest request) {
        this.request = request;
    }

    /** A write as it was asked for. */
    private record Asked(String tableName, WriteRequest request, ItemWrite.Bound write) {}

    /** A write and what came of it. */
    record Done(ItemWrite.Bound write, ItemAction.Outcome outcome) {}

    /** Does what can be done; fails, with nothing done, when a Region cannot write at all or nothing can be done. */
    Map<String, List<Done>> apply(Map<String, List<ItemWrite.Bound>> batch) {
        List<Asked> open = new ArrayList<>();
        batch.forEach((name, writes) -> {
            List<WriteRequest> requests = request.requestItems().getOrDefault(name, List.of());
            for (int at = 0; at < writes.size(); at++) {
                open.add(new Asked(name, requests.get(at), writes.get(at)));
            }
        });
        open.removeIf(this::isInConflict);
        open.forEach(this::apply);
        if (done.isEmpty() && failure != null) {
            throw failure;
        }
        return done;
    }

    Map<String, List<WriteRequest>> unprocessed() {
        return unprocessed;
    }

    private boolean isInConflict(Asked asked) {
        ReplicaTable table = asked.write().table();
        try {
            table.consistency().beforeWrite(table, asked.write().key());
            return false;
        } catch (ReplicatedWriteConflictException conflict) {
            if (table.consistency().batchConflictsFail()) {
                throw conflict;
            }
            leave(asked, conflict);
            return true;
        }
    }

    private void apply(Asked asked) {
        ItemWrite.Bound write = asked.write();
        try {
            ItemAction.Outcome outcome = write.apply();
            done.computeIfAbsent(asked.tableName(), first -> new ArrayList<>()).add(new Done(write, outcome));
        } catch (ProvisionedThroughputExceededException | ThrottlingException throttled) {
            leave(asked, throttled);
        }
    }

    private void leave(Asked asked, DynamoDbException reason) {
        failure = reason;
        unprocessed
                .computeIfAbsent(asked.tableName(), first -> new ArrayList<>())
                .add(asked.request());
    }
}
