package dev.globaltable.operation;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of a source that belong to a read. */
final class Rows<K> implements Iterator<Source.Row<K>> {

    private final Iterator<Source.Row<K>> all;
    private final Predicate<Source.Row<K>> wanted;
    private Source.@Nullable Row<K> ahead;

    Rows(Iterator<Source.Row<K>> all, Predicate<Source.Row<K>> wanted) {
        this.all = all;
        this.wanted = wanted;
    }

    @Override
    public boolean hasNext() {
        while (ahead == null && all.hasNext()) {
            Source.Row<K> next = all.next();
            if (wanted.test(next)) {
                ahead = next;
            }
        }
        return ahead != null;
    }

    @Override
    public Source.Row<K> next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException();
        }
        Source.Row<K> row = ahead;
        ahead = null;
        return row;
    }
}
