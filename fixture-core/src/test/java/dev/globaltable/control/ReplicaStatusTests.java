package dev.globaltable.control;

import static dev.globaltable.control.Replicas.addition;
import static dev.globaltable.control.Replicas.removal;
import static dev.globaltable.control.Replicas.update;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.ReplicaDurations;
import dev.globaltable.SimulationBuilder;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** How replicas come and go, step by step (reference 1.3, CUR-30): the statuses as each Region shows them. */
class ReplicaStatusTests {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final String NO_TABLE = "Requested resource not found: Table: orders not found";
    private static final String IN_USE = "The resource which you are attempting to change is in use.";

    @RegisterExtension
    final CheckedSimulation checked =
            CheckedSimulation.of((SimulationBuilder builder) -> builder.replicaDurations(ReplicaDurations.each(STEP)));

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);
    private final Endpoint eu = ControlEndpoint.in(checked, EU_WEST_1);

    @BeforeEach
    void createOrders() {
        ControlEndpoint.create(us, ControlEndpoint.orders());
    }

    private void step() {
        checked.simulation().clock().advance(STEP);
    }

    /** A table's status and the replicas it lists, such as {@code UPDATING [eu-west-1 CREATING]}. */
    private static String seen(Endpoint endpoint) {
        TableDescription table = ControlEndpoint.described(endpoint, "orders");
        return table.tableStatus() + " " + Replicas.listed(table);
    }

    private static DescribeTableRequest describe() {
        return DescribeTableRequest.builder().tableName("orders").build();
    }

    @Nested
    class Creation {

        @Test
        void ofAnEmptyTable() {
            Replicas.call(us, addition(EU_WEST_1));
            assertThat(seen(us)).isEqualTo("UPDATING []");
            eu.refuses(describe(), ResourceNotFoundException.class, NO_TABLE);
            step();
            assertThat(seen(us)).isEqualTo("UPDATING [eu-west-1 CREATING]");
            eu.refuses(describe(), ResourceNotFoundException.class, NO_TABLE);
            step();
            assertThat(seen(us)).isEqualTo("UPDATING [eu-west-1 CREATING]");
            assertThat(seen(eu)).isEqualTo("CREATING [us-east-1 ACTIVE]");
            step();
            assertThat(seen(us)).isEqualTo("ACTIVE [eu-west-1 ACTIVE]");
            assertThat(seen(eu)).isEqualTo("ACTIVE [us-east-1 ACTIVE]");
        }

        @Test
        void ofATableWithItemsTakesLonger() {
            // CUR-29: the table is ACTIVE while its replica is not.
            us.put("orders", item("pk", "1"));
            Replicas.call(us, addition(EU_WEST_1));
            step();
            step();
            assertThat(seen(us)).isEqualTo("ACTIVE [eu-west-1 CREATING]");
            assertThat(seen(eu)).isEqualTo("CREATING [us-east-1 ACTIVE]");
            us.put("orders", item("pk", "2"));
            step();
            assertThat(seen(us)).isEqualTo("UPDATING [eu-west-1 CREATING]");
            step();
            assertThat(seen(us)).isEqualTo("ACTIVE [eu-west-1 ACTIVE]");
            assertThat(seen(eu)).isEqualTo("ACTIVE [us-east-1 ACTIVE]");
            // CUR-4
            assertThat(eu.get("orders", item("pk", "2"))).isNotEmpty();
        }

        @Test
        void showsNoStreamBeforeTheEnd() {
            // CUR-5
            Replicas.call(us, addition(EU_WEST_1));
            step();
            step();
            TableDescription creating = ControlEndpoint.described(eu, "orders");
            assertThat(creating.streamSpecification()).isNull();
            assertThat(creating.latestStreamArn()).isNull();
            step();
            TableDescription active = ControlEndpoint.described(eu, "orders");
            assertThat(active.streamSpecification()).isNotNull();
            assertThat(active.latestStreamLabel())
                    .isNotEqualTo(ControlEndpoint.described(us, "orders").latestStreamLabel());
        }

        @Test
        void answersDescribeTableAlone() {
            // CUR-28
            Replicas.call(us, addition(EU_WEST_1));
            step();
            step();

            eu.refuses(
                    GetItemRequest.builder()
                            .tableName("orders")
                            .key(item("pk", "1"))
                            .build(),
                    ResourceNotFoundException.class,
                    NO_TABLE);
            eu.refuses(
                    DescribeTimeToLiveRequest.builder().tableName("orders").build(),
                    ResourceNotFoundException.class,
                    NO_TABLE);
            eu.refuses(
                    UpdateTableRequest.builder()
                            .tableName("orders")
                            .deletionProtectionEnabled(true)
                            .build(),
                    ResourceNotFoundException.class,
                    NO_TABLE);
            eu.refuses(
                    DescribeContinuousBackupsRequest.builder()
                            .tableName("orders")
                            .build(),
                    TableNotFoundException.class,
                    "Table not found: orders");
            eu.refuses(
                    ControlEndpoint.delete("orders"),
                    ResourceInUseException.class,
                    "Attempt to change a resource which is still in use: Table: orders is being used.");
            eu.refuses(
                    update(addition(AP_SOUTH_1)),
                    "Create/Update/Delete of replica is not allowed while the replica is being added to table with name:"
                            + " orders in region eu-west-1");
        }

        @Test
        void cannotBeCalledOffAndKeepsOtherChangesAway() {
            // CUR-12
            us.put("orders", item("pk", "1"));
            Replicas.call(us, addition(EU_WEST_1));
            for (int steps = 0; steps < 4; steps++) {
                us.refuses(update(removal(EU_WEST_1)), ResourceInUseException.class, IN_USE);
                us.refuses(update(addition(AP_SOUTH_1)), ResourceInUseException.class, IN_USE);
                us.refuses(
                        UpdateTableRequest.builder()
                                .tableName("orders")
                                .deletionProtectionEnabled(true)
                                .build(),
                        ResourceInUseException.class,
                        IN_USE);
                step();
            }
            Replicas.call(us, addition(AP_SOUTH_1));
        }

        @Test
        void leavesSomeCallsAlone() {
            // CUR-12
            Replicas.call(us, addition(EU_WEST_1));

            us.call(TagResourceRequest.builder()
                    .resourceArn(ControlEndpoint.ORDERS_ARN)
                    .tags(Tag.builder().key("team").value("a").build())
                    .build());
            us.call(UpdateTimeToLiveRequest.builder()
                    .tableName("orders")
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("ends"))
                    .build());
        }

        @Test
        void canFailWithoutATrace() {
            // CUR-21: somebody is faster.
            Replicas.call(us, addition(EU_WEST_1));
            ControlEndpoint.create(eu, ControlEndpoint.orders());
            step();
            step();

            assertThat(seen(us)).isEqualTo("ACTIVE []");
            assertThat(ControlEndpoint.described(us, "orders").globalTableVersion())
                    .isNull();
            assertThat(seen(eu)).isEqualTo("ACTIVE []");
        }

        @Test
        void waitsForALinkThatIsCut() {
            us.put("orders", item("pk", "1"));
            Replicas.call(us, addition(EU_WEST_1));
            checked.simulation().network().partition(US_EAST_1, EU_WEST_1);
            checked.simulation().clock().advance(Duration.ofHours(1));
            assertThat(seen(us)).isEqualTo("UPDATING [eu-west-1 CREATING]");
            assertThat(seen(eu)).isEqualTo("CREATING [us-east-1 ACTIVE]");

            checked.simulation().network().heal();

            assertThat(seen(us)).isEqualTo("ACTIVE [eu-west-1 ACTIVE]");
            assertThat(eu.get("orders", item("pk", "1"))).isNotEmpty();
        }

        @Test
        void isNotYetAMember() {
            // CUR-15: a Region whose entry is not listed yet, of a group that is not changing any more, cannot be.
            Replicas.call(us, addition(EU_WEST_1));

            assertThat(checked.simulation().table("orders").regions()).containsExactly(US_EAST_1);
        }
    }

    @Nested
    class Removal {

        @BeforeEach
        void addReplica() {
            Replicas.call(us, addition(EU_WEST_1));
            checked.simulation().clock().advance(STEP.multipliedBy(3));
        }

        @Test
        void byTheOther() {
            Replicas.call(us, removal(EU_WEST_1));
            assertThat(seen(us)).isEqualTo("UPDATING [eu-west-1 ACTIVE]");
            assertThat(seen(eu)).isEqualTo("UPDATING [us-east-1 ACTIVE]");
            us.refuses(update(addition(AP_SOUTH_1)), ResourceInUseException.class, IN_USE);
            step();
            assertThat(seen(us)).isEqualTo("ACTIVE [eu-west-1 DELETING]");
            assertThat(seen(eu)).isEqualTo("DELETING [us-east-1 ACTIVE]");
            us.refuses(update(removal(EU_WEST_1)), ResourceInUseException.class, IN_USE);
            step();
            assertThat(seen(us)).isEqualTo("ACTIVE []");
            assertThat(ControlEndpoint.described(us, "orders").globalTableVersion())
                    .isNull();
            assertThat(seen(eu)).isEqualTo("DELETING []");
            assertThat(ControlEndpoint.described(eu, "orders").globalTableVersion())
                    .isNull();
            // CUR-14
            us.refuses(
                    update(addition(EU_WEST_1)),
                    "Failed to create a the new replica of table with name: 'orders' because one or more replicas already"
                            + " existed as tables.");
            step();
            eu.refuses(describe(), ResourceNotFoundException.class, NO_TABLE);
            Replicas.call(us, addition(EU_WEST_1));
        }

        @Test
        void byItsOwnRegion() {
            // CUR-32, CUR-35
            eu.call(ControlEndpoint.delete("orders"));
            assertThat(seen(us)).isEqualTo("ACTIVE [eu-west-1 DELETING]");
            assertThat(seen(eu)).isEqualTo("DELETING [us-east-1 ACTIVE]");
            eu.call(ControlEndpoint.delete("orders"));
            step();
            assertThat(seen(us)).isEqualTo("ACTIVE []");
            assertThat(seen(eu)).isEqualTo("DELETING []");
            step();
            eu.refuses(describe(), ResourceNotFoundException.class, NO_TABLE);
        }

        @Test
        void freesTheSourceWhenTheOthersListItNoMore() {
            // CUR-33
            eu.call(ControlEndpoint.delete("orders"));
            us.refuses(
                    ControlEndpoint.delete("orders"),
                    "Replica cannot be deleted because it has acted as a source region for new replica(s) being added to"
                            + " the table in the last 24 hours.");
            step();
            us.call(ControlEndpoint.delete("orders"));
        }

        @Test
        void isRefusedWhileATableChanges() {
            // CUR-35
            Replicas.call(us, removal(EU_WEST_1));

            eu.refuses(
                    ControlEndpoint.delete("orders"),
                    ResourceInUseException.class,
                    "Attempt to change a resource which is still in use: Table: orders is in the process of being"
                            + " updated.");
        }

        @Test
        void letsGoOfWritesInTheEnd() {
            // CUR-36: what was sent before the replica was DELETING arrives, what was written after it does not.
            Replicas.call(us, removal(EU_WEST_1));
            eu.put("orders", item("pk", "before"));
            step();
            eu.put("orders", item("pk", "after"));
            us.put("orders", item("pk", "us"));
            checked.simulation().settle();

            assertThat(us.get("orders", item("pk", "before"))).isNotEmpty();
            assertThat(us.get("orders", item("pk", "after"))).isEmpty();
            assertThat(eu.get("orders", item("pk", "us"))).isEmpty();
        }

        @Test
        void isToldByTheHistory() {
            Replicas.call(us, removal(EU_WEST_1));
            checked.simulation().clock().advance(STEP.multipliedBy(3));

            assertThat(replicaStatuses()).containsExactly("CREATING", "ACTIVE", "DELETING", "GONE");
        }
    }

    private List<String> replicaStatuses() {
        return checked.simulation().history().events(HistoryEvent.ReplicaStatusChanged.class).stream()
                .map(HistoryEvent.ReplicaStatusChanged::status)
                .toList();
    }

    @Test
    void durationsAsObservedAddUpToMinutes() {
        ReplicaDurations observed = ReplicaDurations.observed();

        assertThat(sum(observed.listed(), observed.visible(), observed.active()))
                .isBetween(Duration.ofSeconds(14), Duration.ofSeconds(49));
        assertThat(sum(observed.listed(), observed.visible(), observed.filled(), observed.active()))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        assertThat(observed.deleting()).isBetween(Duration.ofSeconds(31), Duration.ofSeconds(47));
        assertThat(observed.unlisted()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
        assertThat(observed.gone()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(35));
    }

    private static Duration sum(Duration... durations) {
        return Stream.of(durations).reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void aDurationIsNotNegative() {
        assertThatThrownBy(() -> ReplicaDurations.each(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A step cannot end before it begins: found PT-1S. Give a positive duration, or none at all.");
    }
}
