package dev.globaltable;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.Endpoint;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Replicas that cannot be replicated for a while, or for too long; and what their metrics tell (reference section 5). */
class ReplicaFaultTests {

    private static final Duration TWENTY_HOURS = Duration.ofHours(20);
    private static final Duration INSTANT = Duration.ofNanos(1000);

    private static final GlobalTableDefinition PROFILES =
            GlobalTableDefinition.named("profiles").partitionKey("id").regions(US_EAST_1, EU_WEST_1, AP_SOUTH_1);

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(PROFILES);

    private final Endpoint us = new Endpoint(() -> checked.simulation(), US_EAST_1);
    private final Endpoint eu = new Endpoint(() -> checked.simulation(), EU_WEST_1);
    private final Endpoint ap = new Endpoint(() -> checked.simulation(), AP_SOUTH_1);

    private Faults faults() {
        return checked.simulation().faults();
    }

    private void advance(Duration duration) {
        checked.simulation().clock().advance(duration);
    }

    private static TableDescription described(Endpoint endpoint) {
        return endpoint.<DescribeTableResponse>call(
                        DescribeTableRequest.builder().tableName("profiles").build())
                .table();
    }

    /** Every other replica with its status. */
    private static List<String> seen(Endpoint endpoint) {
        return described(endpoint).replicas().stream()
                .map(replica -> replica.regionName() + " " + replica.replicaStatus())
                .toList();
    }

    private static void put(Endpoint endpoint, String id, String value) {
        endpoint.put("profiles", item("id", id, "v", value));
    }

    private static Object value(Endpoint endpoint, String id) {
        return endpoint.get("profiles", item("id", id)).get("v");
    }

    private static GetItemRequest get(String id) {
        return GetItemRequest.builder()
                .tableName("profiles")
                .key(item("id", id))
                .build();
    }

    @Nested
    class AnInaccessibleKey {

        @Test
        void failsTheCallsOfItsRegionAlone() {
            // ISO-5
            faults().disableKey(EU_WEST_1, "profiles");
            String message = "KMS key disabled error: alias/aws/dynamodb is disabled.";

            eu.refuses(get("1"), message);
            eu.refuses(
                    PutItemRequest.builder()
                            .tableName("profiles")
                            .item(item("id", "1"))
                            .build(),
                    message);
            assertThat(described(eu).tableStatusAsString()).isEqualTo("INACCESSIBLE_ENCRYPTION_CREDENTIALS");
            assertThat(seen(us)).containsExactly("eu-west-1 INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ap-south-1 ACTIVE");
            assertThat(described(us).replicas().get(0).replicaInaccessibleDateTime())
                    .isNull();
            put(us, "1", "us");
            advance(Duration.ofSeconds(1));
            assertThat(value(ap, "1")).isEqualTo(Endpoint.value("us"));
        }

