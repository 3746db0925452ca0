package dev.globaltable.table;

/** Hears of every change of an item in one replica, local or replicated; indexes and streams hang on it. */
@FunctionalInterface
public interface ItemObserver {

    void changed(ItemChange change);
}
