package dev.globaltable.control;

import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import dev.globaltable.table.TableOptions;
import dev.globaltable.table.TableSettings;

/**
 * A global secondary index is removed, in every replica (CUR-39), and what belonged to it alone: the definitions of its keys,
 * its Contributor Insights.
 */
record IndexRemoval(TableLifecycle lifecycle, ControlState state, String name) implements TableChange {

    @Override
    public void check(ReplicaTable table) {
        IndexUpdate.require(table, name, "delete");
        IndexUpdate.requireNoneUnderWay(table, name);
        IndexUpdate.requireSettled(table, name);
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
        state.of(table).insights().remove(name);
        TableOptions options = settings.options();
        return KeyTypes.withoutUnused(table, settings).toBuilder()
                .options(options.withOverrides(options.overrides().withIndex(name, null)))
                .build();
    }
}
