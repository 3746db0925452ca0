package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.TableAdministration.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;

/** Scenario 37. A Region is disabled for a day, and its replica is none any more. */
@GlobalTable(name = TABLE, partitionKey = "order")
class DisabledRegionTests {

    private final TableAdministration us = new TableAdministration(US_EAST_1);
    private final TableAdministration eu = new TableAdministration(EU_WEST_1);

    /** Somebody disables Ireland for the account, and orders go on in Virginia. */
    @BeforeEach
    void irelandIsDisabled(Simulation simulation) {
        us.place("before");
        simulation.settle();
        simulation.faults().disableRegion(EU_WEST_1);
        us.place("meanwhile");
    }

    private void enabledAfter(Duration duration, Simulation simulation, SimulatedClock clock) {
        clock.advance(duration);
        simulation.faults().enableRegion(EU_WEST_1);
        us.place("in Virginia");
        eu.place("in Ireland");
        simulation.settle();
    }

    /** ISO-2: what could not get there is kept. */
    @Test
    void withinTwentyHoursItCatchesUp(Simulation simulation, SimulatedClock clock, SimulatedTable orders) {
        assertThatThrownBy(() -> eu.place("anything")).isInstanceOf(DynamoDbException.class);
        assertThat(us.table().orElseThrow().replicas())
                .extracting(ReplicaDescription::replicaStatus)
                .containsExactly(ReplicaStatus.REGION_DISABLED);

        enabledAfter(Duration.ofHours(19), simulation, clock);

        assertThat(orders).hasConverged();
        assertThat(eu.order("meanwhile")).isNotEmpty();
        assertThat(us.order("in Ireland")).isNotEmpty();
    }

    /** ISO-4: nothing is deleted, but nothing crosses any more. */
    @Test
    void afterThatThereAreTwoTablesOfOneName(Simulation simulation, SimulatedClock clock) {
        enabledAfter(Duration.ofHours(21), simulation, clock);

        assertThat(us.table().orElseThrow().hasReplicas()).isFalse();
        assertThat(eu.table().orElseThrow().hasReplicas()).isFalse();
        assertThat(eu.order("before")).isNotEmpty();
        assertThat(eu.order("meanwhile")).isEmpty();
        assertThat(eu.order("in Virginia")).isEmpty();
        assertThat(us.order("in Ireland")).isEmpty();
    }

    /** The remedy, late: Ireland's table goes, with what was written there alone, and a new replica comes (ISO-4). */
    @Test
    void itIsMadeAnew(Simulation simulation, SimulatedClock clock) {
        enabledAfter(Duration.ofHours(21), simulation, clock);

        eu.deleteTable();
        while (eu.table().isPresent()) {
            clock.advance(Duration.ofSeconds(10));
        }
        us.addReplica(EU_WEST_1);
        simulation.settle();

        assertThat(eu.order("before")).isNotEmpty();
        assertThat(eu.order("meanwhile")).isNotEmpty();
        assertThat(eu.order("in Virginia")).isNotEmpty();
        assertThat(eu.order("in Ireland")).isEmpty();
    }
}
