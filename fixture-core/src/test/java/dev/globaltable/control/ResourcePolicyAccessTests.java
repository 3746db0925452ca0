package dev.globaltable.control;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.AccessPrincipal;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.PolicyStatement;
import dev.globaltable.Simulation;
import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.history.HistoryEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** What the policies of tables and streams deny and allow: to callers, and to DynamoDB itself (FIS-2, ISO-6). */
class ResourcePolicyAccessTests {

    private static final String ACCOUNT = "arn:aws:iam::123456789012:";
    private static final String REPLICATION =
            ACCOUNT + "role/aws-service-role/replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication";

    private final Simulation simulation = Simulation.builder()
            .globalTable(GlobalTableDefinition.named("orders")
                    .regions(US_EAST_1, EU_WEST_1)
                    .partitionKey("id"))
            .start();
    private DynamoDbClient us;
    private DynamoDbClient eu;

    @BeforeEach
    void makeClients() {
        us = simulation.client(US_EAST_1);
        eu = simulation.client(EU_WEST_1);
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    private static String table(Region region) {
        return "arn:aws:dynamodb:" + region.id() + ":123456789012:table/orders";
    }

    private static String statement(String effect, String principal, String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Principal\":{\"AWS\":\""
                + principal + "\"},\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}}";
    }

    private static void attach(DynamoDbClient client, String arn, String policy) {
        client.putResourcePolicy(put -> put.resourceArn(arn).policy(policy));
    }

    private static void put(DynamoDbClient client, String id) {
        client.putItem(put -> put.tableName("orders").item(item("id", id)));
    }

    private static boolean has(DynamoDbClient client, String id) {
        return client.getItem(get -> get.tableName("orders").key(item("id", id)))
                .hasItem();
    }

    private static String denial(Runnable call) {
        DynamoDbException denied = catchThrowableOfType(DynamoDbException.class, call::run);
        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        return denied.awsErrorDetails().errorMessage();
    }

    @Nested
    class ForCallers {

        @Test
        void deniesInItsOwnRegionAlone() {
            attach(us, table(US_EAST_1), statement("Deny", "*", "dynamodb:DeleteTable", table(US_EAST_1)));

            assertThat(denial(() -> us.deleteTable(delete -> delete.tableName("orders"))))
                    .isEqualTo("User: arn:aws:iam::123456789012:user/anybody is not authorized to perform:"
                            + " dynamodb:DeleteTable on resource: arn:aws:dynamodb:us-east-1:123456789012:table/orders"
                            + " with an explicit deny in a resource-based policy");
            eu.deleteTable(delete -> delete.tableName("orders"));
        }

        @Test
        void deniesWhomItNames() {
            AccessPrincipal ada = simulation.access().user("ada");
            attach(us, table(US_EAST_1), statement("Deny", ACCOUNT + "user/ada", "dynamodb:*", table(US_EAST_1)));

            put(us, "1");

            assertThat(denial(() -> put(ada.client(US_EAST_1), "2")))
                    .endsWith("with an explicit deny in a resource-based policy");
        }

        @Test
        void holdsUntilItIsDeleted() {
            attach(us, table(US_EAST_1), statement("Deny", "*", "dynamodb:PutItem", "*"));
            us.deleteResourcePolicy(delete -> delete.resourceArn(table(US_EAST_1)));

            put(us, "1");
        }

        @Test
        void allowsWhatNoIdentityPolicyDoes() {
            AccessPrincipal ada = simulation.access().user("ada");
            ada.attach(PolicyStatement.allow("dynamodb:Query"));
            attach(us, table(US_EAST_1), statement("Allow", ACCOUNT + "user/ada", "dynamodb:GetItem", "*"));

            assertThat(has(ada.client(US_EAST_1), "1")).isFalse();
            assertThat(denial(() -> has(ada.client(EU_WEST_1), "1")))
                    .endsWith("because no identity-based policy allows the dynamodb:GetItem action");
        }

        @Test
        void governsTheIndexesOfItsTable() {
            attach(us, table(US_EAST_1), statement("Deny", "*", "dynamodb:Scan", table(US_EAST_1) + "/index/*"));

            us.scan(scan -> scan.tableName("orders"));

            assertThat(denial(() -> us.scan(scan -> scan.tableName("orders").indexName("by-state"))))
                    .contains("table/orders/index/by-state with");
        }

        @Test
        void ofAStreamGovernsItsReaders() {
            String stream = us.describeTable(describe -> describe.tableName("orders"))
                    .table()
                    .latestStreamArn();
            attach(us, stream, statement("Deny", "*", "dynamodb:GetRecords", stream));

            assertThat(denial(() -> simulation.execute(
                            US_EAST_1,
                            GetRecordsRequest.builder()
                                    .shardIterator(stream + "|1|any")
                                    .build())))
                    .contains("dynamodb:GetRecords on resource: " + stream);
            put(us, "1");
        }

        @Test
        void isRefusedByNameForWhatIsNotSimulated() {
            String policy = statement("Deny", "*", "dynamodb:*", "*").replace("\"Principal\"", "\"NotPrincipal\"");

            assertThatExceptionOfType(NotSimulatedException.class)
                    .isThrownBy(() -> attach(us, table(US_EAST_1), policy))
                    .withMessageStartingWith(
                            "The fixture does not simulate the policy element \"NotPrincipal\" in a" + " policy.");
            put(us, "1");
        }
    }

    @Nested
    class ForReplication {

        private void deny() {
            attach(
                    eu,
                    table(EU_WEST_1),
                    statement("Deny", REPLICATION, "dynamodb:*DataForReplication", table(EU_WEST_1)));
        }

        private void allowAgain() {
            eu.deleteResourcePolicy(delete -> delete.resourceArn(table(EU_WEST_1)));
        }

        private ReplicaStatus listed(DynamoDbClient client) {
            TableDescription table = client.describeTable(describe -> describe.tableName("orders"))
                    .table();
            return table.replicas().get(0).replicaStatus();
        }

        @Test
        void stopsItBothWaysWhileApplicationsWorkOn() {
            deny();
            put(us, "from-us");
            put(eu, "from-eu");
            simulation.settle();

            assertThat(has(eu, "from-us")).isFalse();
            assertThat(has(us, "from-eu")).isFalse();
            assertThat(listed(us)).isEqualTo(ReplicaStatus.REPLICATION_NOT_AUTHORIZED);

            allowAgain();
            simulation.settle();
            assertThat(has(eu, "from-us")).isTrue();
            assertThat(has(us, "from-eu")).isTrue();
            assertThat(listed(us)).isEqualTo(ReplicaStatus.ACTIVE);
        }

        @Test
        void alsoWhenEverybodyIsDeniedButNotWhenACallerIs() {
            attach(eu, table(EU_WEST_1), statement("Deny", ACCOUNT + "user/ada", "dynamodb:*", "*"));
            assertThat(listed(us)).isEqualTo(ReplicaStatus.ACTIVE);

            attach(eu, table(EU_WEST_1), statement("Deny", "*", "dynamodb:PutItem", "*"));
            assertThat(listed(us)).isEqualTo(ReplicaStatus.REPLICATION_NOT_AUTHORIZED);

            attach(eu, table(EU_WEST_1), statement("Deny", "*", "dynamodb:TagResource", "*"));
            assertThat(listed(us)).isEqualTo(ReplicaStatus.ACTIVE);
        }

        @Test
        void alsoWhenItsStreamMayNotBeRead() {
            String stream = eu.describeTable(describe -> describe.tableName("orders"))
                    .table()
                    .latestStreamArn();

            attach(eu, stream, statement("Deny", REPLICATION, "dynamodb:GetRecords", stream));

            assertThat(listed(us)).isEqualTo(ReplicaStatus.REPLICATION_NOT_AUTHORIZED);
        }

        @Test
        void doesNotEndWhatATestDenied() {
            simulation.faults().denyReplication(US_EAST_1, "orders");
            attach(us, table(US_EAST_1), statement("Deny", "*", "dynamodb:TagResource", "*"));
            us.deleteResourcePolicy(delete -> delete.resourceArn(table(US_EAST_1)));
            deny();
            allowAgain();

            assertThat(listed(eu)).isEqualTo(ReplicaStatus.REPLICATION_NOT_AUTHORIZED);
            assertThat(listed(us)).isEqualTo(ReplicaStatus.ACTIVE);
        }

        @Test
        void forMoreThanTwentyHoursTurnsTheReplicaIntoATableOfItsOwn() {
            deny();
            simulation.clock().advance(Duration.ofHours(20).plusSeconds(1));

            assertThat(us.describeTable(describe -> describe.tableName("orders"))
                            .table()
                            .replicas())
                    .isEmpty();
            assertThat(eu.describeTable(describe -> describe.tableName("orders"))
                            .table()
                            .tableStatus())
                    .isEqualTo(TableStatus.ACTIVE);
            allowAgain();
        }

        @Test
        void letsNoReplicaComeOrGo() {
            attach(us, table(US_EAST_1), statement("Deny", REPLICATION, "dynamodb:Scan", "*"));
            allowReplicationOfFault();
            String denied = "User: arn:aws:sts::123456789012:assumed-role/AWSServiceRoleForDynamoDBReplication/"
                    + "DynamoDBReplication is not authorized to perform: dynamodb:Scan on resource: "
                    + table(US_EAST_1) + " with an explicit deny in a resource-based policy";

            assertThat(denial(() -> us.updateTable(update -> update.tableName("orders")
                            .replicaUpdates(ReplicationGroupUpdate.builder()
                                    .create(create -> create.regionName("ap-northeast-1"))
                                    .build()))))
                    .isEqualTo(denied);
            assertThat(denial(() -> us.updateTable(update -> update.tableName("orders")
                            .replicaUpdates(ReplicationGroupUpdate.builder()
                                    .delete(delete -> delete.regionName("eu-west-1"))
                                    .build()))))
                    .isEqualTo(denied);
        }

        /** The table is active again, so that it is the policy that is met and not the table's status. */
        private void allowReplicationOfFault() {
            simulation.faults().allowReplication(US_EAST_1, "orders");
        }

        @Test
        void isToldAsWhatCameOfTheCall() {
            deny();

            assertThat(simulation.history().toString())
                    .containsSubsequence("PutResourcePolicy", "REPLICATION_NOT_AUTHORIZED");
            assertThat(simulation.history().events(HistoryEvent.FaultChanged.class))
                    .isEmpty();
        }

        /** STRONG-22. */
        @Test
        void ofAStronglyConsistentReplicaRefusesWhatNeedsTheOthers() {
            try (Simulation strong = Simulation.builder()
                    .globalTable(GlobalTableDefinition.named("orders")
                            .regions(US_EAST_1, Region.US_EAST_2, Region.US_WEST_2)
                            .partitionKey("id")
                            .consistency(MultiRegionConsistency.STRONG))
                    .start()) {
                DynamoDbClient client = strong.client(US_EAST_1);
                attach(client, table(US_EAST_1), statement("Deny", REPLICATION, "dynamodb:*", "*"));

                assertThat(denial(() -> put(client, "1")))
                        .isEqualTo("Replication is not authorized for table: " + table(US_EAST_1));
                assertThat(has(client, "1")).isFalse();
            }
        }
    }
}
