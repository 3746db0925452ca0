package dev.globaltable.operation;

import dev.globaltable.item.KeyAttribute;
import dev.globaltable.item.KeyValue;
import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredItem;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a {@code Query} or {@code Scan} reads: a table or one of its indexes.
 *
 * @param <K> the key by which its items are ordered
 */
interface Source<K extends Comparable<K>> {

    /**
     * What is read of an item, and under which key.
     *
     * @param item the item as the table or index holds it
     * @param stored the item as the table had it when it got there
     */
    record Row<K>(K key, Map<String, AttributeValue> item, StoredItem stored) {}

    /** Keys in a row: from the least to the greatest, each of which belongs to it or not. */
    record Span<K>(K least, boolean withLeast, K greatest, boolean withGreatest) {

        <V> NavigableMap<K, V> of(NavigableMap<K, V> map, boolean forward) {
            NavigableMap<K, V> part = map.subMap(least, withLeast, greatest, withGreatest);
            return forward ? part : part.descendingMap();
        }
    }

    ReplicaTable table();

    /** To be called before anything is read; fails when that cannot be done now. */
    default void prepareRead(@Nullable Boolean consistent) {
        IndexDefinition index = index();
        table().prepareRead(consistent, index != null && index.isGlobal() ? index.name() : null);
    }

    /** The index that is read; {@code null} for the table itself. */
    @Nullable
    IndexDefinition index();

    List<KeyAttribute> partition();

    List<KeyAttribute> sort();

    /** The key that {@code ExclusiveStartKey} gives; fails when the attributes are not those of the keys. */
    K startKey(Map<String, AttributeValue> attributes);

    /** The key as {@code LastEvaluatedKey} shows it. */
    Map<String, AttributeValue> attributes(K key);

    List<KeyValue> partitionOf(K key);

    List<KeyValue> sortOf(K key);

    /** A bound before everything in a partition whose sort key begins with these values; it may be one of the keys. */
    K startOf(List<KeyValue> partition, List<KeyValue> sort);

    /** A bound after everything in a partition whose sort key begins with these values; it may be one of the keys. */
    K endOf(List<KeyValue> partition, List<KeyValue> sort);

    /** The segment of a parallel scan in which a key lies. */
    int segment(K key, int totalSegments);

    /** Everything, in order, after the key or from the start. */
    Iterator<Row<K>> all(@Nullable K after);

    /** What lies in a span, in order or against it, after the key or from the start. */
    Iterator<Row<K>> between(Span<K> span, boolean forward, @Nullable K after);

    /** The whole item of a row. */
    Map<String, AttributeValue> whole(Row<K> row);

    /** To be called for each row that an answer shows or counts. */
    void shown(Row<K> row, boolean consistent);

    /** The names of the key attributes of what is read. */
    default List<String> keyNames() {
        return Stream.concat(partition().stream(), sort().stream())
                .map(KeyAttribute::name)
                .toList();
    }

    /** Walks a map as the two methods above do. */
    static <K, V> Iterator<Row<K>> rows(NavigableMap<K, V> map, @Nullable K after, BiFunction<K, V, Row<K>> row) {
        NavigableMap<K, V> rest = after == null ? map : map.tailMap(after, false);
        Iterator<Map.Entry<K, V>> entries = rest.entrySet().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Row<K> next() {
                Map.Entry<K, V> entry = entries.next();
                return row.apply(entry.getKey(), entry.getValue());
            }
        };
    }
}
