package dev.globaltable.table;

/** Hears of every write that a replica accepted; replication and the history hang on it. */
@FunctionalInterface
public interface WriteListener {

    void written(LocalWrite write);
}
