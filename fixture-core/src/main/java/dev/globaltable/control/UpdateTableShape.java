package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.limitExceeded;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.CreateTableShape;
import dev.globaltable.operation.VectorIndexDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.WarmThroughput;

/** What is wrong with an {@code UpdateTable} request whatever its table is: constraints, and what cannot be combined. */
final class UpdateTableShape {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String ALONE = " modification must be the only operation in the request";
    private static final List<String> SSE_TYPES = List.of("AES256", "KMS");

    private final UpdateTableRequest request;

    private UpdateTableShape(UpdateTableRequest request) {
        this.request = request;
    }

    static void check(UpdateTableRequest request) {
        UpdateTableShape shape = new UpdateTableShape(request);
        shape.checkConstraints();
        shape.refuseWhatIsNotSimulated();
        shape.requireSomething();
        shape.requireAlone();
        shape.requireCombinable();
        shape.requireOneVectorIndexAction();
        ReplicaUpdatesShape.check(request.replicaUpdates());
        WitnessUpdate.check(request);
        CapacityChange.checkRequest(request);
        IndexUpdate.checkRequest(request.globalSecondaryIndexUpdates());
    }

    /** Whether bounds were given: an empty structure counts for nothing. */
    static boolean says(@Nullable OnDemandThroughput throughput) {
        return throughput != null
                && (throughput.maxReadRequestUnits() != null || throughput.maxWriteRequestUnits() != null);
    }

    static boolean says(@Nullable WarmThroughput throughput) {
        return throughput != null
                && (throughput.readUnitsPerSecond() != null || throughput.writeUnitsPerSecond() != null);
    }

    private void checkConstraints() {
        Constraints constraints = new Constraints().tableNameOrArn(request.tableName());
        CreateTableShape shape = new CreateTableShape(constraints);
        shape.attributeDefinitions(request.attributeDefinitions());
        shape.billing(request.billingModeAsString());
        shape.throughput("provisionedThroughput", request.provisionedThroughput());
        List<GlobalSecondaryIndexUpdate> updates = request.globalSecondaryIndexUpdates();
        for (int at = 0; at < updates.size(); at++) {
            indexUpdate(constraints, shape, "globalSecondaryIndexUpdates." + (at + 1) + ".member.", updates.get(at));
        }
        vectorIndexUpdates(constraints);
        shape.stream(request.streamSpecification());
        if (request.sseSpecification() != null) {
            constraints.oneOf(
                    "sSESpecification.sSEType", request.sseSpecification().sseTypeAsString(), SSE_TYPES);
        }
        shape.tableClass(request.tableClassAsString());
        if (request.hasReplicaUpdates()) {
            ReplicaUpdatesShape.checkConstraints(constraints, request.replicaUpdates());
        }
        WitnessUpdate.checkConstraints(constraints, request);
        constraints.check();
    }

    private static void indexUpdate(
            Constraints constraints, CreateTableShape shape, String member, GlobalSecondaryIndexUpdate update) {
        if (update.update() != null) {
            indexName(constraints, member + "update.indexName", update.update().indexName());
            shape.throughput(
                    member + "update.provisionedThroughput", update.update().provisionedThroughput());
        }
        if (update.create() != null) {
            shape.globalIndex(member + "create.", UpdateTable.declaration(update.create()));
        }
        if (update.delete() != null) {
            indexName(constraints, member + "delete.indexName", update.delete().indexName());
        }
    }

    private void vectorIndexUpdates(Constraints constraints) {
        List<VectorIndexUpdate> updates = request.vectorIndexUpdates();
        for (int at = 0; at < updates.size(); at++) {
            String member = "vectorIndexUpdates." + (at + 1) + ".member.";
            VectorIndexUpdate update = updates.get(at);
            if (update.create() != null) {
                VectorIndexDeclaration.checkShape(
                        constraints, member + "create.", VectorIndexCreation.declaration(update.create()));
            }
            if (update.delete() != null) {
                indexName(
                        constraints,
                        member + "delete.indexName",
                        update.delete().indexName());
            }
        }
    }

