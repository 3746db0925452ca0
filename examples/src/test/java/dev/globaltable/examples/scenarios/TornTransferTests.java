package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.Network;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scenarios 17 and 18. Another Region sees half a transaction; or one half of it is lost for good. */
@GlobalTable(name = "accounts", partitionKey = "account", replicationDelay = "manual")
class TornTransferTests {

    private final Accounts us = new Accounts(US_EAST_1);
    private final Accounts eu = new Accounts(EU_WEST_1);

    @BeforeEach
    void annHas100AndBobHas50(Simulation simulation) {
        us.open("ann", 100);
        us.open("bob", 50);
        simulation.settle();
    }

    private static void withdrawalArrives(Network network, SimulatedTable accounts) {
        network.deliver(accounts.item("ann").inFlight().get(0));
    }

    /** LWW-24: each item travels by itself, and a transaction reads its own Region. */
    @Test
    void anotherRegionSeesMoneyMissing(Simulation simulation, Network network, SimulatedTable accounts) {
        us.transfer("ann", "bob", 30);
        withdrawalArrives(network, accounts);

        assertThat(us.total("ann", "bob")).isEqualTo(150);
        assertThat(eu.total("ann", "bob")).isEqualTo(120);

        simulation.settle();
        assertThat(eu.total("ann", "bob")).isEqualTo(150);
        assertThat(accounts).item("ann").hasConverged().in(EU_WEST_1).hasAttribute("balance", 70);
        assertThat(accounts).item("bob").hasConverged().in(EU_WEST_1).hasAttribute("balance", 80);
    }

    /** LWW-1, LWW-24: each item wins or loses by itself, too; the streams: STR-4, STR-6. */
    @Test
    void aLaterPaymentElsewhereUndoesHalfOfTheTransfer(
            Simulation simulation, SimulatedClock clock, SimulatedTable accounts) {
        us.transfer("ann", "bob", 30);
        clock.advance(Duration.ofMillis(1));
        eu.pay("bob", 5);
        simulation.settle();

        assertThat(accounts).item("ann").hasConverged().in(US_EAST_1).hasAttribute("balance", 70);
        assertThat(accounts).item("bob").hasConverged().in(US_EAST_1).hasAttribute("balance", 55);
        assertThat(us.total("ann", "bob")).isEqualTo(125);
        assertThat(accounts)
                .conflicts()
                .singleElement()
                .onItem("bob")
                .wonBy(EU_WEST_1)
                .hasLostImage(Map.of("account", "bob", "balance", 80));
        assertThat(changes(accounts, US_EAST_1))
                .endsWith(
                        "MODIFY {account: ann, balance: 100} -> {account: ann, balance: 70}",
                        "MODIFY {account: bob, balance: 50} -> {account: bob, balance: 80}",
                        "MODIFY {account: bob, balance: 80} -> {account: bob, balance: 55}");
        assertThat(changes(accounts, EU_WEST_1))
                .endsWith(
                        "MODIFY {account: bob, balance: 50} -> {account: bob, balance: 55}",
                        "MODIFY {account: ann, balance: 100} -> {account: ann, balance: 70}");
    }

    /** The remedy for both: what belongs together is read and written in one Region. */
    @Test
    void theBooksBalanceWhereOneRegionKeepsThem(
            Simulation simulation, SimulatedClock clock, Network network, SimulatedTable accounts) {
        Accounts calledFromEurope = new Accounts(US_EAST_1);

        us.transfer("ann", "bob", 30);
        withdrawalArrives(network, accounts);
        assertThat(calledFromEurope.total("ann", "bob")).isEqualTo(150);

        clock.advance(Duration.ofMillis(1));
        calledFromEurope.pay("bob", 5);
        simulation.settle();

        assertThat(eu.total("ann", "bob")).isEqualTo(155);
        assertThat(accounts).conflicts().isEmpty();
    }
}
