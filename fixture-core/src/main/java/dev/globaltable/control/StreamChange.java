package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A stream is enabled or disabled; in an eventually consistent global table it is frozen (CUR-8). */
record StreamChange(boolean enabled, @Nullable StreamViewType view) implements TableChange {

    private static final String INVALID = "One or more parameter values were invalid: ";

    static StreamChange of(StreamSpecification specification) {
        boolean enabled = Boolean.TRUE.equals(specification.streamEnabled());
        if (enabled && specification.streamViewType() == null) {
            throw validation(INVALID + "If stream is being enabled then UpdateViewType is required");
        }
        if (!enabled && specification.streamViewType() != null) {
            throw validation(INVALID + "If stream is being disabled, then UpdateViewType must not be specified");
        }
        return new StreamChange(enabled, specification.streamViewType());
    }

    @Override
    public void check(ReplicaTable table) {
        boolean has = table.settings().stream() != null;
        if (enabled && has) {
            throw validation("Table already has an enabled stream: TableName: " + table.name());
        }
        if (!enabled && reachesEveryReplica(table) && (table.isReplica() || table.isLegacyReplica())) {
            throw validation(INVALID + "Disabling Stream is not allowed for a Global Table replica.");
        }
        if (!enabled && !has) {
            throw validation("Table has no stream to disable: TableName: " + table.name());
        }
    }

    /** Replicas of a strongly consistent table have streams of their own (STRONG-8). */
    @Override
    public boolean reachesEveryReplica(ReplicaTable table) {
        return !table.consistency().isStrong();
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.UPDATING;
    }

    @Override
    public TableSettings begin(ReplicaTable table, TableSettings settings) {
        return settings.toBuilder().stream(view).build();
    }
}
