package dev.globaltable.legacy;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.operation.Operation;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsResponse;

/** {@code DescribeGlobalTableSettings}. */
final class DescribeGlobalTableSettings implements Operation<DescribeGlobalTableSettingsRequest> {

    private final LegacyLifecycle lifecycle;

    DescribeGlobalTableSettings(LegacyLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public DescribeGlobalTableSettingsResponse.Builder execute(DescribeGlobalTableSettingsRequest request) {
        LegacyPlane.require(lifecycle, LegacyPlane.requireGiven(request.globalTableName()));
        throw NotSimulatedException.operation("DescribeGlobalTableSettings");
    }
}
