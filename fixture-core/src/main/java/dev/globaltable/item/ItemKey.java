package dev.globaltable.item;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The primary key of an item. Keys are ordered as DynamoDB scans them: by a hash of the partition key, so in no order
 * a caller could rely on but always in the same one, and within a partition by the sort key.
 *
 * @since 0.1.0
 */
public final class ItemKey implements Comparable<ItemKey> {

    private final KeyValue partition;
    private final @Nullable KeyValue sort;
    private final long hash;
    private final boolean end;

    private ItemKey(KeyValue partition, @Nullable KeyValue sort, boolean end) {
        this.partition = partition;
        this.sort = sort;
        this.hash = PartitionHash.of(partition);
        this.end = end;
    }

    /** The key of an item in a table without sort key. */
    public static ItemKey of(KeyValue partition) {
        return of(partition, null);
    }

    /** The key of an item; the sort key is null in a table without one. */
    public static ItemKey of(KeyValue partition, @Nullable KeyValue sort) {
        return new ItemKey(partition, sort, false);
    }

    /** A bound, not a key: it comes after every key of the partition and before the next partition. */
    public static ItemKey endOf(KeyValue partition) {
        return new ItemKey(partition, null, true);
    }

    /** The value of the partition key. */
    public KeyValue partition() {
        return partition;
    }

    /** The value of the sort key, null in a table without one. */
    public @Nullable KeyValue sort() {
        return sort;
    }

    /** The hash of the partition key, to be read as an unsigned number: where in the table the item lies. */
    public long partitionHash() {
        return hash;
    }

    /** The segment of a parallel scan, counted from 0, in which the item lies. */
    public int segment(int totalSegments) {
        return PartitionHash.segment(hash, totalSegments);
    }

    @Override
    public int compareTo(ItemKey other) {
        int byHash = Long.compareUnsigned(hash, other.hash);
        if (byHash != 0) {
            return byHash;
        }
        int byPartition = partition.compareTo(other.partition);
        if (byPartition != 0) {
            return byPartition;
        }
        if (end || other.end) {
            return Boolean.compare(end, other.end);
        }
        if (sort == null || other.sort == null) {
            return Boolean.compare(sort != null, other.sort != null);
        }
        return sort.compareTo(other.sort);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemKey key && partition.equals(key.partition) && Objects.equals(sort, key.sort);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash) * 31 + Objects.hashCode(sort);
    }

    /** The partition key, and the sort key after a slash: {@code 42} or {@code 42/2026}. */
    @Override
    public String toString() {
        return sort == null ? partition.toString() : partition + "/" + sort;
    }
}
