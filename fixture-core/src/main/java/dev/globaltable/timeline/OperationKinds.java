package dev.globaltable.timeline;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.timeline.TimelineModel.Kind;
import java.util.List;

/** Which calls read and which write. */
final class OperationKinds {

    private static final List<String> READS = List.of("GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan");
    private static final List<String> WRITES =
            List.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

    private OperationKinds() {}

    static Kind of(HistoryEvent.Operation operation) {
        if (operation.error() != null) {
            return Kind.REFUSED;
        }
        if (operation.response() == null) {
            return Kind.UNKNOWN;
        }
        if (!operation.writes().isEmpty() || WRITES.contains(operation.operation())) {
            return Kind.WRITE;
        }
        return !operation.reads().isEmpty() || READS.contains(operation.operation()) ? Kind.READ : Kind.CALL;
    }
}
