package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyResponse;

/** {@code PutResourcePolicy}: what it denies and allows holds from the next call on. */
final class PutResourcePolicy implements Operation<PutResourcePolicyRequest> {

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;
    private final ControlState state;
    private final Consumer<ReplicaTable> policyChanged;

    PutResourcePolicy(
            RegionalTables tables, TableLifecycle lifecycle, ControlState state, Consumer<ReplicaTable> policyChanged) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.state = state;
        this.policyChanged = policyChanged;
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
            current = new ResourcePolicy(
                    document, PolicyDocument.read(document), Long.toString(lifecycle.nowMicros() / 1000));
            state.attach(table, arn.arn(), current);
            policyChanged.accept(table);
        }
        return PutResourcePolicyResponse.builder().revisionId(current.revisionId());
    }
}
