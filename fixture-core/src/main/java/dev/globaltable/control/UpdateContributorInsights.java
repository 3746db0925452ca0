package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.RegionalTables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsAction;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsMode;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsResponse;

/** {@code UpdateContributorInsights}: the state is described; nothing is counted. */
final class UpdateContributorInsights implements Operation<UpdateContributorInsightsRequest> {

    private static final List<String> ACTIONS = List.of("ENABLE", "DISABLE");
    private static final List<String> MODES = List.of("ACCESSED_AND_THROTTLED_KEYS", "THROTTLED_KEYS");

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;
    private final ControlState state;

    UpdateContributorInsights(RegionalTables tables, TableLifecycle lifecycle, ControlState state) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.state = state;
    }

    @Override
    public UpdateContributorInsightsResponse.Builder execute(UpdateContributorInsightsRequest request) {
        Constraints constraints = new Constraints()
                .present("contributorInsightsAction", request.contributorInsightsActionAsString() != null)
                .oneOf("contributorInsightsAction", request.contributorInsightsActionAsString(), ACTIONS)
                .oneOf("contributorInsightsMode", request.contributorInsightsModeAsString(), MODES);
        InsightsTarget target = InsightsTarget.find(tables, constraints, request.tableName(), request.indexName());
        requireActive(target);
        ContributorInsightsMode mode = request.contributorInsightsMode() == null
                ? ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS
                : request.contributorInsightsMode();
        UpdateContributorInsightsResponse.Builder response = UpdateContributorInsightsResponse.builder()
                .tableName(target.table().name())
                .indexName(target.index());
        ContributorInsights now = request.contributorInsightsAction() == ContributorInsightsAction.ENABLE
                ? enable(target, mode)
                : disable(target);
        return now == null
                ? response.contributorInsightsStatus(ContributorInsightsStatus.DISABLED)
                : response.contributorInsightsStatus(now.status()).contributorInsightsMode(now.mode());
    }

    private static void requireActive(InsightsTarget target) {
        TableStatus status = target.table().status();
        if (status == TableStatus.CREATING || status == TableStatus.DELETING) {
            throw validation("Table or Index is not in a valid state to update Key Access Insights: TableStatus must be"
                    + " ACTIVE to enable ContributorInsights.");
        }
    }

    private ContributorInsights enable(InsightsTarget target, ContributorInsightsMode mode) {
        Map<String, ContributorInsights> insights = state.of(target.table()).insights();
        ContributorInsights current = insights.get(target.key());
        if (current != null && current.isEnabled() && current.mode() == mode) {
            return current;
        }
        return change(
                insights,
                target.key(),
                new ContributorInsights(ContributorInsightsStatus.ENABLING, mode, now()),
                ContributorInsightsStatus.ENABLED);
    }

    private @Nullable ContributorInsights disable(InsightsTarget target) {
        Map<String, ContributorInsights> insights = state.of(target.table()).insights();
        ContributorInsights current = insights.get(target.key());
        if (current == null || !current.isEnabled()) {
            return current;
        }
        return change(
                insights,
                target.key(),
                new ContributorInsights(ContributorInsightsStatus.DISABLING, current.mode(), now()),
                ContributorInsightsStatus.DISABLED);
    }

    private ContributorInsights change(
            Map<String, ContributorInsights> insights,
            String key,
            ContributorInsights changing,
            ContributorInsightsStatus end) {
        insights.put(key, changing);
        lifecycle.later(() -> insights.computeIfPresent(
                key, (same, current) -> current.equals(changing) ? changing.with(end) : current));
        return changing;
    }

    /** The API counts in milliseconds. */
    private Instant now() {
        return Instant.EPOCH.plusMillis(lifecycle.nowMicros() / 1000);
    }
}
