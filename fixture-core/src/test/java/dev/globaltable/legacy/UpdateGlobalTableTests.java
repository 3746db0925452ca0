package dev.globaltable.legacy;

import static dev.globaltable.legacy.LegacyTables.addition;
import static dev.globaltable.legacy.LegacyTables.createTables;
import static dev.globaltable.legacy.LegacyTables.creation;
import static dev.globaltable.legacy.LegacyTables.delete;
import static dev.globaltable.legacy.LegacyTables.described;
import static dev.globaltable.legacy.LegacyTables.put;
import static dev.globaltable.legacy.LegacyTables.regions;
import static dev.globaltable.legacy.LegacyTables.removal;
import static dev.globaltable.legacy.LegacyTables.update;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicaAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.ReplicaNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReplicaUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableResponse;

/** {@code UpdateGlobalTable}: replicas of version 2017.11.29 join and leave. */
class UpdateGlobalTableTests {

    private static final String INVALID = "One or more parameter values were invalid";

    @RegisterExtension
    final CheckedSimulation checked =
            CheckedSimulation.of(builder -> LegacyTables.emulating(builder).tableStatusDelay(Duration.ofSeconds(1)));

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);
    private final Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);
    private final Endpoint west = new Endpoint(checked::simulation, US_WEST_2);

    @BeforeEach
    void createGlobalTable() {
        createTables(checked, US_EAST_1, EU_WEST_1, US_WEST_2);
        pass();
        us.call(creation(US_EAST_1, EU_WEST_1));
        pass();
    }

    /** Lets what has begun come to its end. */
    private void pass() {
        checked.simulation().clock().advance(Duration.ofSeconds(1));
    }

    private GlobalTableDescription call(ReplicaUpdate... updates) {
        return us.<UpdateGlobalTableResponse>call(update(updates)).globalTableDescription();
    }

    @Test
    void aReplicaIsAddedWithTheTableThatIsThere() {
        // LEG-8
        GlobalTableDescription updating = call(addition(US_WEST_2));
        assertThat(updating.globalTableStatus()).isEqualTo(GlobalTableStatus.UPDATING);
        assertThat(regions(updating)).containsExactly("us-east-1", "eu-west-1", "us-west-2");
        pass();

        assertThat(described(west).globalTableStatus()).isEqualTo(GlobalTableStatus.ACTIVE);
        west.call(put("pk", "1"));
        checked.simulation().settle();
        assertThat(eu.get("orders", item("pk", "1"))).isNotEmpty();
    }

    @Test
    void aReplicaIsAddedOnlyWhileAllAreEmpty() {
        // LEG-9: not only the new one
        eu.call(put("pk", "1"));

        us.refuses(update(addition(US_WEST_2)), INVALID + ": Table orders in region eu-west-1 must be empty");
        eu.call(delete("1"));
        call(addition(US_WEST_2));
    }

    @Test
    void aReplicaThatIsAddedHearsOfDeletesThatAreUnderWay() {
        // LEG-9, LWW-10: what was deleted in time stays deleted there too
        us.call(put("pk", "1"));
        us.call(delete("1"));
        call(addition(US_WEST_2));
        checked.simulation().clock().in(EU_WEST_1).setAhead(Duration.ofMinutes(-1));
        eu.call(put("pk", "1"));
        checked.simulation().settle();

        assertThat(west.get("orders", item("pk", "1"))).isEmpty();
        assertThat(eu.get("orders", item("pk", "1"))).isEmpty();
    }

    @Test
    void aTableThatHadALifeBeforeForgetsIt() {
        checked.simulation().clock().in(US_WEST_2).setAhead(Duration.ofDays(1));
        west.call(put("pk", "1"));
        west.call(delete("1"));
        call(addition(US_WEST_2));

        us.call(put("pk", "1"));
        checked.simulation().settle();

        assertThat(west.get("orders", item("pk", "1"))).isNotEmpty();
    }

    @Test
    void aReplicaThatIsRemovedLivesOnWithItsItems() {
        // LEG-10
        us.call(put("pk", "1"));
        checked.simulation().settle();
        GlobalTableDescription updating = call(removal(EU_WEST_1));
        assertThat(updating.globalTableStatus()).isEqualTo(GlobalTableStatus.UPDATING);
        pass();

        assertThat(regions(described(us))).containsExactly("us-east-1");
        eu.call(put("pk", "2"));
        us.call(put("pk", "3"));
        checked.simulation().settle();
        assertThat(eu.get("orders", item("pk", "1"))).containsKey("aws:rep:updatetime");
        assertThat(eu.get("orders", item("pk", "2"))).isEqualTo(item("pk", "2"));
        assertThat(eu.get("orders", item("pk", "3"))).isEmpty();
        assertThat(us.get("orders", item("pk", "2"))).isEmpty();
    }

    @Test
    void whatAReplicaSentBeforeItWasRemovedStillArrivesAndNothingReachesIt() {
        // LEG-10: not atomic; CUR-36
        eu.call(put("pk", "1"));
        us.call(put("pk", "2"));
        call(removal(EU_WEST_1));
        checked.simulation().settle();

        assertThat(us.get("orders", item("pk", "1"))).isNotEmpty();
        assertThat(eu.get("orders", item("pk", "2"))).isEmpty();
    }

    @Test
    void aReplicaCanBeAddedAndAnotherRemovedAtOnce() {
        // LEG-8
        call(addition(US_WEST_2), removal(EU_WEST_1));
        pass();

        assertThat(regions(described(us))).containsExactly("us-east-1", "us-west-2");
    }

    @Test
    void aGlobalTableWithoutReplicasIsGone() {
        GlobalTableDescription deleting = call(removal(US_EAST_1), removal(EU_WEST_1));
        assertThat(deleting.globalTableStatus()).isEqualTo(GlobalTableStatus.DELETING);
        pass();

        us.refuses(
                LegacyTables.description(),
                GlobalTableNotFoundException.class,
                "Global table not found: Global table with name: 'orders' does not exist.");
        us.call(creation(US_EAST_1, EU_WEST_1));
    }

    @Test
    void theHistoryTellsEachState() {
        call(addition(US_WEST_2), removal(EU_WEST_1));
        pass();

        assertThat(checked.simulation().history().events(HistoryEvent.GlobalTableStatusChanged.class))
                .extracting(HistoryEvent.GlobalTableStatusChanged::status)
                .containsExactly("CREATING", "ACTIVE", "UPDATING", "ACTIVE");
        assertThat(checked.simulation().history().events(HistoryEvent.ReplicaStatusChanged.class))
                .extracting(change -> change.region() + " " + change.status())
                .endsWith("us-west-2 CREATING", "eu-west-1 DELETING", "us-west-2 ACTIVE", "eu-west-1 GONE");
    }

    @Test
    void aChangeWaitsForTheOneBefore() {
        call(addition(US_WEST_2));

        us.refuses(update(removal(US_WEST_2)), INVALID + ": Global table orders is UPDATING");
    }

    @Test
    void whatIsNotThereIsRefused() {
        // LEG-8
        us.refuses(
                update(addition(US_WEST_2)).toBuilder()
                        .globalTableName("missing")
                        .build(),
                GlobalTableNotFoundException.class,
                "Global table with name: 'missing' does not exist.");
        us.refuses(
                update(addition(EU_WEST_1)),
                ReplicaAlreadyExistsException.class,
                "The specified replica is already part of the global table.");
        us.refuses(
                update(removal(US_WEST_2)),
                ReplicaNotFoundException.class,
                "The specified replica is no longer part of the global table.");
        us.refuses(
                update(addition(software.amazon.awssdk.regions.Region.EU_WEST_2)),
                TableNotFoundException.class,
                "Table not found: orders");
    }

    @Test
    void whatIsNoUpdateIsRefused() {
        // LEG-3, LEG-8
        us.refuses(update(), INVALID);
        us.refuses(update(ReplicaUpdate.builder().build()), INVALID);
        us.refuses(
                update(addition(US_WEST_2).toBuilder()
                        .delete(replica -> replica.regionName("eu-west-1"))
                        .build()),
                INVALID + ": A ReplicaUpdate structure cannot contain both a create replica action and a delete replica"
                        + " action");
        us.refuses(
                update(ReplicaUpdate.builder().create(replica -> {}).build()),
                "1 validation error detected: Value null at 'replicaUpdates.1.member.create.regionName' failed to satisfy"
                        + " constraint: Member must not be null");
        us.refuses(
                update(addition(US_WEST_2), removal(EU_WEST_1), removal(EU_WEST_1), addition(US_WEST_2)).toBuilder()
                        .replicaUpdates(addition(US_EAST_1), removal(US_EAST_1))
                        .build(),
                ReplicaAlreadyExistsException.class,
                "The specified replica is already part of the global table.");
    }
}
