package dev.globaltable.examples.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.ReplicaDurations;
import dev.globaltable.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Scenarios 33 and 34. What it means to take a Region out of a table, and why a test table cannot be torn down. */
class RemovedReplicaTests {

    private static final Duration STEP = Duration.ofSeconds(10);

    private final TableAdministration us = new TableAdministration(US_EAST_1);
    private final TableAdministration eu = new TableAdministration(EU_WEST_1);

    /** Scenario 33. */
    @Nested
    class OfATableInUse {

        private static Simulation regions() {
            return Simulation.builder()
                    .globalTable(GlobalTableDefinition.named("orders").partitionKey("order"))
                    .replicaDurations(ReplicaDurations.each(STEP))
                    .start();
        }

        /** CUR-31: replication does not stop, the copy goes. */
        @Test
        void removingAReplicaDeletesItsTable() {
            try (Simulation simulation = regions()) {
                us.place("o-1");
                simulation.settle();

                us.removeReplica(EU_WEST_1);
                simulation.clock().advance(STEP.multipliedBy(3));

                assertThatThrownBy(() -> eu.order("o-1"))
                        .isInstanceOf(ResourceNotFoundException.class)
                        .hasMessageContaining("Requested resource not found");
                assertThat(us.order("o-1")).isNotEmpty();
            }
        }

        /** CUR-12, CUR-14: first the table is still being changed, then the old copy is still in the way. */
        @Test
        void itCannotComeBackBeforeItIsGone() {
            try (Simulation simulation = regions()) {
                us.removeReplica(EU_WEST_1);
                simulation.clock().advance(STEP);
                assertThatThrownBy(() -> us.addReplica(EU_WEST_1)).isInstanceOf(ResourceInUseException.class);

                simulation.clock().advance(STEP);
                assertThatThrownBy(() -> us.addReplica(EU_WEST_1))
                        .isInstanceOf(DynamoDbException.class)
                        .hasMessageContaining("Failed to create a the new replica of table with name: 'orders' because"
                                + " one or more replicas already existed as tables.");
            }
        }

        /** The remedy: the Region is free when it answers that there is no such table. */
        @Test
        void itComesBackWithAllDataOnceItsRegionIsFree() {
            try (Simulation simulation = regions()) {
                us.place("o-1");
                simulation.settle();
                us.removeReplica(EU_WEST_1);
                while (eu.table().isPresent()) {
                    simulation.clock().advance(STEP);
                }

                us.addReplica(EU_WEST_1);
                while (eu.table()
                        .map(table -> table.tableStatus() != TableStatus.ACTIVE)
                        .orElse(true)) {
                    simulation.clock().advance(STEP);
                }

                assertThat(eu.order("o-1")).isNotEmpty();
            }
        }
    }

    /** Scenario 34. */
    @Nested
    class OfATestTable {

        /** CUR-33: a Region that was the source of another cannot go before it, within a day. */
        @Test
        void theFirstRegionCannotBeDeletedFirst() {
            try (Simulation simulation = Simulation.builder().start()) {
                us.createTable();
                us.addReplica(EU_WEST_1);
                simulation.settle();

                assertThatThrownBy(us::deleteTable)
                        .isInstanceOf(DynamoDbException.class)
                        .hasMessageContaining(
                                "Replica cannot be deleted because it has acted as a source region for new"
                                        + " replica(s) being added to the table in the last 24 hours.");
                assertThat(us.table()).isPresent();
            }
        }

        /** The remedy: the replicas first, the source last. */
        @Test
        void itIsTornDownFromTheLeaves() {
            try (Simulation simulation = Simulation.builder().start()) {
                us.createTable();
                us.addReplica(EU_WEST_1);
                simulation.settle();

                us.removeReplica(EU_WEST_1);
                while (eu.table().isPresent()) {
                    simulation.clock().advance(STEP);
                }
                us.deleteTable();

                assertThat(us.table()).isEmpty();
                assertThat(eu.table()).isEmpty();
            }
        }
    }
}
