package dev.globaltable.operation;

import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;

/**
 * Writes that are done all or none, in this Region alone: each item then replicates on its own, and other Regions can see
 * some of them without the others (LWW-24).
 */
final class WriteTransaction {

    private final List<Action> actions;
    private final CancellationReasons reasons;
    private final List<Optional<ItemWrite.Bound>> writes = new ArrayList<>();

    private WriteTransaction(List<Action> actions) {
        this.actions = actions;
        this.reasons = new CancellationReasons(actions.size());
    }

    /**
     * One action of the transaction.
     *
     * @param tableName a name or ARN
     */
    record Action(String tableName, ItemWrite write) {}

    /** Finds the tables and items; fails on what the service refuses the whole request for. */
    static WriteTransaction prepare(RegionalTables tables, List<Action> actions) {
        WriteTransaction transaction = new WriteTransaction(actions);
        TransactionTargets targets = new TransactionTargets();
        for (int at = 0; at < actions.size(); at++) {
            TableLookup.requireName(actions.get(at).tableName());
            ReplicaTable table =
                    TableLookup.forTransaction(tables, actions.get(at).tableName());
            ItemWrite write = actions.get(at).write();
            table.keySchema().requireNoEmptyValue(write.change().attributes());
            IndexKeys.requireNoEmptyValue(table, write.change().attributes());
            write.requireScalarKeys(table);
            Optional<ItemWrite.Bound> bound = transaction.reasons.attempt(at, () -> write.in(table));
            bound.ifPresent(fitting -> targets.add(table, fitting.key()));
            transaction.writes.add(bound);
        }
        return transaction;
    }

    /** Does all of it; fails with {@code TransactionCanceledException}, and does nothing, if any of it cannot be done. */
    TransactionCapacity execute() {
        List<Optional<ItemAction.Outcome>> outcomes = new ArrayList<>();
        for (int at = 0; at < writes.size(); at++) {
            int action = at;
            outcomes.add(writes.get(at).flatMap(write -> reasons.attempt(action, write::outcome)));
        }
        reasons.requireNone();
        TransactionCapacity capacity = new TransactionCapacity();
        for (int at = 0; at < writes.size(); at++) {
            ItemWrite.Bound write = writes.get(at).orElseThrow();
            ItemAction.Outcome outcome = outcomes.get(at).orElseThrow();
            write.store(outcome);
            if (write.write().change() instanceof ItemAction.Check) {
                write.table().read(write.key(), true);
                capacity.read(actions.get(at).tableName(), write.table(), outcome.before());
            } else {
                capacity.write(actions.get(at).tableName(), write.table(), outcome);
                write.charge(outcome, TransactionCapacity.TIMES);
            }
        }
        return capacity;
    }

    /** What it costs to be told that all of it was done before: a read of each item. */
    TransactionCapacity readBack() {
        reasons.requireNone();
        TransactionCapacity capacity = new TransactionCapacity();
        for (int at = 0; at < writes.size(); at++) {
            ItemWrite.Bound write = writes.get(at).orElseThrow();
            capacity.read(
                    actions.get(at).tableName(), write.table(), write.table().get(write.key()));
        }
        return capacity;
    }

    /** The item collections that it wrote to, by table, if the request asked; there are none without local indexes. */
    @Nullable
    Map<String, List<ItemCollectionMetrics>> collections(@Nullable ReturnItemCollectionMetrics wanted) {
        ItemCollections collections = new ItemCollections(wanted);
        for (Optional<ItemWrite.Bound> bound : writes) {
            ItemWrite.Bound write = bound.orElseThrow();
            if (!(write.write().change() instanceof ItemAction.Check)) {
                collections.add(write.table(), write.key());
            }
        }
        return collections.metrics();
    }
}
