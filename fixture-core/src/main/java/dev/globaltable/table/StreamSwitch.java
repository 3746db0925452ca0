package dev.globaltable.table;

/** Hears when a table gets a stream, and when it loses it. */
public interface StreamSwitch {

    /** The table's settings have a stream now; its label is to be told to the table. */
    void enable(ReplicaTable table);

    /** The table's settings have no stream any more, or the table is gone. */
    void disable(ReplicaTable table);
}
