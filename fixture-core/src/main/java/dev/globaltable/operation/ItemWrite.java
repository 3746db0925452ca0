package dev.globaltable.operation;

import dev.globaltable.item.ItemKey;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.ReplicaTable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
            table.consistency().beforeWrite(table, key);
            Map<String, AttributeValue> before = table.get(key);
            write.condition.check(before);
            return write.change.of(table, before);
        }

        void store(ItemAction.Outcome outcome) {
            write.change.store(table, key, outcome);
        }

        /** Both at once. */
        ItemAction.Outcome apply() {
            ItemAction.Outcome outcome = outcome();
            store(outcome);
            return outcome;
        }
    }
}
