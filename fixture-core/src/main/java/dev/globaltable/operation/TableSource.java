package dev.globaltable.operation;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.KeyAttribute;
import dev.globaltable.item.KeyValue;
import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredItem;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table, read by its primary key.
 *
 * @param items what the read finds in it
 */
record TableSource(ReplicaTable table, NavigableMap<ItemKey, StoredItem> items) implements Source<ItemKey> {

    @Override
    public @Nullable IndexDefinition index() {
        return null;
    }

    @Override
    public List<KeyAttribute> partition() {
        return List.of(table.keySchema().partition());
    }

    @Override
    public List<KeyAttribute> sort() {
        KeyAttribute sort = table.keySchema().sort();
        return sort == null ? List.of() : List.of(sort);
    }

    @Override
    public ItemKey startKey(Map<String, AttributeValue> attributes) {
        return table.keySchema().keyOf(attributes);
    }

    @Override
    public Map<String, AttributeValue> attributes(ItemKey key) {
        return table.keySchema().attributes(key);
    }

    @Override
    public List<KeyValue> partitionOf(ItemKey key) {
        return List.of(key.partition());
    }

    @Override
    public List<KeyValue> sortOf(ItemKey key) {
        KeyValue sort = key.sort();
        return sort == null ? List.of() : List.of(sort);
    }

    @Override
    public ItemKey startOf(List<KeyValue> partition, List<KeyValue> sort) {
        return ItemKey.of(partition.get(0), sort.isEmpty() ? null : sort.get(0));
    }

    @Override
    public ItemKey endOf(List<KeyValue> partition, List<KeyValue> sort) {
        return sort.isEmpty() ? ItemKey.endOf(partition.get(0)) : ItemKey.of(partition.get(0), sort.get(0));
    }

    @Override
    public int segment(ItemKey key, int totalSegments) {
        return key.segment(totalSegments);
    }

    @Override
    public Iterator<Row<ItemKey>> all(@Nullable ItemKey after) {
        return Source.rows(items, after, TableSource::row);
    }

    @Override
    public Iterator<Row<ItemKey>> between(Span<ItemKey> span, boolean forward, @Nullable ItemKey after) {
        return Source.rows(span.of(items, forward), after, TableSource::row);
    }

    private static Row<ItemKey> row(ItemKey key, StoredItem stored) {
        return new Row<>(key, stored.item(), stored);
    }

    @Override
    public void shown(Row<ItemKey> row, boolean consistent) {
        table.shown(row.key(), row.stored(), consistent, null);
    }

    @Override
    public Map<String, AttributeValue> whole(Row<ItemKey> row) {
        return row.item();
    }
}
