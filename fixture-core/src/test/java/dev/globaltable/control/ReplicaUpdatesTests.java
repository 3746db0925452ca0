package dev.globaltable.control;

import static dev.globaltable.control.Replicas.addition;
import static dev.globaltable.control.Replicas.change;
import static dev.globaltable.control.Replicas.removal;
import static dev.globaltable.control.Replicas.update;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.SimulatedTable;
import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableSettingsReplicationMode;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** {@code UpdateTable} with {@code ReplicaUpdates}: what is accepted, what comes of it, and what is refused with which words. */
class ReplicaUpdatesTests {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String NO_TABLE = "Requested resource not found: Table: orders not found";

    @RegisterExtension
    final CheckedSimulation checked = ControlEndpoint.empty();

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);
    private final Endpoint eu = ControlEndpoint.in(checked, EU_WEST_1);
    private final Endpoint ap = ControlEndpoint.in(checked, AP_SOUTH_1);

    private TableDescription described(Endpoint endpoint) {
        return ControlEndpoint.described(endpoint, "orders");
    }

    @BeforeEach
    void createOrders() {
        ControlEndpoint.create(us, ControlEndpoint.orders());
    }

    @Nested
    class Creation {

        @Test
        void makesARegionalTableAGlobalTable() {
            // CUR-1, CUR-22, CUR-23
            assertThat(described(us).globalTableVersion()).isNull();

            TableDescription accepted = Replicas.call(us, addition(EU_WEST_1));

            assertThat(accepted.tableStatus()).isEqualTo(TableStatus.UPDATING);
            assertThat(accepted.globalTableVersion()).isEqualTo("2019.11.21");
            assertThat(accepted.replicas()).isEmpty();
            assertThat(described(us).tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(described(us).globalTableVersion()).isEqualTo("2019.11.21");
            assertThat(described(us).globalTableSettingsReplicationMode())
                    .isEqualTo(GlobalTableSettingsReplicationMode.ENABLED_WITH_OVERRIDES);
            assertThat(Replicas.listed(us)).containsExactly("eu-west-1 ACTIVE");
            assertThat(described(eu).tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(Replicas.listed(eu)).containsExactly("us-east-1 ACTIVE");
        }

        @Test
        void isAcceptedByAnyMember() {
            // CUR-2, CUR-3, CUR-24
            Replicas.call(us, addition(EU_WEST_1));
            Replicas.call(eu, addition(AP_SOUTH_1));

            assertThat(Replicas.listed(us)).containsExactly("eu-west-1 ACTIVE", "ap-south-1 ACTIVE");
            assertThat(Replicas.listed(eu)).containsExactly("us-east-1 ACTIVE", "ap-south-1 ACTIVE");
            assertThat(Replicas.listed(ap)).containsExactly("us-east-1 ACTIVE", "eu-west-1 ACTIVE");
        }

        @Test
        void copiesWhatTheTableHolds() {
            // CUR-4, CUR-5, CUR-6
            us.put("orders", item("pk", "1", "v", "old"));

            Replicas.call(us, addition(EU_WEST_1));

            assertThat(eu.get("orders", item("pk", "1"))).isEqualTo(item("pk", "1", "v", "old"));
            SimulatedTable table = checked.simulation().table("orders");
            assertThat(table.item("1").versionIn(EU_WEST_1))
                    .isEqualTo(table.item("1").versionIn(US_EAST_1));
            assertThat(table.hasConverged()).isTrue();
            assertThat(checked.simulation().stream(EU_WEST_1, "orders").records())
                    .isEmpty();
        }

        @Test
        void keepsTheLineageOfWhatIsCopied() {
            // CUR-6: what is written on top of a copy is no conflict with what was copied.
            us.put("orders", item("pk", "1", "v", "old"));
            Replicas.call(us, addition(EU_WEST_1));
            eu.put("orders", item("pk", "1", "v", "new"));
            checked.simulation().settle();

            assertThat(us.get("orders", item("pk", "1"))).isEqualTo(item("pk", "1", "v", "new"));
            assertThat(checked.simulation().conflicts()).isEmpty();
        }

        @Test
        void remembersWhatWasDeleted() {
            // CUR-6, LWW-10: us deleted the item before ap was added, while eu's older write is still on its way.
            Replicas.call(us, addition(EU_WEST_1));
            checked.simulation().network().partition(US_EAST_1, EU_WEST_1);
            eu.put("orders", item("pk", "1", "v", "eu"));
            checked.simulation().clock().advance(Duration.ofSeconds(1));
            us.put("orders", item("pk", "1", "v", "us"));
            us.call(deleteItem());

            Replicas.call(us, addition(AP_SOUTH_1));
            checked.simulation().network().heal();
            checked.simulation().settle();

            assertThat(ap.get("orders", item("pk", "1"))).isEmpty();
        }

        @Test
        void passesNothingByThatIsOnItsWayToTheSource() {
            // CUR-4: a write of eu that us does not know yet, though ap is made of us.
            Replicas.call(us, addition(EU_WEST_1));
            eu.put("orders", item("pk", "1"));

            Replicas.call(us, addition(AP_SOUTH_1));

            assertThat(ap.get("orders", item("pk", "1"))).isEmpty();
            checked.simulation().settle();
            assertThat(ap.get("orders", item("pk", "1"))).isEqualTo(item("pk", "1"));
        }

        @Test
        void replicatesFromThenOn() {
            Replicas.call(us, addition(EU_WEST_1));

            us.put("orders", item("pk", "us"));
            eu.put("orders", item("pk", "eu"));
            checked.simulation().clock().advance(Duration.ofSeconds(1));

            assertThat(eu.get("orders", item("pk", "us"))).isNotEmpty();
            assertThat(us.get("orders", item("pk", "eu"))).isNotEmpty();
            assertThat(checked.simulation().stream(EU_WEST_1, "orders").records())
                    .hasSize(2);
        }

        @Test
        void enablesAStream() {
            // CUR-7
            assertThat(described(us).streamSpecification()).isNull();

            TableDescription accepted = Replicas.call(us, addition(EU_WEST_1));

            assertThat(accepted.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
            assertThat(accepted.latestStreamLabel()).isNotNull();
            assertThat(described(eu).streamSpecification().streamViewType())
                    .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        }

        @Test
        void keepsTheStreamThatIsThere() {
            // CUR-7
            us.call(stream(true, StreamViewType.KEYS_ONLY));
            String label = described(us).latestStreamLabel();

            Replicas.call(us, addition(EU_WEST_1));

            assertThat(described(us).latestStreamLabel()).isEqualTo(label);
            assertThat(described(us).streamSpecification().streamViewType()).isEqualTo(StreamViewType.KEYS_ONLY);
            assertThat(described(eu).streamSpecification().streamViewType()).isEqualTo(StreamViewType.KEYS_ONLY);
        }

        @Test
        void enablesAStreamThatWasDisabledAnew() {
            // CUR-7
            us.call(stream(true, StreamViewType.NEW_AND_OLD_IMAGES));
            us.call(stream(false, null));
            String label = described(us).latestStreamLabel();

            Replicas.call(us, addition(EU_WEST_1));

            assertThat(described(us).streamSpecification().streamEnabled()).isTrue();
            assertThat(described(us).latestStreamLabel()).isNotEqualTo(label);
        }

        @Test
        void freezesTheStream() {
            // CUR-8
            Replicas.call(us, addition(EU_WEST_1));

            eu.refuses(stream(false, null), INVALID + "Disabling Stream is not allowed for a Global Table replica.");
            eu.refuses(
                    stream(true, StreamViewType.NEW_AND_OLD_IMAGES),
                    "Table already has an enabled stream: TableName: orders");
        }

        @Test
        void takesTheSameRegionTwiceForOnce() {
            // CUR-11
            Replicas.call(us, addition(EU_WEST_1), addition(EU_WEST_1));

            assertThat(Replicas.listed(us)).containsExactly("eu-west-1 ACTIVE");
        }

        @Test
        void isFoundByTheTest() {
            Replicas.call(us, addition(EU_WEST_1));

            SimulatedTable table = checked.simulation().table("orders");

            assertThat(table.regions()).containsExactly(US_EAST_1, EU_WEST_1);
            assertThat(table.definition().partitionKey().name()).isEqualTo("pk");
            assertThat(checked.simulation().tables()).containsExactly(table);
            assertThat(checked.simulation().regions()).containsExactly(US_EAST_1, EU_WEST_1);
            Replicas.call(us, addition(AP_SOUTH_1));
            assertThat(checked.simulation().table("orders")).isSameAs(table);
            assertThat(table.regions()).containsExactly(US_EAST_1, EU_WEST_1, AP_SOUTH_1);
        }

        @Test
        void isToldByTheHistory() {
            us.put("orders", item("pk", "1"));
            Replicas.call(us, addition(EU_WEST_1));
            described(us);

            assertThat(checked.simulation()
                            .history()
                            .text()
                            .lines()
                            .filter(line -> line.matches("\\S+ \\S+ (table|replica of|->) .*")))
                    .containsExactly(
                            "0.000000 us-east-1 table orders CREATING",
                            "0.000000 us-east-1 table orders ACTIVE",
                            "0.000000 us-east-1 table orders UPDATING",
                            "0.000000 eu-west-1 replica of orders CREATING",
                            "0.000000 eu-west-1 table orders CREATING",
                            "0.000000 us-east-1 table orders ACTIVE",
                            "0.000000 us-east-1 table orders UPDATING",
                            "0.000000 us-east-1 -> eu-west-1 copied orders/1 0.000000@us-east-1#1 {\"pk\":{\"S\":\"1\"}}",
                            "0.000000 eu-west-1 table orders ACTIVE",
                            "0.000000 eu-west-1 replica of orders ACTIVE",
                            "0.000000 us-east-1 table orders ACTIVE");
        }
    }

    private static DeleteItemRequest deleteItem() {
        return DeleteItemRequest.builder()
                .tableName("orders")
                .key(item("pk", "1"))
                .build();
    }

    private static UpdateTableRequest stream(boolean enabled, StreamViewType view) {
        return UpdateTableRequest.builder()
                .tableName("orders")
                .streamSpecification(stream -> stream.streamEnabled(enabled).streamViewType(view))
                .build();
    }

    @Nested
    class Removal {

        @BeforeEach
        void addReplicas() {
            Replicas.call(us, addition(EU_WEST_1));
            Replicas.call(us, addition(AP_SOUTH_1));
        }

        @Test
        void deletesTheTableOfThatRegion() {
            // CUR-31
            us.put("orders", item("pk", "1"));
            checked.simulation().settle();

            TableDescription accepted = Replicas.call(us, removal(EU_WEST_1));

            assertThat(accepted.tableStatus()).isEqualTo(TableStatus.UPDATING);
            assertThat(Replicas.listed(accepted)).containsExactly("eu-west-1 ACTIVE", "ap-south-1 ACTIVE");
            eu.refuses(describe(), ResourceNotFoundException.class, NO_TABLE);
            assertThat(Replicas.listed(us)).containsExactly("ap-south-1 ACTIVE");
            assertThat(us.get("orders", item("pk", "1"))).isNotEmpty();
            assertThat(checked.simulation().table("orders").regions()).containsExactly(US_EAST_1, AP_SOUTH_1);
        }

        @Test
        void isAcceptedByAnyMember() {
            // CUR-2
            Replicas.call(ap, removal(EU_WEST_1));

            assertThat(Replicas.listed(us)).containsExactly("ap-south-1 ACTIVE");
        }

        @Test
        void leavesTheLastOneAnOrdinaryTable() {
            // CUR-8, CUR-22, CUR-31
            Replicas.call(us, removal(EU_WEST_1));
            Replicas.call(us, removal(AP_SOUTH_1));

            assertThat(described(us).hasReplicas()).isFalse();
            assertThat(described(us).globalTableVersion()).isNull();
            assertThat(described(us).globalTableSettingsReplicationMode()).isNull();
            assertThat(described(us).streamSpecification().streamEnabled()).isTrue();
            us.call(stream(false, null));
            assertThat(described(us).streamSpecification()).isNull();
        }

        @Test
        void deliversWhatWasOnItsWayFromThere() {
            // CUR-36
            eu.put("orders", item("pk", "1"));
            us.put("orders", item("pk", "2"));

            Replicas.call(us, removal(EU_WEST_1));
            checked.simulation().settle();

            assertThat(us.get("orders", item("pk", "1"))).isNotEmpty();
            assertThat(ap.get("orders", item("pk", "1"))).isNotEmpty();
        }

        @Test
        void makesRoomForANewReplica() {
            // CUR-14, STR-18
            us.put("orders", item("pk", "1"));
            String label = described(eu).latestStreamLabel();
            String id = described(eu).tableId();
            Replicas.call(us, removal(EU_WEST_1));

            Replicas.call(ap, addition(EU_WEST_1));
            checked.simulation().settle();

            assertThat(eu.get("orders", item("pk", "1"))).isNotEmpty();
            assertThat(described(eu).latestStreamLabel()).isNotEqualTo(label);
            assertThat(described(eu).tableId()).isNotEqualTo(id);
            assertThat(checked.simulation().table("orders").regions())
                    .containsExactly(US_EAST_1, AP_SOUTH_1, EU_WEST_1);
        }

        @Test
        void doesNotLoseWhatTheOldReplicaWroteForTheNewOne() {
            // CUR-36, LWW-14: nobody but the old replica sends its last write.
            eu.put("orders", item("pk", "1"));
            Replicas.call(us, removal(EU_WEST_1));
            Replicas.call(us, addition(EU_WEST_1));
            checked.simulation().settle();

            assertThat(eu.get("orders", item("pk", "1"))).isNotEmpty();
        }

        @Test
        void ofASourceIsRefusedForADay() {
            // CUR-2, CUR-33
            Replicas.call(eu, addition(Region.EU_NORTH_1));
            String message =
                    "Replica cannot be deleted because it has acted as a source region for new replica(s) being added"
                            + " to the table in the last 24 hours.";

            us.refuses(update(removal(EU_WEST_1)), message);
            ap.refuses(update(removal(US_EAST_1)), message);
            us.refuses(ControlEndpoint.delete("orders"), message);
            Replicas.call(us, removal(Region.EU_NORTH_1));
            Replicas.call(us, removal(EU_WEST_1));
            checked.simulation().clock().advance(Duration.ofDays(1));
            Replicas.call(ap, removal(US_EAST_1));

            us.refuses(describe(), ResourceNotFoundException.class, NO_TABLE);
        }

        @Test
        void ofAProtectedReplicaIsRefused() {
            // CUR-34, CUR-42: protection is the Region's own.
            eu.call(UpdateTableRequest.builder()
                    .tableName("orders")
                    .deletionProtectionEnabled(true)
                    .build());

            us.refuses(
                    update(removal(EU_WEST_1)),
                    "Cannot delete table orders in region eu-west-1 because it has deletion protection enabled. Disable"
                            + " deletion protection first.");
            eu.refuses(
                    ControlEndpoint.delete("orders"),
                    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion"
                            + " protection first.");
            Replicas.call(us, removal(AP_SOUTH_1));
        }
    }

    private static DescribeTableRequest describe() {
        return DescribeTableRequest.builder().tableName("orders").build();
    }

    /** CUR-18: all of these are ValidationExceptions. */
    @Nested
    class Refusals {

        @Test
        void anEmptyList() {
            us.refuses(
                    UpdateTableRequest.builder()
                            .tableName("orders")
                            .replicaUpdates(new ReplicationGroupUpdate[0])
                            .build(),
                    "1 validation error detected: Value '[]' at 'replicaUpdates' failed to satisfy constraint: Member must"
                            + " have length greater than or equal to 1");
        }

        @Test
        void aReplicaWithoutRegion() {
            us.refuses(
                    update(addition((String) null)),
                    "1 validation error detected: Value null at 'replicaUpdates.1.member.create.regionName' failed to"
                            + " satisfy constraint: Member must not be null");
        }

        @Test
        void anythingElseInTheSameRequestBeforeTheTableIsLookedAt() {
            // CUR-10
            us.refuses(
                    update(addition(EU_WEST_1)).toBuilder()
                            .tableName("missing")
                            .deletionProtectionEnabled(true)
                            .build(),
                    INVALID + "Replica modification must be the only operation in the request");
        }

        @Test
        void severalRegions() {
            // CUR-11
            us.refuses(
                    update(addition(EU_WEST_1), addition(AP_SOUTH_1)),
                    "Update table operation with more than one create or delete replica actions not allowed");
            us.refuses(
                    update(removal(EU_WEST_1), removal(AP_SOUTH_1)),
                    "Update table operation with more than one create or delete replica actions not allowed");
        }

        @Test
        void severalKindsOfActions() {
            // CUR-11
            us.refuses(
                    update(addition(EU_WEST_1), removal(AP_SOUTH_1)),
                    "Update table operation with more than one type of replica actions not allowed");
        }

        @Test
        void theLocalRegion() {
            // CUR-13
            String message =
                    "Cannot add or delete the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or"
                            + " UpdateTable as required.";

            us.refuses(update(addition(US_EAST_1)), message);
            us.refuses(update(removal(US_EAST_1)), message);
        }

        @Test
        void aRegionThatHasATableOfThatName() {
            // CUR-14
            ControlEndpoint.create(eu, ControlEndpoint.orders());
            String message =
                    "Failed to create a the new replica of table with name: 'orders' because one or more replicas"
                            + " already existed as tables.";

            us.refuses(update(addition(EU_WEST_1)), message);
            Replicas.call(us, addition(AP_SOUTH_1));
            us.refuses(update(addition(AP_SOUTH_1)), message);
        }

        @Test
        void aRegionThatIsNoMember() {
            // CUR-15
            us.refuses(
                    update(removal(EU_WEST_1)),
                    "Update global table operation failed because one or more replicas were not part of the global table."
                            + " Please retry the request without these replicas: [eu-west-1].");
        }

        @Test
        void aRegionThatAwsDoesNotHave() {
            // CUR-16
            for (String region : new String[] {"EU-WEST-1", "mars-1", "cn-north-1", "aws-global"}) {
                assertThat(refusal(addition(region)))
                        .startsWith(
                                "Region " + region + " is not supported. The latest version of global tables are only"
                                        + " supported in the following regions: [af-south-1, ap-east-1, ")
                        .endsWith("us-west-2]")
                        .doesNotContain(", cn-", "-global,", ", us-gov");
            }
        }

        private String refusal(ReplicationGroupUpdate update) {
            return catchThrowableOfType(DynamoDbException.class, () -> us.call(Replicas.update(update)))
                    .awsErrorDetails()
                    .errorMessage();
        }

        @Test
        void noActionAtAll() {
            // CUR-17
            String message = "There are no actions specified in the Replica Update Action of the request.";

            us.refuses(update(ReplicationGroupUpdate.builder().build()), message);
            us.refuses(update(change(EU_WEST_1, settings -> {})), message);
        }

        @Test
        void aTableThatIsBilledByThroughput() {
            // CUR-9
            us.call(ControlEndpoint.provisioned(1, 1).tableName("billed").build());

            us.refuses(
                    update(addition(EU_WEST_1)).toBuilder().tableName("billed").build(),
                    "Table write capacity should either be Pay-Per-Request or AutoScaled.");
        }

        @Test
        void aSecondGlobalTableOfOneName() {
            Replicas.call(us, addition(EU_WEST_1));
            ControlEndpoint.create(ap, ControlEndpoint.orders());

            assertThatThrownBy(() -> ap.call(update(addition(Region.AP_NORTHEAST_1))))
                    .isInstanceOf(NotSimulatedException.class)
                    .hasMessage(
                            "The fixture simulates UpdateTable but not its parameter ReplicaUpdates of a second global"
                                    + " table called \"orders\". Leave the parameter out in the test.");
        }

        @Test
        void aTableThatIsNotThere() {
            eu.refuses(update(addition(US_EAST_1)), ResourceNotFoundException.class, NO_TABLE);
        }

        @Test
        void changeNothing() {
            us.refuses(
                    update(removal(EU_WEST_1)),
                    "Update global table operation failed because one or more replicas were not part of the global table."
                            + " Please retry the request without these replicas: [eu-west-1].");

            assertThat(described(us).tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(described(us).streamSpecification()).isNull();
            assertThat(described(us).globalTableVersion()).isNull();
        }
    }
}
