package dev.globaltable;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_2;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Replicas of a strongly consistent global table that cannot be replicated for a while, or for too long (STRONG-22). */
class StrongFaultTests {

    private static final Duration SEVEN_DAYS = Duration.ofDays(7);
    private static final Duration INSTANT = Duration.ofNanos(1000);
    private static final String KEY_DISABLED = "KMS key disabled error: alias/aws/dynamodb is disabled.";
    private static final String NOT_AUTHORIZED =
            "Replication is not authorized for table: arn:aws:dynamodb:us-west-2:123456789012:table/accounts";

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(GlobalTableDefinition.named("accounts")
            .partitionKey("id")
            .regions(US_EAST_1, US_EAST_2, US_WEST_2)
            .consistency(MultiRegionConsistency.STRONG));

    private final Endpoint east1 = new Endpoint(() -> checked.simulation(), US_EAST_1);
    private final Endpoint east2 = new Endpoint(() -> checked.simulation(), US_EAST_2);
    private final Endpoint west2 = new Endpoint(() -> checked.simulation(), US_WEST_2);

    private Faults faults() {
        return checked.simulation().faults();
    }

    private void advance(Duration duration) {
        checked.simulation().clock().advance(duration);
    }

    private static void put(Endpoint endpoint, String id) {
        endpoint.call(put(id));
    }

    private static PutItemRequest put(String id) {
        return PutItemRequest.builder()
                .tableName("accounts")
                .item(item("id", id))
                .build();
    }

    private static GetItemRequest read(String id, boolean strong) {
        return GetItemRequest.builder()
                .tableName("accounts")
                .key(item("id", id))
                .consistentRead(strong)
                .build();
    }

    private static Map<String, AttributeValue> strongly(Endpoint endpoint, String id) {
        return endpoint.<GetItemResponse>call(read(id, true)).item();
    }

    private static Map<String, AttributeValue> eventually(Endpoint endpoint, String id) {
        return endpoint.<GetItemResponse>call(read(id, false)).item();
    }

    private static TableDescription described(Endpoint endpoint) {
        return endpoint.<DescribeTableResponse>call(
                        DescribeTableRequest.builder().tableName("accounts").build())
                .table();
    }

    /** Every other replica with its status. */
    private static List<String> seen(Endpoint endpoint) {
        return described(endpoint).replicas().stream()
                .map(replica -> replica.regionName() + " " + replica.replicaStatus())
                .toList();
    }

