package dev.globaltable.control;

import static dev.globaltable.control.Replicas.addition;
import static dev.globaltable.control.Replicas.removal;
import static dev.globaltable.control.Replicas.strong;
import static dev.globaltable.control.Replicas.update;
import static dev.globaltable.control.Replicas.withoutWitness;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_2;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.ReplicaDurations;
import dev.globaltable.SimulationBuilder;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.Endpoint;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** How a strongly consistent global table comes and goes, step by step, as each Region shows it (STRONG-2, STRONG-9). */
class StrongTableStatusTests {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final String IN_USE = "The resource which you are attempting to change is in use.";

    @RegisterExtension
    final CheckedSimulation checked =
            CheckedSimulation.of((SimulationBuilder builder) -> builder.replicaDurations(ReplicaDurations.each(STEP)));

    private final Endpoint east1 = ControlEndpoint.in(checked, US_EAST_1);
    private final Endpoint east2 = ControlEndpoint.in(checked, US_EAST_2);
    private final Endpoint west2 = ControlEndpoint.in(checked, US_WEST_2);

    @BeforeEach
    void createOrders() {
        ControlEndpoint.create(east1, ControlEndpoint.orders());
    }

    private void step() {
        checked.simulation().clock().advance(STEP);
    }

    /** A table's status, the replicas and the witness that it lists. */
    private static String seen(Endpoint endpoint) {
        TableDescription table = ControlEndpoint.described(endpoint, "orders");
        String witnesses = table.globalTableWitnesses().stream()
                .map(witness -> " witness " + witness.regionName() + " " + witness.witnessStatus())
                .reduce("", String::concat);
        return table.tableStatus() + " " + Replicas.listed(table) + witnesses;
    }

    private static void assertNoTable(Endpoint endpoint) {
        endpoint.refuses(
                DescribeTableRequest.builder().tableName("orders").build(),
                ResourceNotFoundException.class,
                "Requested resource not found: Table: orders not found");
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (HistoryEvent event : checked.simulation().history().events()) {
            if (event instanceof HistoryEvent.TableStatusChanged table) {
                told.add("Table " + table.region() + " " + table.status());
            } else if (event instanceof HistoryEvent.ReplicaStatusChanged replica) {
                told.add("Replica " + replica.region() + " " + replica.status());
            } else if (event instanceof HistoryEvent.WitnessStatusChanged witness) {
                told.add("Witness " + witness.region() + " " + witness.status());
            }
        }
        return told;
    }

    @Nested
    class Making {

        @Test
        void threeReplicas() {
            east1.call(strong(addition(US_EAST_2), addition(US_WEST_2)));
            assertThat(seen(east1)).isEqualTo("UPDATING []");
            assertThat(ControlEndpoint.described(east1, "orders").multiRegionConsistency())
                    .isEqualTo(MultiRegionConsistency.STRONG);
            assertNoTable(east2);
            step();
            assertThat(seen(east1)).isEqualTo("UPDATING [us-east-2 CREATING, us-west-2 CREATING]");
            assertNoTable(west2);
            step();
            assertThat(seen(east1)).isEqualTo("UPDATING [us-east-2 CREATING, us-west-2 CREATING]");
            assertThat(seen(east2)).isEqualTo("CREATING [us-east-1 ACTIVE, us-west-2 CREATING]");
            assertThat(seen(west2)).isEqualTo("CREATING [us-east-1 ACTIVE, us-east-2 CREATING]");
            step();
            assertThat(seen(east1)).isEqualTo("ACTIVE [us-east-2 ACTIVE, us-west-2 ACTIVE]");
            assertThat(seen(west2)).isEqualTo("ACTIVE [us-east-1 ACTIVE, us-east-2 ACTIVE]");
        }

        @Test
        void twoReplicasAndAWitness() {
            east1.call(strong(US_EAST_2, US_WEST_2));
            assertThat(seen(east1)).isEqualTo("UPDATING []");
            step();
            assertThat(seen(east1)).isEqualTo("UPDATING [us-east-2 CREATING] witness us-west-2 CREATING");
            step();
            assertThat(seen(east2)).isEqualTo("CREATING [us-east-1 ACTIVE] witness us-west-2 CREATING");
            assertNoTable(west2);
            step();
            assertThat(seen(east1)).isEqualTo("ACTIVE [us-east-2 ACTIVE] witness us-west-2 ACTIVE");
            assertThat(seen(east2)).isEqualTo("ACTIVE [us-east-1 ACTIVE] witness us-west-2 ACTIVE");
            assertThat(told())
                    .containsExactly(
                            "Table us-east-1 CREATING",
                            "Table us-east-1 ACTIVE",
                            "Table us-east-1 UPDATING",
                            "Replica us-east-2 CREATING",
                            "Witness us-west-2 CREATING",
                            "Table us-east-2 CREATING",
                            "Table us-east-2 ACTIVE",
                            "Replica us-east-2 ACTIVE",
                            "Witness us-west-2 ACTIVE",
                            "Table us-east-1 ACTIVE");
        }

