package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyResponse;

/** {@code PutResourcePolicy}: the policy is kept and shown; no call is allowed or refused by it. */
final class PutResourcePolicy implements Operation<PutResourcePolicyRequest> {

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;
    private final ControlState state;

    PutResourcePolicy(RegionalTables tables, TableLifecycle lifecycle, ControlState state) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.state = state;
    }

    @Override
    public PutResourcePolicyResponse.Builder execute(PutResourcePolicyRequest request) {
        new Constraints()
                .resourceArn(request.resourceArn())
                .present("policy", request.policy() != null)
                .length("expectedRevisionId", request.expectedRevisionId(), 1, 255)
                .check();
        ResourceArn arn = ResourceArn.parse(request.resourceArn());
        ReplicaTable table = arn.governed(tables);
        String document = PolicyDocument.canonical(request.policy(), arn.account());
        TableRecord record = state.of(table);
        ResourcePolicy current = record.policy(arn.arn());
        PolicyRevision.require(request.expectedRevisionId(), current, table);
        if (current == null || !current.document().equals(document)) {
            InUse.requireNotDeleting(table);
            current = new ResourcePolicy(document, Long.toString(lifecycle.nowMicros() / 1000));
            record.policies().put(arn.arn(), current);
        }
        return PutResourcePolicyResponse.builder().revisionId(current.revisionId());
    }
}