        @Test
        void showsInTheStatusWhateverElseChanges() {
            faults().disableKey(EU_WEST_1, "profiles");
            us.call(UpdateTableRequest.builder()
                    .tableName("profiles")
                    .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
                    .build());

            assertThat(described(eu).tableStatusAsString()).isEqualTo("INACCESSIBLE_ENCRYPTION_CREDENTIALS");
            assertThat(described(us).tableStatusAsString()).isEqualTo("ACTIVE");
            assertThat(described(eu).tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
        }

        @Test
        void namesTheKeyWhereTheTableHasOne() {
            us.call(UpdateTableRequest.builder()
                    .tableName("profiles")
                    .sseSpecification(sse -> sse.enabled(true))
                    .build());
            faults().disableKey(EU_WEST_1, "profiles");

            eu.refuses(
                    get("1"),
                    "KMS key disabled error: " + described(eu).sseDescription().kmsMasterKeyArn() + " is disabled.");
        }

        @Test
        void keepsWhatIsWrittenUntilItCanBeUsedAgain() {
            // ISO-2
            put(eu, "1", "before");
            faults().disableKey(EU_WEST_1, "profiles");
            put(us, "2", "meanwhile");
            advance(TWENTY_HOURS);
            assertThat(us.get("profiles", item("id", "1"))).isEmpty();
            assertThat(checked.simulation().table("profiles").pendingReplicationCount(US_EAST_1, EU_WEST_1))
                    .isEqualTo(1);

            faults().enableKey(EU_WEST_1, "profiles");

            assertThat(value(us, "1")).isEqualTo(Endpoint.value("before"));
            assertThat(value(eu, "2")).isEqualTo(Endpoint.value("meanwhile"));
            assertThat(seen(us)).containsExactly("eu-west-1 ACTIVE", "ap-south-1 ACTIVE");
            assertThat(described(eu).tableStatusAsString()).isEqualTo("ACTIVE");
        }

        @Test
        void isForgottenByTheClockOnceItCanBeUsedAgain() {
            // ISO-4: it has to stay inaccessible for 20 hours at a stretch.
            faults().disableKey(EU_WEST_1, "profiles");
            advance(Duration.ofHours(19));
            faults().enableKey(EU_WEST_1, "profiles");
            faults().disableKey(EU_WEST_1, "profiles");
            advance(Duration.ofHours(19));

            assertThat(seen(us)).hasSize(2);
        }

        @Test
        void putsItsReplicaOutOfTheGroupAfterMoreThanTwentyHours() {
            // ISO-4
            put(eu, "1", "eu");
            faults().disableKey(EU_WEST_1, "profiles");
            advance(TWENTY_HOURS);
            assertThat(seen(us)).hasSize(2);
            advance(INSTANT);
            assertThat(seen(us)).containsExactly("ap-south-1 ACTIVE");
            assertThat(described(eu).hasReplicas()).isFalse();
            assertThat(described(eu).globalTableVersion()).isNull();

            faults().enableKey(EU_WEST_1, "profiles");
            put(us, "1", "us");
            put(eu, "2", "eu");
            advance(Duration.ofMinutes(1));

            assertThat(value(eu, "1")).isEqualTo(Endpoint.value("eu"));
            assertThat(value(us, "1")).isEqualTo(Endpoint.value("us"));
            assertThat(us.get("profiles", item("id", "2"))).isEmpty();
            assertThat(checked.simulation().table("profiles").regions()).containsExactly(US_EAST_1, AP_SOUTH_1);
            us.refuses(
                    UpdateTableRequest.builder()
                            .tableName("profiles")
                            .replicaUpdates(ReplicationGroupUpdate.builder()
                                    .create(replica -> replica.regionName("eu-west-1"))
                                    .build())
                            .build(),
                    "Failed to create a the new replica of table with name: 'profiles' because one or more replicas already"
                            + " existed as tables.");
        }
    }

    @Nested
    class AKeyFaultThatIsDetectedLate {

        @RegisterExtension
        final CheckedSimulation late = CheckedSimulation.of(
                (SimulationBuilder builder) -> builder.globalTable(PROFILES).keyFaultDetection(Duration.ofMinutes(80)));

        @Test
        void showsInTheStatusOnlyThen() {
            // ISO-5
            Endpoint there = new Endpoint(() -> late.simulation(), US_EAST_1);
            late.simulation().faults().disableKey(EU_WEST_1, "profiles");
            new Endpoint(() -> late.simulation(), EU_WEST_1)
                    .refuses(get("1"), "KMS key disabled error: alias/aws/dynamodb is disabled.");
            late.simulation().clock().advance(Duration.ofMinutes(79));
            assertThat(seen(there)).containsExactly("eu-west-1 ACTIVE", "ap-south-1 ACTIVE");
            late.simulation().clock().advance(Duration.ofMinutes(1));
            assertThat(seen(there)).startsWith("eu-west-1 INACCESSIBLE_ENCRYPTION_CREDENTIALS");
        }
    }

    @Nested
    class ADisabledRegion {

