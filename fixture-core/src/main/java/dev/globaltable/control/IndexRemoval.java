package dev.globaltable.control;

import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import dev.globaltable.table.TableSettings;
import java.util.Collection;
import java.util.TreeSet;

/** A global secondary index is removed, in every replica (CUR-39), and what defined its keys alone with it. */
record IndexRemoval(TableLifecycle lifecycle, String name) implements TableChange {

    @Override
    public void check(ReplicaTable table) {
        IndexUpdate.require(table, name, "delete");
        IndexUpdate.requireNoneUnderWay(table, name);
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.UPDATING;
    }

    @Override
    public void start(ReplicaTable table) {
        SecondaryIndex index = table.indexes().find(name);
        if (index != null) {
            lifecycle.removeIndex(table, index);
        }
    }

    @Override
    public TableSettings end(ReplicaTable table, TableSettings settings) {
        Collection<String> used = new TreeSet<>(table.keySchema().names());
        for (IndexSettings index : settings.indexes()) {
            if (!index.name().equals(name)) {
                index.definition().keyAttributes().forEach(key -> used.add(key.name()));
            }
        }
        return settings.toBuilder()
                .attributeDefinitions(settings.attributeDefinitions().stream()
                        .filter(definition -> used.contains(definition.attributeName())
                                || table.vectorIndexes().stream()
                                        .anyMatch(index -> index.definition().isSearchable(definition.attributeName())))
                        .toList())
                .build();
    }
}
