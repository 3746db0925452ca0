package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeType;
import dev.globaltable.item.IndexKey;
import dev.globaltable.item.KeyAttribute;
import dev.globaltable.item.KeyValue;
import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.IndexEntry;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A secondary index, read by its own key. */
record IndexSource(ReplicaTable table, SecondaryIndex entries) implements Source<IndexKey> {

    @Override
    public IndexDefinition index() {
        return entries.definition();
    }

    @Override
    public List<KeyAttribute> partition() {
        return index().partition();
    }

    @Override
    public List<KeyAttribute> sort() {
        return index().sort();
    }

    /** Both keys together, nothing missing and nothing else. */
    @Override
    public IndexKey startKey(Map<String, AttributeValue> attributes) {
        List<KeyValue> partition = values(attributes, partition());
        List<KeyValue> sort = values(attributes, sort());
        Map<String, AttributeValue> tableKey = new LinkedHashMap<>();
        for (String name : table.keySchema().names()) {
            AttributeValue value = attributes.get(name);
            if (value == null) {
                throw validation(StartKey.INVALID);
            }
            tableKey.put(name, value);
        }
        IndexKey key = IndexKey.of(partition, sort, table.keySchema().keyOf(tableKey));
        if (attributes.size() != attributes(key).size()) {
            throw validation(StartKey.INVALID);
        }
        return key;
    }

    private static List<KeyValue> values(Map<String, AttributeValue> attributes, List<KeyAttribute> keys) {
        List<KeyValue> values = new ArrayList<>(keys.size());
        for (KeyAttribute key : keys) {
            AttributeValue value = attributes.get(key.name());
            if (value == null) {
                throw validation(StartKey.INVALID);
            }
            if (AttributeType.of(value) != key.type()) {
                throw validation(StartKey.INVALID + ": The provided key element does not match the schema");
            }
            key.requireNotEmpty(value);
            values.add(KeyValue.of(value));
        }
        return values;
    }

    @Override
    public Map<String, AttributeValue> attributes(IndexKey key) {
        return index().attributes(key);
    }

    @Override
    public List<KeyValue> partitionOf(IndexKey key) {
        return key.partition();
    }

    @Override
    public List<KeyValue> sortOf(IndexKey key) {
        return key.sort();
    }

    @Override
    public IndexKey startOf(List<KeyValue> partition, List<KeyValue> sort) {
        return IndexKey.startOf(partition, sort);
    }

    @Override
    public IndexKey endOf(List<KeyValue> partition, List<KeyValue> sort) {
        return IndexKey.endOf(partition, sort);
    }

    @Override
    public int segment(IndexKey key, int totalSegments) {
        return key.segment(totalSegments);
    }

    @Override
    public Iterator<Row<IndexKey>> all(@Nullable IndexKey after) {
        return Source.rows(entries.entries(), after, IndexSource::row);
    }

    @Override
    public Iterator<Row<IndexKey>> between(Span<IndexKey> span, boolean forward, @Nullable IndexKey after) {
        return Source.rows(span.of(entries.entries(), forward), after, IndexSource::row);
    }

    private static Row<IndexKey> row(IndexKey key, IndexEntry entry) {
        return new Row<>(key, entry.item(), entry.source());
    }

    @Override
    public void shown(Row<IndexKey> row, boolean consistent) {
        table.shown(row.key().item(), row.stored(), consistent, entries.name());
    }

    /** From the table, which has every item of a local index. */
    @Override
    public Map<String, AttributeValue> whole(Row<IndexKey> row) {
        Map<String, AttributeValue> item = table.get(row.key().item());
        return item == null ? row.item() : item;
    }
}