        @Test
        void refusesEveryCall() {
            faults().disableRegion(EU_WEST_1);

            assertThatThrownBy(() -> eu.call(ListTablesRequest.builder().build()))
                    .isInstanceOfSatisfying(DynamoDbException.class, refused -> {
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException");
                        assertThat(refused.awsErrorDetails().errorMessage())
                                .isEqualTo("The security token included in the request is invalid.");
                    });
            assertThat(seen(us)).containsExactly("eu-west-1 REGION_DISABLED", "ap-south-1 ACTIVE");
        }

        @Test
        void catchesUpWhenItIsEnabledInTime() {
            // ISO-2, ISO-3
            put(eu, "1", "eu");
            put(eu, "2", "eu");
            faults().disableRegion(EU_WEST_1);
            advance(Duration.ofSeconds(5));
            put(us, "1", "us");
            advance(Duration.ofHours(3));

            faults().enableRegion(EU_WEST_1);

            assertThat(value(us, "1")).isEqualTo(Endpoint.value("us"));
            assertThat(value(eu, "1")).isEqualTo(Endpoint.value("us"));
            assertThat(value(us, "2")).isEqualTo(Endpoint.value("eu"));
            assertThat(seen(us)).containsExactly("eu-west-1 ACTIVE", "ap-south-1 ACTIVE");
        }

        @Test
        void losesItsReplicasAfterMoreThanTwentyHours() {
            // ISO-4
            faults().disableRegion(EU_WEST_1);
            advance(TWENTY_HOURS.plus(INSTANT));
            assertThat(seen(us)).containsExactly("ap-south-1 ACTIVE");

            faults().enableRegion(EU_WEST_1);

            assertThat(described(eu).tableStatusAsString()).isEqualTo("ACTIVE");
            assertThat(described(eu).hasReplicas()).isFalse();
        }

        @Test
        void getsNoReplica() {
            // CUR-16
            faults().disableRegion(Region.AF_SOUTH_1);

            us.refuses(
                    UpdateTableRequest.builder()
                            .tableName("profiles")
                            .replicaUpdates(ReplicationGroupUpdate.builder()
                                    .create(replica -> replica.regionName("af-south-1"))
                                    .build())
                            .build(),
                    "Failed to access the region: \u2018af-south-1\u2019. User is missing the permissions since the region is"
                            + " disabled.");
        }
    }

    @Nested
    class AReplicaThatMayNotBeReplicated {

        @Test
        void servesItsApplicationAsBefore() {
            // ISO-4, ISO-6
            faults().denyReplication(EU_WEST_1, "profiles");
            put(eu, "1", "eu");
            advance(Duration.ofHours(1));

            assertThat(value(eu, "1")).isEqualTo(Endpoint.value("eu"));
            assertThat(us.get("profiles", item("id", "1"))).isEmpty();
            assertThat(described(eu).tableStatusAsString()).isEqualTo("REPLICATION_NOT_AUTHORIZED");
            assertThat(seen(us)).startsWith("eu-west-1 REPLICATION_NOT_AUTHORIZED");
            faults().allowReplication(EU_WEST_1, "profiles");
            assertThat(value(us, "1")).isEqualTo(Endpoint.value("eu"));
        }

        @Test
        void livesOnAloneAfterMoreThanTwentyHours() {
            // ISO-4
            faults().denyReplication(EU_WEST_1, "profiles");
            put(eu, "1", "eu");
            advance(TWENTY_HOURS.plus(INSTANT));

            assertThat(described(eu).tableStatusAsString()).isEqualTo("ACTIVE");
            assertThat(described(eu).hasReplicas()).isFalse();
            assertThat(value(eu, "1")).isEqualTo(Endpoint.value("eu"));
            assertThat(checked.simulation().network().inFlight()).isEmpty();
            assertThat(checked.simulation().history().text())
                    .contains("eu-west-1 replication denied of profiles")
                    .contains("eu-west-1 replica of profiles GONE");
        }

        @Test
        void isInAGlobalTable() {
            us.call(CreateTableRequest.builder()
                    .tableName("alone")
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .build());

            assertThatThrownBy(() -> faults().denyReplication(US_EAST_1, "alone"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The table \"alone\" in us-east-1 is not replicated. Add a replica first, or name a"
                            + " replica.");
        }
    }

