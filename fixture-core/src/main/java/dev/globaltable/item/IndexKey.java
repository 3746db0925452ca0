package dev.globaltable.item;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entry in a secondary index: one to four values of the partition key, none to four of the sort key, and the
 * key of the item, since several items can have the same values. Entries are ordered by a hash of the partition key, then
 * by the values in the order of the index's key schema, then by the items' keys.
 *
 * @since 0.1.0
 */
public final class IndexKey implements Comparable<IndexKey> {

    private final List<KeyValue> partition;
    private final List<KeyValue> sort;
    private final @Nullable ItemKey item;
    private final long hash;
    private final boolean end;

    private IndexKey(List<KeyValue> partition, List<KeyValue> sort, @Nullable ItemKey item, boolean end) {
        this.partition = partition;
        this.sort = sort;
        this.item = item;
        this.hash = PartitionHash.of(partition);
        this.end = end;
    }

    /** The key of an item's entry. */
    public static IndexKey of(List<KeyValue> partition, List<KeyValue> sort, ItemKey item) {
        return new IndexKey(List.copyOf(partition), List.copyOf(sort), item, false);
    }

    /** A bound, not a key: it comes before every key of the partition whose sort key begins with these values. */
    public static IndexKey startOf(List<KeyValue> partition, List<KeyValue> sort) {
        return new IndexKey(List.copyOf(partition), List.copyOf(sort), null, false);
    }

    /** A bound, not a key: it comes after every key of the partition whose sort key begins with these values. */
    public static IndexKey endOf(List<KeyValue> partition, List<KeyValue> sort) {
        return new IndexKey(List.copyOf(partition), List.copyOf(sort), null, true);
    }

    /** The values of the partition key, in the order of the index's key schema. */
    public List<KeyValue> partition() {
        return partition;
    }

    /** The values of the sort key, in the order of the index's key schema. */
    public List<KeyValue> sort() {
        return sort;
    }

    /**
     * The key of the item in its table.
     *
     * @throws IllegalStateException if this is a bound
     */
    public ItemKey item() {
        ItemKey key = item;
        if (key == null) {
            throw new IllegalStateException("A bound belongs to no item: " + this);
        }
        return key;
    }

    /** The segment of a parallel scan, counted from 0, in which the entry lies. */
    public int segment(int totalSegments) {
        return PartitionHash.segment(hash, totalSegments);
    }

    @Override
    public int compareTo(IndexKey other) {
        int order = Long.compareUnsigned(hash, other.hash);
        if (order == 0) {
            order = compare(partition, other.partition);
        }
        if (order == 0) {
            order = compare(sort, other.sort);
        }
        return order == 0 ? compareEnds(other) : order;
    }

    /** Compares as far as both have values: a bound has a place relative to all that begins with its own. */
    private static int compare(List<KeyValue> one, List<KeyValue> other) {
        int values = Math.min(one.size(), other.size());
        for (int at = 0; at < values; at++) {
            int order = one.get(at).compareTo(other.get(at));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int compareEnds(IndexKey other) {
        if (item != null && other.item != null) {
            return item.compareTo(other.item);
        }
        return Integer.compare(place(), other.place());
    }

    private int place() {
        if (item != null) {
            return 0;
        }
        return end ? 1 : -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IndexKey key && compareTo(key) == 0 && sort.size() == key.sort.size();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash) * 31 + (item == null ? 0 : item.hashCode());
    }

    /** The values of the index's key and, after an arrow, the item's key: {@code red/7 -> 42}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        partition.forEach(value -> text.append(value).append('/'));
        sort.forEach(value -> text.append(value).append('/'));
        text.setLength(text.length() - 1);
        return text.append(" -> ").append(item).toString();
    }
}
