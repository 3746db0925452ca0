package dev.globaltable.control;

import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import java.util.List;

/** The global secondary indexes of a table, as {@code UpdateTable} looks at them. */
final class GlobalIndexes {

    private GlobalIndexes() {}

    static List<IndexSettings> of(ReplicaTable table) {
        return table.settings().indexes().stream()
                .filter(index -> index.definition().isGlobal())
                .toList();
    }

    static List<String> names(ReplicaTable table) {
        return of(table).stream().map(IndexSettings::name).toList();
    }

    /** The same indexes on a table that is billed by request. */
    static List<IndexSettings> withoutThroughput(List<IndexSettings> indexes) {
        return indexes.stream()
                .map(index -> new IndexSettings(index.definition(), null))
                .toList();
    }
}
