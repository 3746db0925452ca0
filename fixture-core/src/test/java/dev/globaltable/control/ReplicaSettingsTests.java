package dev.globaltable.control;

import static dev.globaltable.control.ControlEndpoint.attribute;
import static dev.globaltable.control.ControlEndpoint.key;
import static dev.globaltable.control.Replicas.addition;
import static dev.globaltable.control.Replicas.change;
import static dev.globaltable.control.Replicas.update;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.SimulationBuilder;
import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateReplicationGroupMemberAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** Which settings all replicas share, which a replica can have for itself, and which are each Region's own (reference 1.5). */
class ReplicaSettingsTests {

    private static final String INVALID = "One or more parameter values were invalid: ";

    @RegisterExtension
    final CheckedSimulation checked = ControlEndpoint.empty().withoutReplay();

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);
    private final Endpoint eu = ControlEndpoint.in(checked, EU_WEST_1);

    private static TableDescription orders(Endpoint endpoint) {
        return ControlEndpoint.described(endpoint, "orders");
    }

    private static ReplicaDescription theOther(Endpoint endpoint) {
        return orders(endpoint).replicas().get(0);
    }

    private static UpdateTableRequest table(Consumer<UpdateTableRequest.Builder> change) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName("orders");
        change.accept(request);
        return request.build();
    }

    private static ReplicationGroupUpdate creation(Consumer<CreateReplicationGroupMemberAction.Builder> settings) {
        return ReplicationGroupUpdate.builder()
                .create(replica -> settings.accept(replica.regionName("eu-west-1")))
                .build();
    }

    private static CreateTableRequest.Builder indexed() {
        return ControlEndpoint.provisioned(5, 5)
                .attributeDefinitions(
                        attribute("pk", ScalarAttributeType.S), attribute("customer", ScalarAttributeType.S))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-customer")
                        .keySchema(key("customer", KeyType.HASH))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .provisionedThroughput(
                                throughput -> throughput.readCapacityUnits(5L).writeCapacityUnits(5L))
                        .build());
    }

    private void createProvisioned() {
        ControlEndpoint.create(us, indexed());
        checked.simulation().autoScaleWrites(US_EAST_1, "orders");
        Replicas.call(us, addition(EU_WEST_1));
    }

    @Nested
    class Throughput {

        @Test
        void hasToScaleByItselfOnTheTableAndEachIndex() {
            // CUR-9
            ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 5));
            us.refuses(
                    update(addition(EU_WEST_1)),
                    "Table write capacity should either be Pay-Per-Request or AutoScaled.");
            checked.simulation().autoScaleWrites(US_EAST_1, "orders");
            us.call(table(request -> request.attributeDefinitions(attribute("customer", ScalarAttributeType.S))
                    .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                            .create(index -> index.indexName("by-customer")
                                    .keySchema(key("customer", KeyType.HASH))
                                    .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                    .provisionedThroughput(throughput ->
                                            throughput.readCapacityUnits(1L).writeCapacityUnits(1L)))
                            .build())));
            us.refuses(
                    update(addition(EU_WEST_1)), "GSI write capacity should either be Pay-Per-Request or AutoScaled.");
            checked.simulation().autoScaleWrites(US_EAST_1, "orders");

            Replicas.call(us, addition(EU_WEST_1));
            Replicas.call(eu, addition(AP_SOUTH_1));

            assertThat(orders(eu).provisionedThroughput().readCapacityUnits()).isEqualTo(5);
            assertThat(orders(us).replicas()).hasSize(2);
        }

        @Test
        void isTheSameEverywhere() {
            // CUR-38
            createProvisioned();

            eu.call(table(request -> request.provisionedThroughput(
                    throughput -> throughput.readCapacityUnits(20L).writeCapacityUnits(30L))));

            assertThat(orders(us).provisionedThroughput().readCapacityUnits()).isEqualTo(20);
            assertThat(orders(us).provisionedThroughput().writeCapacityUnits()).isEqualTo(30);
            assertThat(orders(eu).provisionedThroughput().writeCapacityUnits()).isEqualTo(30);
        }

        @Test
        void changesItsModeEverywhere() {
            createProvisioned();

            us.call(table(request -> request.billingMode(BillingMode.PAY_PER_REQUEST)));
            assertThat(orders(eu).billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
            eu.call(table(request -> request.billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(
                            throughput -> throughput.readCapacityUnits(7L).writeCapacityUnits(7L))
                    .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                            .update(index -> index.indexName("by-customer")
                                    .provisionedThroughput(throughput ->
                                            throughput.readCapacityUnits(8L).writeCapacityUnits(8L)))
                            .build())));

            assertThat(orders(us).billingModeSummary().billingMode()).isEqualTo(BillingMode.PROVISIONED);
            assertThat(orders(us).provisionedThroughput().readCapacityUnits()).isEqualTo(7);
        }

        @Test
        void ofReadsCanBeAReplicasOwn() {
            // CUR-38
            createProvisioned();
            assertThat(theOther(us).provisionedThroughputOverride()).isNull();

            Replicas.call(
                    us,
                    change(
                            EU_WEST_1,
                            replica -> replica.provisionedThroughputOverride(reads -> reads.readCapacityUnits(100L))
                                    .globalSecondaryIndexes(ReplicaGlobalSecondaryIndex.builder()
                                            .indexName("by-customer")
                                            .provisionedThroughputOverride(reads -> reads.readCapacityUnits(50L))
                                            .build())));

            assertThat(theOther(us).provisionedThroughputOverride().readCapacityUnits())
                    .isEqualTo(100);
            assertThat(theOther(us).globalSecondaryIndexes()).singleElement().satisfies(index -> {
                assertThat(index.indexName()).isEqualTo("by-customer");
                assertThat(index.provisionedThroughputOverride().readCapacityUnits())
                        .isEqualTo(50);
            });
            assertThat(orders(eu).provisionedThroughput().readCapacityUnits()).isEqualTo(100);
            assertThat(orders(eu).provisionedThroughput().writeCapacityUnits()).isEqualTo(5);
            assertThat(orders(eu).globalSecondaryIndexes())
                    .extracting(index -> index.provisionedThroughput().readCapacityUnits())
                    .containsExactly(50L);
            assertThat(orders(us).provisionedThroughput().readCapacityUnits()).isEqualTo(5);
            assertThat(theOther(eu).provisionedThroughputOverride()).isNull();
        }

        @Test
        void ofItsOwnEndsWhenItIsThatOfTheOthers() {
            // CUR-38
            createProvisioned();
            overrideReads(100);

            overrideReads(5);

            assertThat(theOther(us).provisionedThroughputOverride()).isNull();
            assertThat(orders(eu).provisionedThroughput().readCapacityUnits()).isEqualTo(5);
        }

        @Test
        void ofItsOwnEndsWhenTheGroupsIsChanged() {
            // CUR-37: the documentation's example.
            createProvisioned();
            us.call(table(request -> request.provisionedThroughput(
                    throughput -> throughput.readCapacityUnits(200L).writeCapacityUnits(5L))));
            overrideReads(100);

            us.call(table(request -> request.provisionedThroughput(
                    throughput -> throughput.readCapacityUnits(300L).writeCapacityUnits(5L))));

            assertThat(orders(eu).provisionedThroughput().readCapacityUnits()).isEqualTo(300);
            assertThat(theOther(us).provisionedThroughputOverride()).isNull();
        }

        private void overrideReads(long units) {
            Replicas.call(
                    us,
                    change(
                            EU_WEST_1,
                            replica -> replica.provisionedThroughputOverride(reads -> reads.readCapacityUnits(units))));
        }

        @Test
        void isToldAsAnUpdateOfTheReplica() {
            createProvisioned();
            overrideReads(100);
            orders(us);

            assertThat(checked.simulation().history().events(HistoryEvent.ReplicaStatusChanged.class).stream()
                            .map(HistoryEvent.ReplicaStatusChanged::status))
                    .containsExactly("CREATING", "ACTIVE", "UPDATING", "ACTIVE");
        }
    }

    @Nested
    class OnDemandBounds {

        @Test
        void ofReadsCanBeAReplicasOwnUntilTheGroupsChange() {
            // CUR-37, CUR-38
            ControlEndpoint.create(
                    us,
                    ControlEndpoint.orders()
                            .onDemandThroughput(
                                    bounds -> bounds.maxReadRequestUnits(10L).maxWriteRequestUnits(10L)));
            Replicas.call(
                    us,
                    creation(replica -> replica.onDemandThroughputOverride(bounds -> bounds.maxReadRequestUnits(50L))));

            assertThat(theOther(us).onDemandThroughputOverride().maxReadRequestUnits())
                    .isEqualTo(50);
            assertThat(orders(eu).onDemandThroughput().maxReadRequestUnits()).isEqualTo(50);
            assertThat(orders(eu).onDemandThroughput().maxWriteRequestUnits()).isEqualTo(10);
            us.call(table(request -> request.onDemandThroughput(bounds -> bounds.maxWriteRequestUnits(20L))));

            assertThat(theOther(us).onDemandThroughputOverride()).isNull();
            assertThat(orders(eu).onDemandThroughput().maxReadRequestUnits()).isEqualTo(10);
            assertThat(orders(eu).onDemandThroughput().maxWriteRequestUnits()).isEqualTo(20);
        }

        @Test
        void areForTheModeThatTheyBelongTo() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            us.refuses(
                    update(creation(
                            replica -> replica.provisionedThroughputOverride(reads -> reads.readCapacityUnits(5L)))),
                    INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                            + " PAY_PER_REQUEST");
            us.refuses(
                    update(creation(
                            replica -> replica.onDemandThroughputOverride(bounds -> bounds.maxReadRequestUnits(0L)))),
                    INVALID
                            + "Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range");
            us.refuses(
                    update(creation(
                            replica -> replica.provisionedThroughputOverride(reads -> reads.readCapacityUnits(0L)))),
                    "1 validation error detected: Value '0' at"
                            + " 'replicaUpdates.1.member.create.provisionedThroughputOverride.readCapacityUnits' failed to"
                            + " satisfy constraint: Member must have value greater than or equal to 1");
        }
    }

    @Nested
    class OtherSettings {

        @Test
        void theTableClassCanBeAReplicasOwn() {
            // CUR-37
            ControlEndpoint.create(us, ControlEndpoint.orders());
            Replicas.call(us, creation(replica -> replica.tableClassOverride(TableClass.STANDARD_INFREQUENT_ACCESS)));

            assertThat(theOther(us).replicaTableClassSummary().tableClass())
                    .isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
            assertThat(orders(eu).tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
            assertThat(orders(us).tableClassSummary()).isNull();
            us.call(table(request -> request.tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)));
            us.call(table(request -> request.tableClass(TableClass.STANDARD)));

            assertThat(theOther(us).replicaTableClassSummary()).isNull();
            assertThat(orders(eu).tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD);
        }

        @Test
        void settingsOfAnIndexThatIsNotThereArePassedOver() {
            // CUR-19
            ControlEndpoint.create(us, ControlEndpoint.orders());

            Replicas.call(
                    us,
                    creation(replica -> replica.globalSecondaryIndexes(ReplicaGlobalSecondaryIndex.builder()
                            .indexName("missing")
                            .onDemandThroughputOverride(bounds -> bounds.maxReadRequestUnits(5L))
                            .build())));

            assertThat(theOther(us).hasGlobalSecondaryIndexes()).isFalse();
        }

        @Test
        void keysAreOfOneKindAndEachRegionsOwn() {
            // CUR-41
            ControlEndpoint.create(
                    us,
                    ControlEndpoint.orders()
                            .sseSpecification(sse ->
                                    sse.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId("alias/mine")));

            us.refuses(update(addition(EU_WEST_1)), INVALID + "KMSMasterKeyId must be specified for each replica.");
            Replicas.call(us, creation(replica -> replica.kmsMasterKeyId("alias/mine")));

            assertThat(theOther(us).kmsMasterKeyId()).isEqualTo("alias/mine");
            assertThat(orders(eu).sseDescription().kmsMasterKeyArn()).startsWith("arn:aws:kms:eu-west-1:");
            assertThat(orders(us).sseDescription().kmsMasterKeyArn()).startsWith("arn:aws:kms:us-east-1:");
            us.refuses(
                    table(request -> request.sseSpecification(
                            sse -> sse.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId("alias/other"))),
                    "Invalid operation: Customer Managed CMKs on Global Table Version 2019.11.21 replicas cannot be updated"
                            + " through SSESpecification parameter and can only be updated through ReplicaUpdates"
                            + " parameter");
            Replicas.call(us, change(EU_WEST_1, replica -> replica.kmsMasterKeyId("alias/other")));
            assertThat(theOther(us).kmsMasterKeyId()).isEqualTo("alias/other");
        }

        @Test
        void theKeyThatAwsManagesIsTakenInEachRegion() {
            // CUR-41
            ControlEndpoint.create(us, ControlEndpoint.orders().sseSpecification(sse -> sse.enabled(true)));
            Replicas.call(us, addition(EU_WEST_1));

            assertThat(orders(eu).sseDescription().kmsMasterKeyArn()).startsWith("arn:aws:kms:eu-west-1:");
            assertThat(theOther(us).kmsMasterKeyId()).isNull();
        }

        @Test
        void aKeyForATableWithoutOneIsNotSimulated() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            assertThatThrownBy(() -> us.call(update(creation(replica -> replica.kmsMasterKeyId("alias/mine")))))
                    .isInstanceOf(NotSimulatedException.class)
                    .hasMessageContaining(
                            "ReplicaUpdates.Create.KMSMasterKeyId of a table without customer managed key");
        }

        @Test
        void timeToLiveIsTheGroups() {
            // CUR-40
            ControlEndpoint.create(us, ControlEndpoint.orders());
            us.call(ttl("ends"));
            us.put("orders", item("pk", "1", "ends", 1767225600 + 30));
            Replicas.call(us, addition(EU_WEST_1));

            assertThat(eu.<DescribeTimeToLiveResponse>call(DescribeTimeToLiveRequest.builder()
                                    .tableName("orders")
                                    .build())
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.ENABLED);
            eu.refuses(
                    ttl("other"), "TimeToLive is active on a different AttributeName: current AttributeName is ends");
            checked.simulation().clock().advance(Duration.ofSeconds(31));
            assertThat(checked.simulation().expireItems(EU_WEST_1, "orders")).isEqualTo(1);
        }

        private UpdateTimeToLiveRequest ttl(String attribute) {
            return UpdateTimeToLiveRequest.builder()
                    .tableName("orders")
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(attribute))
                    .build();
        }

        @Test
        void indexesAreTheGroupsAndEachIsFilledWhereItIs() {
            // CUR-39, LWW-27
            ControlEndpoint.create(us, ControlEndpoint.orders());
            us.put("orders", item("pk", "1", "customer", "c"));
            Replicas.call(us, addition(EU_WEST_1));

            eu.call(table(request -> request.attributeDefinitions(
                            new AttributeDefinition[] {attribute("customer", ScalarAttributeType.S)})
                    .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                            .create(index -> index.indexName("by-customer")
                                    .keySchema(key("customer", KeyType.HASH))
                                    .projection(projection -> projection.projectionType(ProjectionType.ALL)))
                            .build())));

            assertThat(orders(us).globalSecondaryIndexes())
                    .extracting(GlobalSecondaryIndexDescription::indexStatus)
                    .containsExactly(IndexStatus.ACTIVE);
            assertThat(byCustomer(us).items()).containsExactly(item("pk", "1", "customer", "c"));
            assertThat(byCustomer(eu).items()).containsExactly(item("pk", "1", "customer", "c"));
            assertThat(theOther(us).hasGlobalSecondaryIndexes()).isFalse();
        }

        @Test
        void indexesAreThereInANewReplica() {
            ControlEndpoint.create(us, indexed().billingMode(BillingMode.PROVISIONED));
            checked.simulation().autoScaleWrites(US_EAST_1, "orders");
            us.put("orders", item("pk", "1", "customer", "c"));

            Replicas.call(us, addition(EU_WEST_1));

            assertThat(byCustomer(eu).items()).containsExactly(item("pk", "1", "customer", "c"));
        }

        private static QueryResponse byCustomer(Endpoint endpoint) {
            return endpoint.call(QueryRequest.builder()
                    .tableName("orders")
                    .indexName("by-customer")
                    .keyConditionExpression("customer = :c")
                    .expressionAttributeValues(item(":c", "c"))
                    .build());
        }

        @Test
        void someAreEachRegionsOwn() {
            // CUR-42 and the last column of reference 1.5
            ControlEndpoint.create(us, ControlEndpoint.orders().deletionProtectionEnabled(true));
            us.call(TagResourceRequest.builder()
                    .resourceArn(ControlEndpoint.ORDERS_ARN)
                    .tags(Tag.builder().key("team").value("a").build())
                    .build());
            us.call(UpdateContributorInsightsRequest.builder()
                    .tableName("orders")
                    .contributorInsightsAction("ENABLE")
                    .build());
            Replicas.call(us, addition(EU_WEST_1));

            assertThat(orders(eu).deletionProtectionEnabled()).isFalse();
            assertThat(eu.<ListTagsOfResourceResponse>call(ListTagsOfResourceRequest.builder()
                                    .resourceArn(orders(eu).tableArn())
                                    .build())
                            .tags())
                    .isEmpty();
            assertThat(eu.<DescribeContributorInsightsResponse>call(DescribeContributorInsightsRequest.builder()
                                    .tableName("orders")
                                    .build())
                            .contributorInsightsStatusAsString())
                    .isEqualTo("DISABLED");
        }
    }

    @Nested
    class Streams {

        @RegisterExtension
        final CheckedSimulation strict = CheckedSimulation.of(SimulationBuilder::requireNewAndOldImages);

        @Test
        void canBeRequiredToShowNewAndOldImages() {
            // CUR-7
            Endpoint there = ControlEndpoint.in(strict, US_EAST_1);
            ControlEndpoint.create(there, ControlEndpoint.orders());
            String message =
                    INVALID + "Table must have a stream enabled with the view type NEW_AND_OLD_IMAGES to get a replica";

            there.refuses(update(addition(EU_WEST_1)), message);
            there.call(stream(StreamViewType.KEYS_ONLY));
            there.refuses(update(addition(EU_WEST_1)), message);
            there.call(table(request -> request.streamSpecification(stream -> stream.streamEnabled(false))));
            there.call(stream(StreamViewType.NEW_AND_OLD_IMAGES));
            Replicas.call(there, addition(EU_WEST_1));
        }

        private UpdateTableRequest stream(StreamViewType view) {
            return table(request -> request.streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType(view)));
        }
    }
}
