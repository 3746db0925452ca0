package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.RegionalTables;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsMode;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;

/** {@code DescribeContributorInsights}. */
final class DescribeContributorInsights implements Operation<DescribeContributorInsightsRequest> {

    private final RegionalTables tables;
    private final ControlState state;

    DescribeContributorInsights(RegionalTables tables, ControlState state) {
        this.tables = tables;
        this.state = state;
    }

    @Override
    public DescribeContributorInsightsResponse.Builder execute(DescribeContributorInsightsRequest request) {
        InsightsTarget target =
                InsightsTarget.find(tables, new Constraints(), request.tableName(), request.indexName());
        DescribeContributorInsightsResponse.Builder response = DescribeContributorInsightsResponse.builder()
                .tableName(target.table().name())
                .indexName(target.index());
        ContributorInsights insights = state.of(target.table()).insights().get(target.key());
        if (insights == null) {
            return response.contributorInsightsStatus(ContributorInsightsStatus.DISABLED);
        }
        if (insights.status() == ContributorInsightsStatus.ENABLED) {
            response.contributorInsightsRuleList(rules(target, insights));
        }
        return response.contributorInsightsStatus(insights.status())
                .contributorInsightsMode(insights.mode())
                .lastUpdateDateTime(insights.changed());
    }

    /** The rules of Amazon CloudWatch: accessed and throttled partition keys, and with a sort key both keys together. */
    private static List<String> rules(InsightsTarget target, ContributorInsights insights) {
        List<String> kinds = new ArrayList<>();
        boolean accessed = insights.mode() == ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS;
        if (accessed) {
            kinds.add("PKC");
        }
        if (accessed && target.hasSortKey()) {
            kinds.add("SKC");
        }
        kinds.add("PKT");
        if (target.hasSortKey()) {
            kinds.add("SKT");
        }
        String of = target.table().name() + (target.index() == null ? "" : "-" + target.index());
        return kinds.stream()
                .map(kind -> "DynamoDBContributorInsights-" + kind + "-" + of + "-"
                        + insights.changed().toEpochMilli())
                .toList();
    }
}
