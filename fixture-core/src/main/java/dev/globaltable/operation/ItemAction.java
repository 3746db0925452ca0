package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.UpdateExpression;
import dev.globaltable.expression.UpdateResult;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.WriteUnits;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a write makes of one item. Values are checked and canonical; whether they fit a table is asked with its key schema. */
sealed interface ItemAction {

    /** What the request gives of the item: all of it, or its key. */
    Map<String, AttributeValue> attributes();

    /** The key of the item; fails when the request's item or key does not fit the schema. */
    default ItemKey keyIn(KeySchema keys) {
        return keys.keyOf(attributes());
    }

    /** Fails when the change looks for something inside a key attribute of the table or of an index. */
    default void requireScalarKeys(@SuppressWarnings("unused") ReplicaTable table) {}

    /** Fails when the key itself is to be changed. */
    default void requireKeyUntouched(@SuppressWarnings("unused") KeySchema keys) {}

    /** Fails when an index has no place for what the request gives. */
    default void requireFitsIndexes(@SuppressWarnings("unused") ReplicaTable table) {}

    /** What the item shall be; fails when the item as it is does not allow the change. */
    Outcome of(ReplicaTable table, @Nullable Map<String, AttributeValue> before);

    /** Makes it so. */
    void store(ReplicaTable table, ItemKey key, Outcome outcome);

    /**
     * An item before and after.
     *
     * @param before {@code null} where there is none, as {@code after}
     * @param update what an update expression did; {@code null} where there was none
     */
    record Outcome(
            @Nullable Map<String, AttributeValue> before,
            @Nullable Map<String, AttributeValue> after,
            @Nullable UpdateResult update) {

        /** What it costs to write. */
        WriteUnits cost(ReplicaTable table) {
            return WriteUnits.of(table, before, after);
        }
    }

    /** Replaces the whole item. */
    record Put(Map<String, AttributeValue> attributes) implements ItemAction {

        static Put parse(Map<String, AttributeValue> given) {
            Map<String, AttributeValue> item = Items.canonical(given);
            Items.requireSize(item);
            return new Put(item);
        }

        @Override
        public ItemKey keyIn(KeySchema keys) {
            return keys.keyOfItem(attributes);
        }

        @Override
        public void requireFitsIndexes(ReplicaTable table) {
            IndexKeys.requirePut(table, attributes);
        }

        @Override
        public Outcome of(ReplicaTable table, @Nullable Map<String, AttributeValue> before) {
            return new Outcome(before, attributes, null);
        }

        @Override
        public void store(ReplicaTable table, ItemKey key, Outcome outcome) {
            table.put(key, attributes);
        }
    }

    /** Removes the item. */
    record Delete(Map<String, AttributeValue> attributes) implements ItemAction {

        static Delete parse(Map<String, AttributeValue> key) {
            return new Delete(Items.canonical(key));
        }

        @Override
        public Outcome of(ReplicaTable table, @Nullable Map<String, AttributeValue> before) {
            return new Outcome(before, null, null);
        }

        @Override
        public void store(ReplicaTable table, ItemKey key, Outcome outcome) {
            table.delete(key);
        }
    }

    /**
     * Changes some attributes; an item that is not there yet starts as its key.
     *
     * @param expression {@code null} changes nothing, but makes the item
     */
    record Update(
            Map<String, AttributeValue> attributes,
            @Nullable UpdateExpression expression) implements ItemAction {

        @Override
        public void requireScalarKeys(ReplicaTable table) {
            if (expression != null) {
                expression.requireScalarKeys(table.keySchema().names());
                expression.requireScalarIndexKeys(table.indexes().keyNames());
            }
        }

        @Override
        public void requireKeyUntouched(KeySchema keys) {
            if (expression == null) {
                return;
            }
            for (String attribute : expression.modifiedAttributes()) {
                if (keys.includes(attribute)) {
                    throw validation("One or more parameter values were invalid: Cannot update attribute " + attribute
                            + ". This attribute is part of the key");
                }
            }
        }

        @Override
        public Outcome of(ReplicaTable table, @Nullable Map<String, AttributeValue> before) {
            if (before == null && expression != null && !expression.createsItem()) {
                return new Outcome(null, null, null);
            }
            Map<String, AttributeValue> base = before == null ? attributes : before;
            UpdateResult result = expression == null ? null : expression.apply(base);
            Map<String, AttributeValue> after = result == null ? base : result.item();
            Items.requireUpdatedSize(after);
            IndexKeys.requireUpdated(table, after);
            return new Outcome(before, after, result);
        }

        @Override
        public void store(ReplicaTable table, ItemKey key, Outcome outcome) {
            Map<String, AttributeValue> after = outcome.after();
            if (after != null) {
                table.put(key, after);
            }
        }
    }

    /** Leaves the item as it is: there is only a condition on it. */
    record Check(Map<String, AttributeValue> attributes) implements ItemAction {

        static Check parse(Map<String, AttributeValue> key) {
            return new Check(Items.canonical(key));
        }

        @Override
        public Outcome of(ReplicaTable table, @Nullable Map<String, AttributeValue> before) {
            return new Outcome(before, before, null);
        }

        @Override
        public void store(ReplicaTable table, ItemKey key, Outcome outcome) {}
    }
}
