package dev.globaltable.control;

import dev.globaltable.table.ReplicaTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the control plane of the whole account remembers; guarded by the simulation's lock. */
public final class ControlState {

    private final Map<String, TableRecord> records = new LinkedHashMap<>();

    /** What is kept of a table; another table of the same name has a record of its own. */
    TableRecord of(ReplicaTable table) {
        return records.computeIfAbsent(table.definition().id(), id -> new TableRecord());
    }

    /** Drops what is kept of a table that is gone. */
    public void forget(ReplicaTable table) {
        records.remove(table.definition().id());
    }
}
