package dev.globaltable.operation;

import dev.globaltable.item.ItemKey;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.Throughput;
import dev.globaltable.table.WriteUnits;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * One write of one item, in the three steps in which DynamoDB checks it: what needs no table was checked when the change
 * and the condition were made; {@link #in} looks at the table's key, {@link Bound#outcome} at the item as it is. Nothing
 * is changed before {@link Bound#store}.
 */
record ItemWrite(ItemAction change, WriteCondition condition) {

    /** The write in its table; fails when it does not fit the keys of the table and its indexes. */
    Bound in(ReplicaTable table) {
        KeySchema keys = table.keySchema();
        ItemKey key = change.keyIn(keys);
        condition.requireScalarKeys(table);
        change.requireKeyUntouched(keys);
        change.requireScalarKeys(table);
        change.requireFitsIndexes(table);
        return new Bound(this, table, key);
    }

    /** Fails when an expression looks for something inside a key attribute of the table or of an index. */
    void requireScalarKeys(ReplicaTable table) {
        condition.requireScalarKeys(table);
        change.requireScalarKeys(table);
    }

    /** A write that fits its table. */
    record Bound(ItemWrite write, ReplicaTable table, ItemKey key) {

        /** What the write would make of the item; fails when its condition or the change itself does. */
        ItemAction.Outcome outcome() {
            table.prepareWrite(key);
            Map<String, AttributeValue> before = table.get(key);
            try {
                write.condition.check(before);
            } catch (ConditionalCheckFailedException failed) {
                table.read(key, true);
                charge(new ItemAction.Outcome(before, before, null), 1);
                throw failed;
            }
            return write.change.of(table, before);
        }

        void store(ItemAction.Outcome outcome) {
            write.change.store(table, key, outcome);
        }

        /** Takes the cost, several times over, from what the table can serve. */
        void charge(ItemAction.Outcome outcome, int times) {
            Throughput throughput = table.throughput();
            if (throughput.isLimited()) {
                WriteUnits cost = outcome.cost(table);
                for (int time = 0; time < times; time++) {
                    throughput.wrote(cost);
                }
            }
        }

        /** Both at once. */
        ItemAction.Outcome apply() {
            ItemAction.Outcome outcome = outcome();
            store(outcome);
            charge(outcome, 1);
            return outcome;
        }
    }
}
