package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.RegionalTables;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** {@code ListTagsOfResource}. */
final class ListTagsOfResource implements Operation<ListTagsOfResourceRequest> {

    private final RegionalTables tables;
    private final ControlState state;

    ListTagsOfResource(RegionalTables tables, ControlState state) {
        this.tables = tables;
        this.state = state;
    }

    /** Every tag at once: AWS names no size of a page, and a resource has fifty tags at most. */
    @Override
    public ListTagsOfResourceResponse.Builder execute(ListTagsOfResourceRequest request) {
        new Constraints().resourceArn(request.resourceArn()).check();
        NextToken.requireNone("ListTagsOfResource", request.nextToken());
        ResourceArn arn = ResourceArn.parse(request.resourceArn());
        List<Tag> tags = state.of(arn.tagged(tables, "ListTagsOfResource")).tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return ListTagsOfResourceResponse.builder().tags(tags);
    }
}
