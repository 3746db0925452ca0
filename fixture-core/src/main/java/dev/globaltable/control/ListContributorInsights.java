package dev.globaltable.control;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableLookup;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsSummary;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsResponse;

/** {@code ListContributorInsights}: of a table or of all, always on one page; those that are off are left out. */
final class ListContributorInsights implements Operation<ListContributorInsightsRequest> {

    private static final int RESULTS_MAX = 100;

    private final RegionalTables tables;
    private final ControlState state;

    ListContributorInsights(RegionalTables tables, ControlState state) {
        this.tables = tables;
        this.state = state;
    }

    @Override
    public ListContributorInsightsResponse.Builder execute(ListContributorInsightsRequest request) {
        Constraints constraints = new Constraints();
        if (request.tableName() != null) {
            constraints.tableNameOrArn(request.tableName());
        }
        constraints
                .between("maxResults", request.maxResults(), Integer.MIN_VALUE, RESULTS_MAX)
                .check();
        NextToken.requireNone("ListContributorInsights", request.nextToken());
        Collection<ReplicaTable> asked = request.tableName() == null
                ? tables.all().values()
                : List.of(TableLookup.forControl(tables, request.tableName()));
        return ListContributorInsightsResponse.builder()
                .contributorInsightsSummaries(
                        asked.stream().flatMap(this::summaries).toList());
    }

    private Stream<ContributorInsightsSummary> summaries(ReplicaTable table) {
        return state.of(table).insights().entrySet().stream()
                .filter(entry -> entry.getValue().status() != ContributorInsightsStatus.DISABLED)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> ContributorInsightsSummary.builder()
                        .tableName(table.name())
                        .indexName(entry.getKey().equals(InsightsTarget.TABLE_ITSELF) ? null : entry.getKey())
                        .contributorInsightsStatus(entry.getValue().status())
                        .contributorInsightsMode(entry.getValue().mode())
                        .build());
    }
}
