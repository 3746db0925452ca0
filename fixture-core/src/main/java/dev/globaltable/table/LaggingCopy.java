package dev.globaltable.table;

import dev.globaltable.item.ItemKey;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one of a Region's storage nodes holds that hears of writes after the others: eventually consistent reads may get there. */
final class LaggingCopy implements ItemObserver {

    private final LocalPropagation propagation;
    private final NavigableMap<ItemKey, StoredItem> items = new TreeMap<>();

    LaggingCopy(LocalPropagation propagation) {
        this.propagation = propagation;
    }

    NavigableMap<ItemKey, StoredItem> items() {
        return Collections.unmodifiableNavigableMap(items);
    }

    @Nullable
    StoredItem find(ItemKey key) {
        return items.get(key);
    }

    @Override
    public void changed(ItemChange change) {
        propagation.propagate(change.table(), this, change.key(), () -> set(change.key(), change.stored()));
    }

    /** Takes over what was not written here, such as what a new replica copies. */
    void set(ItemKey key, StoredItem stored) {
        if (stored.isTombstone()) {
            items.remove(key);
        } else {
            items.put(key, stored);
        }
    }
}
