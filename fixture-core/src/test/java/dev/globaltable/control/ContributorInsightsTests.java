package dev.globaltable.control;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.operation.Endpoint;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsAction;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsMode;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsSummary;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

class ContributorInsightsTests {

    @RegisterExtension
    final CheckedSimulation checked = ControlEndpoint.slow();

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);

    private void createTable() {
        ControlEndpoint.create(
                us,
                ControlEndpoint.orders()
                        .keySchema(ControlEndpoint.key("pk", KeyType.HASH), ControlEndpoint.key("sk", KeyType.RANGE))
                        .attributeDefinitions(
                                ControlEndpoint.attribute("pk", ScalarAttributeType.S),
                                ControlEndpoint.attribute("sk", ScalarAttributeType.S)));
        passTime();
    }

    private void passTime() {
        checked.simulation().clock().advance(ControlEndpoint.STATUS_DELAY);
    }

    private static UpdateContributorInsightsRequest.Builder update(ContributorInsightsAction action) {
        return UpdateContributorInsightsRequest.builder().tableName("orders").contributorInsightsAction(action);
    }

    private ContributorInsightsStatus turn(ContributorInsightsAction action) {
        return us.<UpdateContributorInsightsResponse>call(update(action).build())
                .contributorInsightsStatus();
    }

    private DescribeContributorInsightsResponse described() {
        return us.call(
                DescribeContributorInsightsRequest.builder().tableName("orders").build());
    }

    private ListContributorInsightsResponse listed() {
        return us.call(ListContributorInsightsRequest.builder().build());
    }

    @Test
    void areOffUntilTheyAreTurnedOn() {
        createTable();

        DescribeContributorInsightsResponse never = described();

        assertThat(never.tableName()).isEqualTo("orders");
        assertThat(never.contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.DISABLED);
        assertThat(never.contributorInsightsMode()).isNull();
        assertThat(never.lastUpdateDateTime()).isNull();
        assertThat(never.hasContributorInsightsRuleList()).isFalse();
        assertThat(listed().contributorInsightsSummaries()).isEmpty();
        assertThat(turn(ContributorInsightsAction.DISABLE)).isEqualTo(ContributorInsightsStatus.DISABLED);
    }

    @Test
    void areTurnedOnInVirtualTime() {
        createTable();

        UpdateContributorInsightsResponse response =
                us.call(update(ContributorInsightsAction.ENABLE).build());

        assertThat(response.contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.ENABLING);
        assertThat(response.contributorInsightsMode()).isEqualTo(ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS);
        assertThat(described().contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.ENABLING);
        passTime();
        DescribeContributorInsightsResponse on = described();
        assertThat(on.contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.ENABLED);
        assertThat(on.lastUpdateDateTime()).isEqualTo(Instant.parse("2026-01-01T00:00:10Z"));
        assertThat(on.contributorInsightsRuleList())
                .containsExactly(
                        "DynamoDBContributorInsights-PKC-orders-1767225610000",
                        "DynamoDBContributorInsights-SKC-orders-1767225610000",
                        "DynamoDBContributorInsights-PKT-orders-1767225610000",
                        "DynamoDBContributorInsights-SKT-orders-1767225610000");
        assertThat(listed().contributorInsightsSummaries())
                .containsExactly(ContributorInsightsSummary.builder()
                        .tableName("orders")
                        .contributorInsightsStatus(ContributorInsightsStatus.ENABLED)
                        .contributorInsightsMode(ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS)
                        .build());
    }

    @Test
    void stayAsTheyAreWhenTheyAreTurnedOnAgain() {
        createTable();
        turn(ContributorInsightsAction.ENABLE);
        passTime();

        assertThat(turn(ContributorInsightsAction.ENABLE)).isEqualTo(ContributorInsightsStatus.ENABLED);
        assertThat(us.<UpdateContributorInsightsResponse>call(update(ContributorInsightsAction.ENABLE)
                                .contributorInsightsMode(ContributorInsightsMode.THROTTLED_KEYS)
                                .build())
                        .contributorInsightsStatus())
                .isEqualTo(ContributorInsightsStatus.ENABLING);
    }

    @Test
    void rememberTheirModeWhenTheyAreTurnedOff() {
        createTable();
        turn(ContributorInsightsAction.ENABLE);
        passTime();

        assertThat(turn(ContributorInsightsAction.DISABLE)).isEqualTo(ContributorInsightsStatus.DISABLING);
        passTime();

        assertThat(described().contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.DISABLED);
        assertThat(described().contributorInsightsMode())
                .isEqualTo(ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS);
        assertThat(described().hasContributorInsightsRuleList()).isFalse();
        assertThat(listed().contributorInsightsSummaries()).isEmpty();
        assertThat(turn(ContributorInsightsAction.DISABLE)).isEqualTo(ContributorInsightsStatus.DISABLED);
    }

    @Test
    void becomeWhatTheLastRequestAskedFor() {
        createTable();
        turn(ContributorInsightsAction.ENABLE);
        checked.simulation().clock().advance(ControlEndpoint.STATUS_DELAY.dividedBy(2));
        turn(ContributorInsightsAction.DISABLE);

        checked.simulation().clock().advance(ControlEndpoint.STATUS_DELAY.dividedBy(2));
        assertThat(described().contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.DISABLING);
        checked.simulation().clock().advance(ControlEndpoint.STATUS_DELAY.dividedBy(2));
        assertThat(described().contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.DISABLED);
    }

    @Test
    void needAnActiveTable() {
        ControlEndpoint.create(us, ControlEndpoint.orders());

        us.refuses(
                update(ContributorInsightsAction.ENABLE).build(),
                "Table or Index is not in a valid state to update Key Access Insights: TableStatus must be ACTIVE to enable"
                        + " ContributorInsights.");
    }

    @Test
    void anIndexIsCountedOnItsOwn() {
        ControlEndpoint.create(
                us,
                ControlEndpoint.orders()
                        .attributeDefinitions(
                                ControlEndpoint.attribute("pk", ScalarAttributeType.S),
                                ControlEndpoint.attribute("day", ScalarAttributeType.S))
                        .globalSecondaryIndexes(List.of(GlobalSecondaryIndex.builder()
                                .indexName("by-date")
                                .keySchema(List.of(ControlEndpoint.key("day", KeyType.HASH)))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                .build())));
        passTime();

        us.call(update(ContributorInsightsAction.ENABLE).indexName("by-date").build());
        passTime();

        DescribeContributorInsightsResponse index = us.call(DescribeContributorInsightsRequest.builder()
                .tableName("orders")
                .indexName("by-date")
                .build());
        assertThat(index.contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.ENABLED);
        assertThat(index.contributorInsightsRuleList()).hasSize(2);
        assertThat(described().contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.DISABLED);
    }

    @Test
    void ofAnIndexGoWithIt() {
        createTable();
        addIndexByDate();
        us.call(update(ContributorInsightsAction.ENABLE).indexName("by-date").build());
        passTime();
        assertThat(listed().contributorInsightsSummaries()).hasSize(1);

        us.call(UpdateTableRequest.builder()
                .tableName("orders")
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .delete(delete -> delete.indexName("by-date"))
                        .build())
                .build());
        passTime();

        assertThat(listed().contributorInsightsSummaries()).isEmpty();
        addIndexByDate();
        assertThat(us.<DescribeContributorInsightsResponse>call(DescribeContributorInsightsRequest.builder()
                                .tableName("orders")
                                .indexName("by-date")
                                .build())
                        .contributorInsightsStatus())
                .isEqualTo(ContributorInsightsStatus.DISABLED);
    }

    private void addIndexByDate() {
        us.call(UpdateTableRequest.builder()
                .tableName("orders")
                .attributeDefinitions(ControlEndpoint.attribute("day", ScalarAttributeType.S))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName("by-date")
                                .keySchema(ControlEndpoint.key("day", KeyType.HASH))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL)))
                        .build())
                .build());
        passTime();
    }

    @Test
    void needATableAndAnIndexThatAreThere() {
        createTable();

        us.refuses(
                update(ContributorInsightsAction.ENABLE).tableName("missing").build(),
                ResourceNotFoundException.class,
                "Requested resource not found: Table: missing not found");
        us.refuses(
                update(ContributorInsightsAction.ENABLE).indexName("by-date").build(),
                ResourceNotFoundException.class,
                "Requested resource not found: Index: by-date not found for table: orders");
        us.refuses(
                update(ContributorInsightsAction.ENABLE).indexName("i").build(),
                "IndexName must be at least 3 characters long and at most 255 characters long");
        us.refuses(
                UpdateContributorInsightsRequest.builder().tableName("a b").build(),
                "2 validation errors detected: Value null at 'contributorInsightsAction' failed to satisfy constraint:"
                        + " Member must not be null; Value 'a b' at 'tableName' failed to satisfy constraint: Member must"
                        + " satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        us.refuses(
                ListContributorInsightsRequest.builder().maxResults(101).build(),
                "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have"
                        + " value less than or equal to 100");
    }
}
