package dev.globaltable.control;

import dev.globaltable.control.TableChange.Effect;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableDescriptions;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.operation.TableLookup;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexUpdate;

/** {@code UpdateTable}: one thing at a time; what a global table shares changes in all its replicas (CUR-37 ... CUR-39). */
final class UpdateTable implements Operation<UpdateTableRequest> {

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;
    private final ReplicaLifecycle replicas;
    private final ControlState state;

    UpdateTable(RegionalTables tables, TableLifecycle lifecycle, ReplicaLifecycle replicas, ControlState state) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.replicas = replicas;
        this.state = state;
    }

    /** A request that can be served: what it changes of the table. */
    private record Checked(ReplicaTable table, List<TableChange> changes) {

        boolean isNothing() {
            return changes.isEmpty();
        }
    }

    @Override
    public UpdateTableResponse.Builder execute(UpdateTableRequest request) {
        Checked checked = check(request);
        begin(checked);
        TableDescription description = TableDescriptions.of(checked.table(), lifecycle.nowMicros());
        return UpdateTableResponse.builder()
                .tableDescription(
                        checked.isNothing()
                                ? description.toBuilder()
                                        .tableStatus(TableStatus.UPDATING)
                                        .build()
                                : description);
    }

    /** Fails as the request would; what is returned does what it asks for. */
    Runnable prepare(UpdateTableRequest request) {
        Checked checked = check(request);
        return () -> begin(checked);
    }

    private Checked check(UpdateTableRequest request) {
        UpdateTableShape.check(request);
        List<TableChange> changes = changes(request);
        ReplicaTable table = request.hasReplicaUpdates()
                ? TableLookup.inAnyStatus(tables, request.tableName())
                : TableLookup.forControl(tables, request.tableName());
        ReplicaUpdatesShape.requireOne(table, request);
        InUse.requireSettledReplicas(table, replicas);
        InUse.requireUpdatable(table, request);
        changes.forEach(change -> change.check(table));
        table.consistency().beforeSettingsChange(table);
        changes.removeIf(change -> change.effect(table) == Effect.NOTHING);
        return new Checked(table, changes);
    }

    private void begin(Checked checked) {
        if (!checked.isNothing()) {
            ReplicaTable table = checked.table();
            boolean updating = checked.changes().stream().anyMatch(change -> change.effect(table) == Effect.UPDATING);
            begin(table, checked.changes(), updating);
        }
    }

    private void begin(ReplicaTable table, List<TableChange> changes, boolean updating) {
        boolean everywhere = changes.stream().allMatch(change -> change.reachesEveryReplica(table));
        for (ReplicaTable replica : everywhere ? lifecycle.replicas(table) : List.of(table)) {
            if (lifecycle.crosses(table, replica) || replica.equals(table)) {
                apply(changes, replica, updating);
            } else {
                lifecycle.whenCrossing(table, replica, () -> applyLate(changes, replica, updating));
            }
        }
    }

    /** A replica that was out of reach can have changed meanwhile. */
    private void applyLate(List<TableChange> changes, ReplicaTable replica, boolean updating) {
        List<TableChange> left =
                changes.stream().filter(change -> change.fits(replica)).toList();
        if (!left.isEmpty() && replica.status() != TableStatus.DELETING) {
            apply(left, replica, updating);
        }
    }

    private void apply(List<TableChange> changes, ReplicaTable replica, boolean updating) {
        TableSettings settings = replica.settings();
        for (TableChange change : changes) {
            settings = change.begin(replica, settings);
        }
        replica.setSettings(settings);
        changes.forEach(change -> change.start(replica));
        Runnable end = () -> end(replica, changes);
        if (updating) {
            lifecycle.update(replica, end);
        } else {
            lifecycle.later(end);
        }
    }

    private static void end(ReplicaTable replica, List<TableChange> changes) {
        for (TableChange change : changes) {
            replica.setSettings(change.end(replica, replica.settings()));
        }
    }

    private List<TableChange> changes(UpdateTableRequest request) {
        Instant now = Instant.EPOCH.plusMillis(lifecycle.nowMicros() / 1000);
        List<TableChange> changes = new ArrayList<>();
        if (request.billingMode() != null || request.provisionedThroughput() != null) {
            changes.add(new CapacityChange(request, indexesWithThroughput(request), now));
        }
        if (UpdateTableShape.says(request.onDemandThroughput())) {
            changes.add(new OnDemandThroughputChange(request.onDemandThroughput(), request.billingMode()));
        }
        if (request.streamSpecification() != null) {
            changes.add(StreamChange.of(request.streamSpecification()));
        }
        if (request.sseSpecification() != null) {
            changes.add(EncryptionChange.of(request.sseSpecification()));
        }
        if (request.tableClass() != null) {
            changes.add(new TableClassChange(request.tableClass(), now));
        }
        if (request.deletionProtectionEnabled() != null) {
            changes.add(new DeletionProtectionChange(request.deletionProtectionEnabled()));
        }
        if (UpdateTableShape.says(request.warmThroughput())) {
            changes.add(new WarmThroughputChange(request.warmThroughput()));
        }
        request.globalSecondaryIndexUpdates().forEach(update -> changes.add(indexChange(request, update)));
        if (request.hasReplicaUpdates()) {
            changes.addAll(new ReplicaChanges(lifecycle, replicas, state).of(request));
        }
        request.vectorIndexUpdates().forEach(update -> changes.add(vectorIndexChange(request, update)));
        return changes;
    }

    private TableChange indexChange(UpdateTableRequest request, GlobalSecondaryIndexUpdate update) {
        if (update.create() != null) {
            return new IndexCreation(lifecycle, request, declaration(update.create()));
        }
        return update.delete() != null
                ? new IndexRemoval(lifecycle, state, update.delete().indexName())
                : new IndexThroughputChange(update.update(), request.billingMode());
    }

    private static TableChange vectorIndexChange(UpdateTableRequest request, VectorIndexUpdate update) {
        return update.create() != null
                ? new VectorIndexCreation(request, VectorIndexCreation.declaration(update.create()))
                : new VectorIndexRemoval(update.delete().indexName());
    }

    private static List<String> indexesWithThroughput(UpdateTableRequest request) {
        return request.globalSecondaryIndexUpdates().stream()
                .filter(update -> update.update() != null && update.update().provisionedThroughput() != null)
                .map(update -> update.update().indexName())
                .toList();
    }

    /** An index that is added, in the words of {@code CreateTable}. */
    static GlobalSecondaryIndex declaration(CreateGlobalSecondaryIndexAction action) {
        return GlobalSecondaryIndex.builder()
                .indexName(action.indexName())
                .keySchema(action.hasKeySchema() ? action.keySchema() : null)
                .projection(action.projection())
                .provisionedThroughput(action.provisionedThroughput())
                .build();
    }
}
