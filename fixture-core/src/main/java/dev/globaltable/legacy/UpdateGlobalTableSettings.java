package dev.globaltable.legacy;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.operation.Operation;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsResponse;

/** {@code UpdateGlobalTableSettings}. */
final class UpdateGlobalTableSettings implements Operation<UpdateGlobalTableSettingsRequest> {

    private final LegacyLifecycle lifecycle;

    UpdateGlobalTableSettings(LegacyLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public UpdateGlobalTableSettingsResponse.Builder execute(UpdateGlobalTableSettingsRequest request) {
        LegacyPlane.require(lifecycle, LegacyPlane.requireGiven(request.globalTableName()));
        throw NotSimulatedException.operation("UpdateGlobalTableSettings");
    }
}
