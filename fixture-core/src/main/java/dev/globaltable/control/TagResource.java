package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;

/** {@code TagResource}: all of the tags are set, or none. */
final class TagResource implements Operation<TagResourceRequest> {

    private final RegionalTables tables;
    private final ControlState state;

    TagResource(RegionalTables tables, ControlState state) {
        this.tables = tables;
        this.state = state;
    }

    @Override
    public TagResourceResponse.Builder execute(TagResourceRequest request) {
        new Constraints()
                .resourceArn(request.resourceArn())
                .present("tags", request.hasTags())
                .check();
        ResourceArn arn = ResourceArn.parse(request.resourceArn());
        Tags.requireValid(request.tags());
        ReplicaTable table = arn.tagged(tables, "TagResource");
        InUse.requireNotDeleting(table);
        Tags.set(state.of(table).tags(), request.tags());
        return TagResourceResponse.builder();
    }
}