    private static void assertAccessDenied(Endpoint endpoint, AwsRequest request) {
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> endpoint.call(request))
                .satisfies(refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(NOT_AUTHORIZED);
                    assertThat(refused.statusCode()).isEqualTo(400);
                });
    }

    private static UpdateTableRequest protect() {
        return UpdateTableRequest.builder()
                .tableName("accounts")
                .deletionProtectionEnabled(true)
                .build();
    }

    private static UpdateTableRequest dissolve(Region... others) {
        return UpdateTableRequest.builder()
                .tableName("accounts")
                .replicaUpdates(List.of(others).stream()
                        .map(region -> ReplicationGroupUpdate.builder()
                                .delete(replica -> replica.regionName(region.id()))
                                .build())
                        .toList())
                .build();
    }

    @Nested
    class AReplicaThatMayNotBeReplicated {

        @Test
        void refusesWritesAndStrongReadsAlone() { // STRONG-22
            put(east1, "1");
            checked.simulation().settle();
            faults().denyReplication(US_WEST_2, "accounts");

            assertAccessDenied(west2, put("2"));
            assertAccessDenied(west2, read("1", true));
            assertThat(eventually(west2, "1")).isEqualTo(item("id", "1"));
            assertThat(described(west2).tableStatusAsString()).isEqualTo("REPLICATION_NOT_AUTHORIZED");
            assertThat(seen(east1)).containsExactly("us-east-2 ACTIVE", "us-west-2 REPLICATION_NOT_AUTHORIZED");
        }

        @Test
        void leavesTheOthersTheirMajority() { // STRONG-18, STRONG-22
            faults().denyReplication(US_WEST_2, "accounts");
            put(east1, "1");

            assertThat(strongly(east2, "1")).isEqualTo(item("id", "1"));
            advance(Duration.ofMinutes(1));
            assertThat(eventually(west2, "1")).isEmpty();
            faults().allowReplication(US_WEST_2, "accounts");
            assertThat(strongly(west2, "1")).isEqualTo(item("id", "1"));
            assertThat(seen(east1)).containsExactly("us-east-2 ACTIVE", "us-west-2 ACTIVE");
        }

        @Test
        void countsForNoMajority() { // STRONG-18
            faults().denyReplication(US_WEST_2, "accounts");
            checked.simulation().network().partition(US_EAST_1, US_EAST_2);

            assertThatThrownBy(() -> put(east1, "1")).isInstanceOf(InternalServerErrorException.class);
            assertThatThrownBy(() -> put(east2, "1")).isInstanceOf(InternalServerErrorException.class);
        }

        @Test
        void losesNothingThatItAcknowledged() { // STRONG-10, STRONG-18
            put(west2, "1");
            faults().denyReplication(US_WEST_2, "accounts");

            assertThat(strongly(east1, "1")).isEqualTo(item("id", "1"));
            assertThat(strongly(east2, "1")).isEqualTo(item("id", "1"));
        }

        @Test
        void doesNotChangeItsSettings() { // STRONG-22
            faults().denyReplication(US_WEST_2, "accounts");

            assertAccessDenied(west2, protect());
            assertThat(described(west2).deletionProtectionEnabled()).isFalse();
        }

        @Test
        void isBackWhenItIsAllowedWithinSevenDays() { // STRONG-22
            faults().denyReplication(US_WEST_2, "accounts");
            put(east1, "1");
            advance(SEVEN_DAYS);
            faults().allowReplication(US_WEST_2, "accounts");

            assertThat(strongly(west2, "1")).isEqualTo(item("id", "1"));
        }

        @Test
        void isInaccessibleForGoodAfterMoreThanSevenDays() { // STRONG-22
            put(east1, "1");
            checked.simulation().settle();
            faults().denyReplication(US_WEST_2, "accounts");
            put(east1, "2");
            advance(SEVEN_DAYS.plus(INSTANT));
            faults().allowReplication(US_WEST_2, "accounts");

            assertAccessDenied(west2, read("1", true));
            assertAccessDenied(west2, put("3"));
            assertThat(eventually(west2, "1")).isEqualTo(item("id", "1"));
            assertThat(eventually(west2, "2")).isEmpty();
            assertThat(seen(east1)).containsExactly("us-east-2 ACTIVE", "us-west-2 REPLICATION_NOT_AUTHORIZED");
            put(east2, "3");
            assertThat(strongly(east1, "3")).isEqualTo(item("id", "3"));
            assertThat(checked.simulation().table("accounts").pendingReplicationCount(US_EAST_1, US_WEST_2))
                    .isZero();
        }

        @Test
        void goesWithTheGlobalTableThatIsDissolved() { // STRONG-6, STRONG-22
            faults().denyReplication(US_WEST_2, "accounts");
            put(east1, "1");
            advance(SEVEN_DAYS.plus(INSTANT));
            assertAccessDenied(west2, dissolve(US_EAST_1, US_EAST_2));
            east1.call(dissolve(US_EAST_2, US_WEST_2));

            assertThat(described(east1).hasReplicas()).isFalse();
            assertThat(strongly(east1, "1")).isEqualTo(item("id", "1"));
            assertThatThrownBy(() -> described(west2)).hasMessageContaining("not found");
        }
    }

    @Nested
    class AnInaccessibleKey {

        @Test
        void failsTheCallsOfItsRegionAlone() { // STRONG-22, ISO-5
            faults().disableKey(US_WEST_2, "accounts");
            put(east1, "1");

            west2.refuses(read("1", true), KEY_DISABLED);
            west2.refuses(put("1"), KEY_DISABLED);
            assertThat(described(west2).tableStatusAsString()).isEqualTo("INACCESSIBLE_ENCRYPTION_CREDENTIALS");
            assertThat(seen(east2)).endsWith("us-west-2 INACCESSIBLE_ENCRYPTION_CREDENTIALS");
            faults().enableKey(US_WEST_2, "accounts");
            assertThat(strongly(west2, "1")).isEqualTo(item("id", "1"));
        }

        @Test
        void archivesItsReplicaAfterMoreThanSevenDays() { // STRONG-22
            faults().disableKey(US_WEST_2, "accounts");
            advance(SEVEN_DAYS);
            assertThat(seen(east1)).endsWith("us-west-2 INACCESSIBLE_ENCRYPTION_CREDENTIALS");
            advance(INSTANT);
            faults().enableKey(US_WEST_2, "accounts");

            assertThat(described(west2).tableStatusAsString()).isEqualTo("ARCHIVED");
            assertThat(seen(east1)).endsWith("us-west-2 ARCHIVED");
            west2.refuses(read("1", false), KEY_DISABLED);
            assertThat(checked.simulation().history().events(HistoryEvent.ReplicaStatusChanged.class).stream()
                            .map(HistoryEvent.ReplicaStatusChanged::status))
                    .containsExactly("INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ARCHIVING", "ARCHIVED");
        }
    }

    @Nested
    class ADisabledRegion {

        @Test
        void countsForNoMajorityAndCatchesUp() { // STRONG-18, STRONG-22
            faults().disableRegion(US_WEST_2);
            put(east1, "1");
            assertThat(strongly(east2, "1")).isEqualTo(item("id", "1"));
            checked.simulation().network().partition(US_EAST_1, US_EAST_2);
            assertThatThrownBy(() -> put(east1, "2")).isInstanceOf(InternalServerErrorException.class);
            assertThat(seen(east1)).endsWith("us-west-2 REGION_DISABLED");
            checked.simulation().network().heal();

            faults().enableRegion(US_WEST_2);

            assertThat(strongly(west2, "1")).isEqualTo(item("id", "1"));
        }

        @Test
        void losesItsReplicaAfterMoreThanSevenDays() { // STRONG-22
            faults().disableRegion(US_WEST_2);
            put(east1, "1");
            advance(SEVEN_DAYS.plus(INSTANT));
            faults().enableRegion(US_WEST_2);

            assertThatThrownBy(() -> strongly(west2, "1")).isInstanceOf(InternalServerErrorException.class);
            assertThat(eventually(west2, "1")).isEmpty();
            assertThat(strongly(east2, "1")).isEqualTo(item("id", "1"));
        }
    }

    @Test
    void theLastOfThreeCanDissolveWhatIsLost() { // STRONG-6, STRONG-22
        put(east1, "1");
        faults().denyReplication(US_EAST_2, "accounts");
        faults().disableKey(US_EAST_1, "accounts");
        assertThatThrownBy(() -> put(west2, "2")).isInstanceOf(InternalServerErrorException.class);
        advance(SEVEN_DAYS.plus(INSTANT));
        west2.call(dissolve(US_EAST_1, US_EAST_2));

        assertThat(described(west2).hasReplicas()).isFalse();
        put(west2, "2");
        assertThat(strongly(west2, "2")).isEqualTo(item("id", "2"));
    }

    @Test
    void thereIsNoReplicationLatencyToTell() { // STRONG-21
        put(east1, "1");
        checked.simulation().settle();

        assertThat(checked.simulation()
                        .table("accounts")
                        .replicationLatency(US_EAST_1, US_EAST_2, Duration.ofMinutes(1)))
                .isEmpty();
    }

    @Nested
    class APause {

        @Test
        void keepsTheSettingsOfItsReplicaAsTheyAre() { // FIS-3
            advance(Duration.ofDays(1));
            checked.simulation().network().pauseReplication(US_WEST_2);

            assertThatThrownBy(() -> west2.call(protect())).isInstanceOf(InternalServerErrorException.class);
            assertThatThrownBy(() -> west2.call(dissolve(US_EAST_1, US_EAST_2)))
                    .isInstanceOf(InternalServerErrorException.class);
            east1.call(protect());
            checked.simulation().network().resumeReplication(US_WEST_2);
            west2.call(protect());
            assertThat(described(west2).deletionProtectionEnabled()).isTrue();
        }

        @Test
        void holdsUpSettingsOfTheOthers() { // FIS-3
            checked.simulation().network().pauseReplication(US_WEST_2);
            east1.call(UpdateTableRequest.builder()
                    .tableName("accounts")
                    .onDemandThroughput(bounds -> bounds.maxWriteRequestUnits(40L))
                    .build());

            assertThat(described(east2).onDemandThroughput().maxWriteRequestUnits())
                    .isEqualTo(40L);
            assertThat(described(west2).onDemandThroughput()).isNull();
            checked.simulation().network().resumeReplication(US_WEST_2);
            assertThat(described(west2).onDemandThroughput().maxWriteRequestUnits())
                    .isEqualTo(40L);
        }
    }
}
