package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyResponse;

/** {@code DeleteResourcePolicy}: succeeds without a word where there is none. */
final class DeleteResourcePolicy implements Operation<DeleteResourcePolicyRequest> {

    private final RegionalTables tables;
    private final ControlState state;

    DeleteResourcePolicy(RegionalTables tables, ControlState state) {
        this.tables = tables;
        this.state = state;
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
        return DeleteResourcePolicyResponse.builder().revisionId(current == null ? null : current.revisionId());
    }
}
