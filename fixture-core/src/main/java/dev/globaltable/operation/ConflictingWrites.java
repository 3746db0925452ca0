package dev.globaltable.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The writes of a batch that meet a write of the same item in another Region: they come back as unprocessed, and fail the
 * batch only when there are no others (STRONG-15).
 */
final class ConflictingWrites {

    private final BatchWriteItemRequest request;
    private final Map<String, List<WriteRequest>> unprocessed = new LinkedHashMap<>();
    private @Nullable ReplicatedWriteConflictException conflict;

    ConflictingWrites(BatchWriteItemRequest request) {
        this.request = request;
    }

    /** Takes them out of the batch, before anything of it is done. */
    Map<String, List<WriteRequest>> takeFrom(Map<String, List<ItemWrite.Bound>> batch) {
        request.requestItems()
                .forEach((tableName, asked) ->
                        batch.computeIfPresent(tableName, (name, writes) -> withoutConflicts(name, writes, asked)));
        batch.values().removeIf(List::isEmpty);
        if (batch.isEmpty() && conflict != null) {
            throw conflict;
        }
        return unprocessed;
    }

    private List<ItemWrite.Bound> withoutConflicts(
            String tableName, List<ItemWrite.Bound> writes, List<WriteRequest> asked) {
        List<ItemWrite.Bound> left = new ArrayList<>();
        for (int at = 0; at < writes.size(); at++) {
            ItemWrite.Bound write = writes.get(at);
            try {
                write.table().consistency().beforeWrite(write.table(), write.key());
                left.add(write);
            } catch (ReplicatedWriteConflictException met) {
                conflict = met;
                unprocessed
                        .computeIfAbsent(tableName, first -> new ArrayList<>())
                        .add(asked.get(at));
            }
        }
        return left;
    }
}
