package dev.globaltable.control;

import static dev.globaltable.control.ControlEndpoint.attribute;
import static dev.globaltable.control.ControlEndpoint.key;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_2;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SecondaryIndexDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** A global table that a test defines is the one that an application makes by {@code CreateTable} and {@code UpdateTable}. */
class SameAsDefinedTests {

    /** What each table has to itself, as text. */
    private static final String OWN = "(TableId=|LatestStreamLabel=|/stream/)[^,)]*";

    private static final List<Region> REGIONS = List.of(US_EAST_1, EU_WEST_1, AP_SOUTH_1);

    private final Simulation defined = Simulation.builder()
            .globalTable(GlobalTableDefinition.named("orders")
                    .partitionKey("pk")
                    .sortKey("at", ScalarAttributeType.N)
                    .localIndex("by-total", "total")
                    .globalIndex(SecondaryIndexDefinition.named("by-customer")
                            .partitionKey("customer")
                            .projecting("total"))
                    .regions(REGIONS))
            .start();
    private final Simulation made = Simulation.builder().start();

    private static Endpoint in(Simulation simulation, Region region) {
        return new Endpoint(() -> simulation, region);
    }

    @BeforeEach
    void make() {
        Endpoint us = in(made, US_EAST_1);
        us.call(CreateTableRequest.builder()
                .tableName("orders")
                .keySchema(key("pk", KeyType.HASH), key("at", KeyType.RANGE))
                .attributeDefinitions(
                        attribute("pk", ScalarAttributeType.S),
                        attribute("at", ScalarAttributeType.N),
                        attribute("total", ScalarAttributeType.S),
                        attribute("customer", ScalarAttributeType.S))
                .localSecondaryIndexes(LocalSecondaryIndex.builder()
                        .indexName("by-total")
                        .keySchema(key("pk", KeyType.HASH), key("total", KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build())
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-customer")
                        .keySchema(key("customer", KeyType.HASH))
                        .projection(projection -> projection
                                .projectionType(ProjectionType.INCLUDE)
                                .nonKeyAttributes("total"))
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build());
        Replicas.call(us, Replicas.addition(EU_WEST_1));
        Replicas.call(us, Replicas.addition(AP_SOUTH_1));
    }

    @AfterEach
    void close() {
        defined.close();
        made.close();
    }

    /** What each table and stream has to itself. */
    private static TableDescription described(Simulation simulation, Region region) {
        return ControlEndpoint.described(in(simulation, region), "orders").toBuilder()
                .tableId(null)
                .latestStreamArn(null)
                .latestStreamLabel(null)
                .build();
    }

    private static List<Record> records(Simulation simulation, Region region) {
        return simulation.stream(region, "orders").records().stream()
                .map(record -> record.toBuilder().eventID(null).build())
                .toList();
    }

    /** What each simulation answers to the same requests at the same times. */
    private static List<String> answers(Simulation simulation, List<? extends AwsRequest> requests) {
        List<String> answers = new ArrayList<>();
        for (AwsRequest request : requests) {
            for (Region region : REGIONS) {
                answers.add(answer(simulation, region, request));
            }
            simulation.clock().advance(Duration.ofMillis(400));
        }
        return answers;
    }

    private static String answer(Simulation simulation, Region region, AwsRequest request) {
        try {
            return simulation.execute(region, request).toString().replaceAll(OWN, "");
        } catch (AwsServiceException refused) {
            return refused.awsErrorDetails().errorMessage();
        }
    }

    private void assertSameAnswers(AwsRequest... requests) {
        assertThat(answers(made, List.of(requests))).isEqualTo(answers(defined, List.of(requests)));
    }

    @Test
    void inEachRegionsDescription() {
        // CUR-22 ... CUR-27
        for (Region region : REGIONS) {
            assertThat(described(made, region)).as("table in %s", region).isEqualTo(described(defined, region));
        }
    }

    @Test
    void inWhatItemsDo() {
        assertSameAnswers(
                PutItemRequest.builder()
                        .tableName("orders")
                        .item(item("pk", "1", "at", 1, "total", "9", "customer", "c", "v", "a"))
                        .build(),
                UpdateItemRequest.builder()
                        .tableName("orders")
                        .key(item("pk", "1", "at", 1))
                        .updateExpression("ADD n :one")
                        .expressionAttributeValues(item(":one", 1))
                        .returnValues("ALL_NEW")
                        .build(),
                ScanRequest.builder()
                        .tableName("orders")
                        .indexName("by-customer")
                        .build(),
                ScanRequest.builder().tableName("orders").indexName("by-total").build(),
                DeleteItemRequest.builder()
                        .tableName("orders")
                        .key(item("pk", "1", "at", 1))
                        .returnValues("ALL_OLD")
                        .build(),
                ScanRequest.builder().tableName("orders").build());
        for (Region region : REGIONS) {
            assertThat(records(made, region)).as("records in %s", region).isEqualTo(records(defined, region));
            assertThat(records(made, region)).isNotEmpty();
        }
        assertThat(made.table("orders").conflicts())
                .hasSameSizeAs(defined.table("orders").conflicts())
                .isNotEmpty();
    }

    @Test
    void inItsSettings() {
        assertSameAnswers(
                UpdateTimeToLiveRequest.builder()
                        .tableName("orders")
                        .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("ends"))
                        .build(),
                DescribeTimeToLiveRequest.builder().tableName("orders").build(),
                DescribeContinuousBackupsRequest.builder().tableName("orders").build(),
                ListTagsOfResourceRequest.builder()
                        .resourceArn("arn:aws:dynamodb:us-east-1:123456789012:table/orders")
                        .build(),
                UpdateTableRequest.builder()
                        .tableName("orders")
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY))
                        .build(),
                ListTablesRequest.builder().build());
        inEachRegionsDescription();
    }

    @Test
    void inWhatRemovesIt() {
        // CUR-32, CUR-33
        assertSameAnswers(
                ControlEndpoint.delete("orders"),
                ListTablesRequest.builder().build(),
                ControlEndpoint.delete("orders"));
    }

    @Test
    void inItsDefinition() {
        GlobalTableDefinition of = made.table("orders").definition();

        assertThat(of.partitionKey())
                .isEqualTo(defined.table("orders").definition().partitionKey());
        assertThat(of.sortKey()).isEqualTo(defined.table("orders").definition().sortKey());
        assertThat(of.localIndexes()).extracting(SecondaryIndexDefinition::name).containsExactly("by-total");
        assertThat(of.globalIndexes()).singleElement().satisfies(index -> {
            assertThat(index.name()).isEqualTo("by-customer");
            assertThat(index.partitionKeys())
                    .containsExactly(new GlobalTableDefinition.Key("customer", ScalarAttributeType.S));
            assertThat(index.projected()).contains(List.of("total"));
        });
        assertThat(of.replicationDelay().toString()).isEqualTo("1s");
        assertThat(made.table("orders").regions())
                .isEqualTo(defined.table("orders").regions());
    }

    @Nested
    class StronglyConsistent {

        private final GlobalTableDefinition definition = GlobalTableDefinition.named("orders")
                .partitionKey("pk")
                .globalIndex("by-customer", "customer")
                .consistency(MultiRegionConsistency.STRONG);

        private void assertSame(GlobalTableDefinition definition, UpdateTableRequest request) {
            try (Simulation strong =
                            Simulation.builder().globalTable(definition).start();
                    Simulation same = Simulation.builder().start()) {
                Endpoint us = in(same, US_EAST_1);
                us.call(ControlEndpoint.orders()
                        .attributeDefinitions(
                                attribute("pk", ScalarAttributeType.S), attribute("customer", ScalarAttributeType.S))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("by-customer")
                                .keySchema(key("customer", KeyType.HASH))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                .build())
                        .build());
                us.call(request);

                assertSame(strong, same);
            }
        }

        private void assertSame(Simulation strong, Simulation same) {
            List<Region> regions = strong.table("orders").regions();
            assertThat(same.table("orders").regions()).isEqualTo(regions);
            GlobalTableDefinition defined = strong.table("orders").definition();
            GlobalTableDefinition made = same.table("orders").definition();
            assertThat(made.consistency()).isEqualTo(defined.consistency());
            assertThat(made.witness()).isEqualTo(defined.witness());
            assertThat(made.acknowledgementDelay()).isEqualTo(defined.acknowledgementDelay());
            assertSameDescriptions(strong, same, regions);
            for (Region region : regions) {
                PutItemRequest put = PutItemRequest.builder()
                        .tableName("orders")
                        .item(item("pk", "1", "customer", region.id()))
                        .returnValues("ALL_OLD")
                        .build();
                assertThat(answer(same, region, put)).isEqualTo(answer(strong, region, put));
                strong.network().isolate(region);
                same.network().isolate(region);
                assertThat(answer(same, region, put))
                        .isEqualTo(answer(strong, region, put))
                        .startsWith("Internal server error");
                strong.network().heal();
                same.network().heal();
            }
            assertSameDescriptions(strong, same, regions);
            UpdateTableRequest frozen = Replicas.update(Replicas.addition(AP_SOUTH_1));
            assertThat(answer(same, US_EAST_1, frozen)).isEqualTo(answer(strong, US_EAST_1, frozen));
        }

        private void assertSameDescriptions(Simulation strong, Simulation same, List<Region> regions) {
            for (Region region : regions) {
                assertThat(described(same, region)).isEqualTo(described(strong, region));
            }
        }

        @Test
        void inThreeReplicas() { // STRONG-1
            assertSame(
                    definition.regions(US_EAST_1, US_EAST_2, EU_WEST_1),
                    Replicas.strong(Replicas.addition(US_EAST_2), Replicas.addition(EU_WEST_1)));
        }

        @Test
        void inTwoReplicasAndAWitness() { // STRONG-1, STRONG-2
            assertSame(
                    definition.regions(US_EAST_1, US_EAST_2).witness(EU_WEST_1), Replicas.strong(US_EAST_2, EU_WEST_1));
        }
    }
}
