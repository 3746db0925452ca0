package dev.globaltable.item;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A canonical item: unmodifiable, ordered by attribute name. Two arrays instead of a hash table, since tables hold a great
 * many items of few attributes; a name is found by bisection.
 */
final class CompactItem extends AbstractMap<String, AttributeValue> {

    private final String[] names;
    private final AttributeValue[] values;
    /** Zero until it is asked for; no item is that small. */
    private int sizeBytes;

    /** Takes the arrays as they are; the names are in ascending order, each once. */
    CompactItem(String[] names, AttributeValue[] values) {
        this.names = names;
        this.values = values;
    }

    /** The size of the item, which is asked for many times in its life. */
    int sizeBytes() {
        if (sizeBytes == 0) {
            int size = 0;
            for (int at = 0; at < names.length; at++) {
                size += ByteOrder.utf8Length(names[at]) + AttributeValues.sizeBytes(values[at]);
            }
            sizeBytes = size;
        }
        return sizeBytes;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public @Nullable AttributeValue get(@Nullable Object name) {
        int at = indexOf(name);
        return at < 0 ? null : values[at];
    }

    private int indexOf(@Nullable Object name) {
        return name instanceof String text ? Arrays.binarySearch(names, text) : -1;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
        for (int at = 0; at < names.length; at++) {
            action.accept(names[at], values[at]);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof CompactItem item) {
            return Arrays.equals(names, item.names) && Arrays.equals(values, item.values);
        }
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public Set<Map.Entry<String, AttributeValue>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, AttributeValue>> {

        @Override
        public int size() {
            return names.length;
        }

        @Override
        public Iterator<Map.Entry<String, AttributeValue>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < names.length;
                }

                @Override
                public Map.Entry<String, AttributeValue> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    int at = next++;
                    return Map.entry(names[at], values[at]);
                }
            };
        }
    }
}
