package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;

/** {@code UntagResource}: keys that no tag has are passed over. */
final class UntagResource implements Operation<UntagResourceRequest> {

    private final RegionalTables tables;
    private final ControlState state;

    UntagResource(RegionalTables tables, ControlState state) {
        this.tables = tables;
        this.state = state;
    }

    @Override
    public UntagResourceResponse.Builder execute(UntagResourceRequest request) {
        new Constraints()
                .resourceArn(request.resourceArn())
                .present("tagKeys", request.hasTagKeys())
                .check();
        ResourceArn arn = ResourceArn.parse(request.resourceArn());
        Tags.requireValidKeys(request.tagKeys());
        ReplicaTable table = arn.tagged(tables, "UntagResource");
        InUse.requireNotDeleting(table);
        state.of(table).tags().keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder();
    }
}
