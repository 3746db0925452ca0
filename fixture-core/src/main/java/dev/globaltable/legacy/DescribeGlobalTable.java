package dev.globaltable.legacy;

import static dev.globaltable.error.ServiceErrors.globalTableNotFound;

import dev.globaltable.operation.Operation;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableResponse;

/** {@code DescribeGlobalTable}: from any Region, one with a replica or not. */
final class DescribeGlobalTable implements Operation<DescribeGlobalTableRequest> {

    private final LegacyLifecycle lifecycle;

    DescribeGlobalTable(LegacyLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public DescribeGlobalTableResponse.Builder execute(DescribeGlobalTableRequest request) {
        String name = LegacyPlane.requireGiven(request.globalTableName());
        LegacyGlobalTable table = lifecycle.find(name);
        if (table == null) {
            throw globalTableNotFound("Global table not found: " + LegacyPlane.missing(name));
        }
        return DescribeGlobalTableResponse.builder().globalTableDescription(table.describe());
    }
}
