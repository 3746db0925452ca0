package dev.globaltable.control;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableOptions;
import dev.globaltable.table.TableSettings;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.model.TableClass;

/** Another table class; the description shows it when the change is done. */
record TableClassChange(TableClass tableClass, Instant now) implements TableChange {

    @Override
    public void check(ReplicaTable table) {}

    @Override
    public Effect effect(ReplicaTable table) {
        TableClass current = table.settings().tableClass();
        return tableClass == (current == null ? TableClass.STANDARD : current) ? Effect.NOTHING : Effect.UPDATING;
    }

    @Override
    public TableSettings end(ReplicaTable table, TableSettings settings) {
        TableOptions options = settings.options();
        return settings.toBuilder()
                .tableClass(tableClass)
                .options(options.withClassChanged(now)
                        .withOverrides(options.overrides().withTableClass(null)))
                .build();
    }
}
