package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.operation.TableLookup;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** {@code UpdateTimeToLive}: for all replicas of a global table at once (CUR-40). */
final class UpdateTimeToLive implements Operation<UpdateTimeToLiveRequest> {

    /** AWS speaks of up to an hour; reports saw a second change refused after 30 minutes and accepted after 31. */
    static final long INTERVAL_MICROS = 31L * 60 * 1_000_000;

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;
    private final ControlState state;

    UpdateTimeToLive(RegionalTables tables, TableLifecycle lifecycle, ControlState state) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.state = state;
    }

    @Override
    public UpdateTimeToLiveResponse.Builder execute(UpdateTimeToLiveRequest request) {
        checkShape(request);
        TimeToLiveSpecification specification = request.timeToLiveSpecification();
        ReplicaTable table = TableLookup.forControl(tables, request.tableName());
        InUse.requireNotCreating(table);
        InUse.requireNotDeleting(table);
        if (table.consistency().isStrong()) {
            throw validation(
                    "Time to live is not supported on global tables with MultiRegionConsistency set to STRONG.");
        }
        TimeToLive current = state.of(table).timeToLive();
        requireChange(current, specification);
        if (current != null && lifecycle.nowMicros() - current.changedMicros() < INTERVAL_MICROS) {
            throw validation("Time to live has been modified multiple times within a fixed interval");
        }
        List<ReplicaTable> replicas = lifecycle.replicas(table);
        List<ReplicaTable> reached = replicas.stream()
                .filter(replica -> replica.equals(table) || lifecycle.crosses(table, replica))
                .toList();
        change(reached, specification);
        replicas.stream()
                .filter(replica -> !reached.contains(replica))
                .forEach(replica -> lifecycle.whenCrossing(table, replica, () -> takeOver(table, replica)));
        return UpdateTimeToLiveResponse.builder().timeToLiveSpecification(specification);
    }

    /** A replica that was out of reach gets what holds by now, unless it was told something newer itself (FIS-2). */
    private void takeOver(ReplicaTable from, ReplicaTable to) {
        TimeToLive current = state.of(from).timeToLive();
        TimeToLive own = state.of(to).timeToLive();
        if (current != null && (own == null || own.changedMicros() < current.changedMicros())) {
            state.of(to).setTimeToLive(current);
            lifecycle.shareExpiry(from, to);
        }
    }

    private static void checkShape(UpdateTimeToLiveRequest request) {
        TimeToLiveSpecification specification = request.timeToLiveSpecification();
        Constraints constraints = new Constraints()
                .tableNameOrArn(request.tableName())
                .present("timeToLiveSpecification", specification != null);
        if (specification != null) {
            constraints
                    .present("timeToLiveSpecification.enabled", specification.enabled() != null)
                    .present("timeToLiveSpecification.attributeName", specification.attributeName() != null)
                    .length("timeToLiveSpecification.attributeName", specification.attributeName(), 1, 255);
        }
        constraints.check();
    }

    private static void requireChange(@Nullable TimeToLive current, TimeToLiveSpecification specification) {
        if (current == null || !current.isActive()) {
            if (!specification.enabled()) {
                throw validation("TimeToLive is already disabled");
            }
            return;
        }
        if (!specification.attributeName().equals(current.attribute())) {
            throw validation("TimeToLive is active on a different AttributeName: current AttributeName is "
                    + current.attribute());
        }
        if (specification.enabled()) {
            throw validation("TimeToLive is already enabled");
        }
    }

    private void change(List<ReplicaTable> replicas, TimeToLiveSpecification specification) {
        String attribute = specification.attributeName();
        boolean enabled = specification.enabled();
        set(replicas, enabled ? TimeToLiveStatus.ENABLING : TimeToLiveStatus.DISABLING, attribute);
        long changed = lifecycle.nowMicros();
        lifecycle.later(() -> {
            List<ReplicaTable> left = replicas.stream()
                    .flatMap(replica -> lifecycle.replicas(replica).stream())
                    .distinct()
                    .filter(replica -> {
                        TimeToLive ttl = state.of(replica).timeToLive();
                        return replica.status() != TableStatus.DELETING
                                && ttl != null
                                && ttl.changedMicros() == changed;
                    })
                    .toList();
            if (enabled && !left.isEmpty()) {
                lifecycle.startExpiry(left, attribute);
            } else {
                left.forEach(lifecycle::stopExpiry);
            }
            left.forEach(replica -> state.of(replica)
                    .setTimeToLive(new TimeToLive(
                            enabled ? TimeToLiveStatus.ENABLED : TimeToLiveStatus.DISABLED,
                            enabled ? attribute : null,
                            changed)));
        });
    }

    private void set(List<ReplicaTable> replicas, TimeToLiveStatus status, String attribute) {
        TimeToLive changing = new TimeToLive(status, attribute, lifecycle.nowMicros());
        replicas.forEach(replica -> state.of(replica).setTimeToLive(changing));
    }
}
