package dev.globaltable.control;

import dev.globaltable.operation.TableLifecycle;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What a request with {@code ReplicaUpdates} asks for: each by itself, or a strongly consistent global table as a whole. */
record ReplicaChanges(TableLifecycle lifecycle, ReplicaLifecycle replicas, ControlState state) {

    List<TableChange> of(UpdateTableRequest request) {
        List<ReplicationGroupUpdate> updates = ReplicaUpdatesShape.distinct(request.replicaUpdates());
        WitnessUpdate witness = WitnessUpdate.of(request);
        if (witness.makesStrong()) {
            List<ReplicaAddition> additions =
                    updates.stream().map(update -> addition(update, witness)).toList();
            return List.of(new StrongConversion(replicas, state, additions, witness.added()));
        }
        boolean removals = updates.stream().allMatch(update -> update.delete() != null);
        if (removals && (updates.size() > 1 || witness.removed() != null)) {
            return List.of(new Dissolution(
                    replicas, updates.stream().map(this::removal).toList(), witness.removed()));
        }
        return updates.stream().map(update -> change(update, witness)).toList();
    }

    private TableChange change(ReplicationGroupUpdate update, WitnessUpdate witness) {
        if (update.create() != null) {
            return addition(update, witness);
        }
        return update.delete() != null ? removal(update) : new ReplicaChange(replicas, update.update());
    }

    private ReplicaAddition addition(ReplicationGroupUpdate update, WitnessUpdate witness) {
        return new ReplicaAddition(replicas, state, update.create(), witness.consistency() != null);
    }

    private ReplicaRemoval removal(ReplicationGroupUpdate update) {
        return new ReplicaRemoval(lifecycle, replicas, state, update.delete().regionName());
    }
}
