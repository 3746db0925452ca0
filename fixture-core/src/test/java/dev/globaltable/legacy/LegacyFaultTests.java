package dev.globaltable.legacy;

import static dev.globaltable.legacy.LegacyTables.delete;
import static dev.globaltable.legacy.LegacyTables.put;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.Faults;
import dev.globaltable.Network;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReplicaSettingsDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;

/** Replicas of version 2017.11.29 with an index, while Regions and links fail. */
class LegacyFaultTests {

    @RegisterExtension
    final CheckedSimulation checked = LegacyTables.emulated();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);
    private final Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);

    @BeforeEach
    void createGlobalTable() {
        CreateTableRequest indexed = LegacyTables.table()
                .attributeDefinitions(text("pk"), text("customer"))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("byCustomer")
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("customer")
                                .keyType(KeyType.HASH)
                                .build())
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build())
                .build();
        us.call(indexed);
        eu.call(indexed);
        us.call(LegacyTables.creation(US_EAST_1, EU_WEST_1));
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private Network network() {
        return checked.simulation().network();
    }

    private Faults faults() {
        return checked.simulation().faults();
    }

    private void settle() {
        checked.simulation().settle();
    }

    private static QueryResponse ofCustomer(Endpoint endpoint, String customer) {
        return endpoint.call(QueryRequest.builder()
                .tableName("orders")
                .indexName("byCustomer")
                .keyConditionExpression("customer = :c")
                .expressionAttributeValues(item(":c", customer))
                .build());
    }

    private static Map<String, AttributeValue> get(Endpoint endpoint) {
        return endpoint.get("orders", item("pk", "1"));
    }

    @Test
    void anIndexShowsTheServicesAttributesToo() {
        // REP-1, LWW-27
        us.call(put("pk", "1", "customer", "ada"));
        settle();

        assertThat(ofCustomer(eu, "ada").items())
                .containsExactly(LegacyTables.with(US_EAST_1, "1767225600", "pk", "1", "customer", "ada"));
        assertThat(ofCustomer(us, "ada").items())
                .isEqualTo(ofCustomer(eu, "ada").items());
    }

    @Test
    void anItemLeavesAnIndexWhenItsDeleteArrives() {
        // REP-3, LWW-27
        us.call(put("pk", "1", "customer", "ada"));
        settle();
        us.call(delete("1"));

        assertThat(ofCustomer(us, "ada").items()).isEmpty();
        assertThat(ofCustomer(eu, "ada").items()).hasSize(1);
        settle();
        assertThat(ofCustomer(eu, "ada").items()).isEmpty();
    }

    @Test
    void anIndexFollowsTheWinnerOfAConflictAcrossAPartition() {
        // ISO-1, LWW-2, LWW-27
        network().partition(US_EAST_1, EU_WEST_1);
        us.call(put("pk", "1", "customer", "ada"));
        checked.simulation().clock().advance(Duration.ofSeconds(1));
        eu.call(put("pk", "1", "customer", "bob"));
        settle();
        assertThat(ofCustomer(us, "ada").items()).hasSize(1);
        assertThat(ofCustomer(eu, "bob").items()).hasSize(1);

        network().heal();
        settle();

        assertThat(ofCustomer(us, "ada").items()).isEmpty();
        assertThat(ofCustomer(us, "bob").items())
                .containsExactly(LegacyTables.with(EU_WEST_1, "1767225601", "pk", "1", "customer", "bob"));
    }

    @Test
    void aRegionThatIsIsolatedCatchesUp() {
        // ISO-2, ISO-3
        network().isolate(EU_WEST_1);
        us.call(put("pk", "1", "customer", "ada"));
        settle();
        assertThat(get(us)).containsKey("aws:rep:updatetime");
        assertThat(get(eu)).isEmpty();
        assertThat(checked.simulation().table("orders").pendingReplicationCount(US_EAST_1, EU_WEST_1))
                .isEqualTo(1);

        network().heal();
        settle();

        assertThat(get(eu)).isEqualTo(get(us));
    }

    @Test
    void aPauseHoldsWhatIsWrittenMeanwhile() {
        // FIS-1
        network().pauseReplication(EU_WEST_1);
        us.call(put("pk", "1", "customer", "ada"));
        eu.call(put("pk", "2", "customer", "bob"));
        settle();
        assertThat(get(eu)).isEmpty();
        assertThat(us.get("orders", item("pk", "2"))).isEmpty();

        network().resumeReplication(EU_WEST_1);
        settle();

        assertThat(get(eu)).isEqualTo(get(us));
        assertThat(us.get("orders", item("pk", "2"))).isNotEmpty();
    }

    @Test
    void replicationCannotBeDeniedSinceTheTablesHaveNoPolicies() {
        // LEG-5
        assertThatIllegalStateException()
                .isThrownBy(() -> faults().denyReplication(EU_WEST_1, "orders"))
                .withMessage(
                        "The table \"orders\" in eu-west-1 belongs to a global table of version 2017.11.29, and its"
                                + " replication cannot be denied: such a table must not have the resource policy that would do"
                                + " it. Cut or pause links with Simulation.network() instead.");
    }

    @Test
    void aReplicaWhoseKeyIsLostSaysSoWhileItsSettingsChange() {
        // ISO-5, LEG-12
        faults().disableKey(EU_WEST_1, "orders");
        checked.simulation().clock().advance(Duration.ofMinutes(30));
        us.call(put("pk", "1", "customer", "ada"));
        settle();
        ReplicaStatus status = status();

        us.call(UpdateGlobalTableSettingsRequest.builder()
                .globalTableName("orders")
                .replicaSettingsUpdate(ReplicaSettingsUpdate.builder()
                        .regionName("us-east-1")
                        .replicaTableClass("STANDARD_INFREQUENT_ACCESS")
                        .build())
                .build());
        settle();

        assertThat(status()).isEqualTo(status).isEqualTo(ReplicaStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS);
        faults().enableKey(EU_WEST_1, "orders");
        settle();
        assertThat(status()).isEqualTo(ReplicaStatus.ACTIVE);
        assertThat(get(eu)).isEqualTo(get(us));
    }

    private ReplicaStatus status() {
        return us
                .<DescribeGlobalTableSettingsResponse>call(DescribeGlobalTableSettingsRequest.builder()
                        .globalTableName("orders")
                        .build())
                .replicaSettings()
                .stream()
                .filter(replica -> replica.regionName().equals(EU_WEST_1.id()))
                .map(ReplicaSettingsDescription::replicaStatus)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRegionThatIsDisabledIsWrittenToByNobody() {
        // ISO-4
        faults().disableRegion(EU_WEST_1);
        us.call(put("pk", "1", "customer", "ada"));
        settle();

        assertThat(disabled(EU_WEST_1)).isEqualTo("UnrecognizedClientException");
        assertThat(status()).isEqualTo(ReplicaStatus.REGION_DISABLED);
        faults().enableRegion(EU_WEST_1);
        settle();
        assertThat(get(eu)).isEqualTo(get(us));
    }

    private String disabled(Region region) {
        try {
            new Endpoint(checked::simulation, region).get("orders", item("pk", "1"));
            return "answered";
        } catch (DynamoDbException refused) {
            return refused.awsErrorDetails().errorCode();
        }
    }
}