        @Test
        void letsNothingElseHappenMeanwhile() { // CUR-12
            east1.call(strong(US_EAST_2, US_WEST_2));

            east1.refuses(update(addition(EU_WEST_1)), ResourceInUseException.class, IN_USE);
            east1.refuses(
                    ControlEndpoint.delete("orders"),
                    ResourceInUseException.class,
                    "Attempt to change a resource which is still in use: Table: orders is in the process of being"
                            + " updated.");
        }

        @Test
        void takesWhatIsWrittenMeanwhile() { // CUR-4
            east1.call(strong(addition(US_EAST_2), addition(US_WEST_2)));
            east1.put("orders", item("pk", "1"));
            step();
            step();
            step();

            assertThat(west2.get("orders", item("pk", "1"))).isEqualTo(item("pk", "1"));
        }

        @Test
        void leavesNoTraceWhenOneOfThemCannotBe() { // CUR-21
            east1.call(strong(US_EAST_2, US_WEST_2));
            step();
            ControlEndpoint.create(east2, ControlEndpoint.orders());
            step();

            assertThat(seen(east1)).isEqualTo("ACTIVE []");
            TableDescription left = ControlEndpoint.described(east1, "orders");
            assertThat(left.multiRegionConsistency()).isNull();
            assertThat(left.globalTableVersion()).isNull();
            assertThat(told()).endsWith("Replica us-east-2 GONE", "Witness us-west-2 GONE", "Table us-east-1 ACTIVE");
        }

        @Test
        void waitsUntilEveryRegionIsReached() {
            east1.call(strong(US_EAST_2, US_WEST_2));
            step();
            checked.simulation().network().isolate(US_WEST_2);
            step();
            step();
            assertThat(seen(east1)).isEqualTo("UPDATING [us-east-2 CREATING] witness us-west-2 CREATING");
            checked.simulation().network().heal();
            assertThat(seen(east1)).isEqualTo("ACTIVE [us-east-2 ACTIVE] witness us-west-2 ACTIVE");
        }
    }

    @Nested
    class Dissolving {

        private void make(UpdateTableRequest request) {
            east1.call(request);
            step();
            step();
            step();
        }

        @Test
        void threeReplicas() { // STRONG-6
            make(strong(addition(US_EAST_2), addition(US_WEST_2)));
            east1.call(update(removal(US_EAST_2), removal(US_WEST_2)));
            assertThat(seen(east1)).isEqualTo("UPDATING [us-east-2 ACTIVE, us-west-2 ACTIVE]");
            assertThat(seen(west2)).isEqualTo("UPDATING [us-east-1 ACTIVE, us-east-2 ACTIVE]");
            east1.refuses(update(addition(EU_WEST_1)), ResourceInUseException.class, IN_USE);
            step();
            assertThat(seen(east1)).isEqualTo("ACTIVE [us-east-2 DELETING, us-west-2 DELETING]");
            assertThat(seen(west2)).isEqualTo("DELETING [us-east-1 ACTIVE, us-east-2 DELETING]");
            step();
            assertThat(seen(east1)).isEqualTo("ACTIVE []");
            assertThat(seen(west2)).isEqualTo("DELETING []");
            step();
            assertNoTable(east2);
            assertNoTable(west2);
        }

        @Test
        void twoReplicasAndAWitness() { // STRONG-6
            make(strong(US_EAST_2, US_WEST_2));
            east1.call(withoutWitness(update(removal(US_EAST_2)), US_WEST_2));
            assertThat(seen(east1)).isEqualTo("UPDATING [us-east-2 ACTIVE] witness us-west-2 ACTIVE");
            step();
            assertThat(seen(east1)).isEqualTo("ACTIVE [us-east-2 DELETING] witness us-west-2 DELETING");
            step();
            assertThat(seen(east1)).isEqualTo("ACTIVE []");
            assertThat(told())
                    .containsSubsequence(
                            "Table us-east-1 UPDATING",
                            "Table us-east-2 UPDATING",
                            "Table us-east-1 ACTIVE",
                            "Table us-east-2 DELETING",
                            "Replica us-east-2 DELETING",
                            "Witness us-west-2 DELETING",
                            "Replica us-east-2 GONE",
                            "Witness us-west-2 GONE");
            step();
            assertNoTable(east2);
        }

        @Test
        void keepsWhatWasAcknowledgedElsewhere() { // STRONG-11
            make(strong(addition(US_EAST_2), addition(US_WEST_2)));
            checked.simulation().network().setDelay(US_WEST_2, US_EAST_1, ReplicationDelay.manual());
            west2.put("orders", item("pk", "1"));
            east1.call(update(removal(US_EAST_2), removal(US_WEST_2)));
            step();

            assertThat(east1.get("orders", item("pk", "1"))).isEqualTo(item("pk", "1"));
        }
    }
}
