package dev.globaltable.control;

import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsMode;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;

/**
 * The state of Contributor Insights of a table or index that was ever told to have them.
 *
 * @param changed when they were last turned on or off
 */
record ContributorInsights(ContributorInsightsStatus status, ContributorInsightsMode mode, Instant changed) {

    ContributorInsights with(ContributorInsightsStatus other) {
        return new ContributorInsights(other, mode, changed);
    }

    boolean isEnabled() {
        return status == ContributorInsightsStatus.ENABLED || status == ContributorInsightsStatus.ENABLING;
    }
}
