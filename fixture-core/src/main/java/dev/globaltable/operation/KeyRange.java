package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.KeyCondition;
import dev.globaltable.expression.KeyConditionExpression;
import dev.globaltable.expression.SortKeyCondition;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.KeyValue;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredItem;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The part of a table that a {@code Query} reads: one partition, or a range of its sort keys. */
final class KeyRange {

    private final KeyValue partition;
    private final @Nullable SortKeyCondition sort;

    private KeyRange(KeyValue partition, @Nullable SortKeyCondition sort) {
        this.partition = partition;
        this.sort = sort;
    }

    static KeyRange of(KeySchema keys, KeyConditionExpression expression) {
        KeyCondition condition = expression.resolve(keys.partition(), keys.sort());
        SortKeyCondition sort = condition.sort();
        if (sort != null) {
            sort.operands().stream().map(KeyValue::of).forEach(KeySchema::requireSortSize);
        }
        return new KeyRange(KeyValue.of(condition.partition()), sort);
    }

    /** Fails unless a page of this query could have ended at the key. */
    void requireInside(ItemKey start, boolean forward) {
        if (!start.partition().equals(partition)) {
            throw validation("The provided starting key is outside query boundaries based on provided conditions");
        }
        if (!includes(start) || (start.sort() != null && endsAt(start, forward))) {
            throw validation("The provided starting key does not match the range key predicate");
        }
    }

    /**
     * Whether nothing can follow a key in this range: it is the only one its partition can have, or lies on the inclusive
     * bound that the query reads towards. A page that ends there is the last one and says so.
     */
    boolean endsAt(ItemKey last, boolean forward) {
        KeyValue value = last.sort();
        if (value == null || sort == null) {
            return value == null;
        }
        AttributeValue bound = switch (sort.operator()) {
            case LESS_OR_EQUAL -> forward ? sort.operands().get(0) : null;
            case GREATER_OR_EQUAL -> forward ? null : sort.operands().get(0);
            case BETWEEN -> sort.operands().get(forward ? 1 : 0);
            case EQUAL, LESS, GREATER, BEGINS_WITH -> null;
        };
        return bound != null && KeyValue.of(bound).equals(value);
    }

    /** The items of the range after the start key, in the order of their sort keys or against it. */
    Iterator<Map.Entry<ItemKey, StoredItem>> entries(ReplicaTable table, boolean forward, @Nullable ItemKey start) {
        NavigableMap<ItemKey, StoredItem> items = bounded(table.items());
        NavigableMap<ItemKey, StoredItem> ordered = forward ? items : items.descendingMap();
        NavigableMap<ItemKey, StoredItem> rest = start == null ? ordered : ordered.tailMap(start, false);
        return rest.entrySet().stream()
                .filter(entry -> includes(entry.getKey()))
                .iterator();
    }

    /** Narrows a table to the partition and to what bounds the sort key say; the rest is up to {@link #includes}. */
    private NavigableMap<ItemKey, StoredItem> bounded(NavigableMap<ItemKey, StoredItem> items) {
        ItemKey least = ItemKey.of(partition);
        ItemKey greatest = ItemKey.endOf(partition);
        if (sort != null) {
            AttributeValue operand = sort.operands().get(0);
            switch (sort.operator()) {
                case EQUAL -> {
                    least = key(operand);
                    greatest = key(operand);
                }
                case LESS, LESS_OR_EQUAL -> greatest = key(operand);
                case GREATER, GREATER_OR_EQUAL -> least = key(operand);
                case BETWEEN -> {
                    least = key(operand);
                    greatest = key(sort.operands().get(1));
                }
                case BEGINS_WITH -> least = key(operand);
            }
        }
        return items.subMap(least, true, greatest, true);
    }

    private ItemKey key(AttributeValue sortValue) {
        return ItemKey.of(partition, KeyValue.of(sortValue));
    }

    private boolean includes(ItemKey key) {
        KeyValue value = key.sort();
        return sort == null || (value != null && sort.matches(value.toAttributeValue()));
    }
}