    @Nested
    class APause {

        @RegisterExtension
        final CheckedSimulation slow = CheckedSimulation.of((SimulationBuilder builder) ->
                        builder.globalTable(PROFILES).pauseResidue(Duration.ofMinutes(5)))
                .withoutReplay();

        private final Endpoint there = new Endpoint(() -> slow.simulation(), US_EAST_1);
        private final Endpoint paused = new Endpoint(() -> slow.simulation(), EU_WEST_1);

        @Test
        void letsVersionsThroughForAWhile() {
            // FIS-1, FIS-2, FIS-4
            slow.simulation().network().pauseReplication(EU_WEST_1);
            put(there, "1", "early");
            slow.simulation().clock().advance(Duration.ofMinutes(5));
            assertThat(value(paused, "1")).isEqualTo(Endpoint.value("early"));
            put(there, "2", "late");
            put(paused, "3", "late");
            slow.simulation().clock().advance(Duration.ofHours(1));

            assertThat(paused.get("profiles", item("id", "2"))).isEmpty();
            assertThat(there.get("profiles", item("id", "3"))).isEmpty();
            assertThat(value(new Endpoint(() -> slow.simulation(), AP_SOUTH_1), "2"))
                    .isEqualTo(Endpoint.value("late"));
            slow.simulation().network().resumeReplication(EU_WEST_1);
            assertThat(value(paused, "2")).isEqualTo(Endpoint.value("late"));
            assertThat(value(there, "3")).isEqualTo(Endpoint.value("late"));
        }

        @Test
        void thatEndsBeforeItBeganChangesNothing() {
            slow.simulation().network().pauseReplication(EU_WEST_1);
            slow.simulation().network().resumeReplication(EU_WEST_1);
            slow.simulation().clock().advance(Duration.ofMinutes(6));

            assertThat(slow.simulation().network().isOpen(US_EAST_1, EU_WEST_1)).isTrue();
            assertThat(slow.simulation().history().events(HistoryEvent.LinkChanged.class))
                    .isEmpty();
        }
    }

    @Nested
    class Metrics {

        private SimulatedTable profiles() {
            return checked.simulation().table("profiles");
        }

        @Test
        void tellHowLongVersionsWereUnderWay() {
            // reference 5.1
            put(us, "1", "a");
            checked.simulation().network().setDelay(US_EAST_1, EU_WEST_1, ReplicationDelay.parse("3s"));
            put(us, "2", "b");
            advance(Duration.ofSeconds(3));

            assertThat(profiles().replicationLatency(US_EAST_1, EU_WEST_1, Duration.ofMinutes(1)))
                    .contains(new ReplicationLatency(
                            Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(3), 2));
            assertThat(profiles().replicationLatency(US_EAST_1, EU_WEST_1, Duration.ofSeconds(1)))
                    .contains(new ReplicationLatency(
                            Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3), 1));
            assertThat(profiles().replicationLatency(EU_WEST_1, US_EAST_1, Duration.ofMinutes(1)))
                    .isEmpty();
        }

        @Test
        void areSilentDuringAStall() {
            // reference 5.1, ISO-7
            put(us, "1", "a");
            advance(Duration.ofSeconds(1));
            checked.simulation().network().isolate(EU_WEST_1);
            put(us, "1", "b");
            put(us, "2", "b");
            advance(Duration.ofMinutes(10));

            assertThat(profiles().replicationLatency(US_EAST_1, EU_WEST_1, Duration.ofMinutes(5)))
                    .isEmpty();
            assertThat(profiles().pendingReplicationCount(US_EAST_1, EU_WEST_1)).isEqualTo(2);
            assertThat(profiles().pendingReplicationCount(US_EAST_1, AP_SOUTH_1))
                    .isZero();
        }

        @Test
        void needAWindow() {
            assertThatThrownBy(() -> profiles().replicationLatency(US_EAST_1, EU_WEST_1, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A window has a length; found PT0S. Example: Duration.ofMinutes(1).");
        }
    }
}
