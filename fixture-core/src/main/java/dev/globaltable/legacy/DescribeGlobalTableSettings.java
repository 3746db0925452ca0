package dev.globaltable.legacy;

import dev.globaltable.operation.Operation;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsResponse;

/** {@code DescribeGlobalTableSettings}: what each replica has for itself, from any Region (LEG-12). */
final class DescribeGlobalTableSettings implements Operation<DescribeGlobalTableSettingsRequest> {

    private final LegacyLifecycle lifecycle;

    DescribeGlobalTableSettings(LegacyLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public DescribeGlobalTableSettingsResponse.Builder execute(DescribeGlobalTableSettingsRequest request) {
        LegacyGlobalTable table = LegacyPlane.require(lifecycle, LegacyPlane.requireGiven(request.globalTableName()));
        return DescribeGlobalTableSettingsResponse.builder()
                .globalTableName(table.name())
                .replicaSettings(new SettingsDescriptions(lifecycle).of(table));
    }
}
