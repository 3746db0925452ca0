package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyResponse;

/** {@code DeleteResourcePolicy}: succeeds without a word where there is none. */
final class DeleteResourcePolicy implements Operation<DeleteResourcePolicyRequest> {

    private final RegionalTables tables;
    private final ControlState state;
    private final Consumer<ReplicaTable> policyChanged;

    DeleteResourcePolicy(RegionalTables tables, ControlState state, Consumer<ReplicaTable> policyChanged) {
        this.tables = tables;
        this.state = state;
        this.policyChanged = policyChanged;
    }

    @Override
    public DeleteResourcePolicyResponse.Builder execute(DeleteResourcePolicyRequest request) {
        new Constraints()
                .resourceArn(request.resourceArn())
                .length("expectedRevisionId", request.expectedRevisionId(), 1, 255)
                .check();
        ResourceArn arn = ResourceArn.parse(request.resourceArn());
        ReplicaTable table = arn.governed(tables);
        TableRecord record = state.of(table);
        ResourcePolicy current = record.policy(arn.arn());
        PolicyRevision.require(request.expectedRevisionId(), current, table);
        InUse.requireNotDeleting(table);
        record.policies().remove(arn.arn());
        policyChanged.accept(table);
        return DeleteResourcePolicyResponse.builder().revisionId(current == null ? null : current.revisionId());
    }
}