    private void requireOneVectorIndexAction() {
        List<VectorIndexUpdate> updates = request.vectorIndexUpdates();
        if (updates.size() > 1) {
            throw limitExceeded(
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously"
                            + " per table");
        }
        if (updates.stream().anyMatch(update -> (update.create() == null) == (update.delete() == null))) {
            throw validation(INVALID + "Only one of Create and Delete is allowed per VectorIndexUpdate object");
        }
    }

    private static void indexName(Constraints constraints, String member, @Nullable String name) {
        constraints.present(member, name != null).name(member, name);
    }

    private void refuseWhatIsNotSimulated() {
        refuse("GlobalTableSettingsReplicationMode", request.globalTableSettingsReplicationModeAsString() != null);
        for (GlobalSecondaryIndexUpdate update : request.globalSecondaryIndexUpdates()) {
            boolean onDemand = (update.update() != null && update.update().onDemandThroughput() != null)
                    || (update.create() != null && update.create().onDemandThroughput() != null);
            boolean warm = (update.update() != null && update.update().warmThroughput() != null)
                    || (update.create() != null && update.create().warmThroughput() != null);
            refuse("GlobalSecondaryIndexUpdates.OnDemandThroughput", onDemand);
            refuse("GlobalSecondaryIndexUpdates.WarmThroughput", warm);
        }
    }

    private static void refuse(String parameter, boolean present) {
        if (present) {
            throw NotSimulatedException.parameter("UpdateTable", parameter);
        }
    }

    private boolean hasIndexUpdates() {
        return !request.globalSecondaryIndexUpdates().isEmpty();
    }

    private int operations() {
        int count = request.provisionedThroughput() == null && request.billingMode() == null ? 0 : 1;
        count += request.streamSpecification() == null ? 0 : 1;
        count += request.hasReplicaUpdates() ? 1 : 0;
        count += hasIndexUpdates() ? 1 : 0;
        count += request.vectorIndexUpdates().isEmpty() ? 0 : 1;
        count += request.sseSpecification() == null ? 0 : 1;
        count += request.tableClass() == null ? 0 : 1;
        count += request.deletionProtectionEnabled() == null ? 0 : 1;
        count += says(request.onDemandThroughput()) ? 1 : 0;
        return count + (says(request.warmThroughput()) ? 1 : 0);
    }

    private void requireSomething() {
        if (operations() == 0) {
            throw validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady,"
                    + " ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput,"
                    + " WarmThroughput or TableClass is required");
        }
        if (request.hasGlobalSecondaryIndexUpdates() && !hasIndexUpdates()) {
            throw validation(INVALID + "List of GlobalSecondaryIndexUpdates is empty");
        }
    }

    private void requireAlone() {
        if (WitnessUpdate.isIn(request) && (operations() > 1 || !request.hasReplicaUpdates())) {
            throw validation("Requests that modify replicas or witnesses must not also modify other fields");
        }
        if (operations() == 1) {
            return;
        }
        if (request.hasReplicaUpdates()) {
            throw validation(INVALID + "Replica" + ALONE);
        }
        if (request.sseSpecification() != null) {
            throw validation(INVALID + "Server-Side Encryption" + ALONE);
        }
        if (request.tableClass() != null) {
            throw validation(INVALID + "TableClass" + ALONE);
        }
        if (request.deletionProtectionEnabled() != null) {
            throw validation(INVALID + "DeletionProtection" + ALONE);
        }
        if (says(request.warmThroughput())) {
            throw validation(INVALID + "WarmThroughput must be the only operation in the request");
        }
        if (says(request.onDemandThroughput()) && (operations() > 2 || request.billingMode() == null)) {
            throw validation(
                    INVALID + "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request");
        }
    }

    private void requireCombinable() {
        boolean iops = request.provisionedThroughput() != null || request.billingMode() == BillingMode.PROVISIONED;
        boolean addsOrRemoves = request.globalSecondaryIndexUpdates().stream().anyMatch(IndexUpdate::addsOrRemoves);
        if (request.streamSpecification() != null && iops) {
            throw validation(INVALID + "You cannot modify stream status while updating table IOPS");
        }
        if (addsOrRemoves && request.provisionedThroughput() != null) {
            throw validation(INVALID + "You cannot create or delete index while updating table IOPS");
        }
        if (addsOrRemoves && request.streamSpecification() != null) {
            throw validation(INVALID + "You cannot create or delete index while changing stream status");
        }
    }
}
