package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
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
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Scenario 20. The answer to a transaction is lost; the caller tries again elsewhere, with the same token. */
@GlobalTable(name = "accounts", partitionKey = "account")
class TransactionRunsTwiceTests {

    private final Accounts us = new Accounts(US_EAST_1);
    private final Accounts eu = new Accounts(EU_WEST_1);

    @BeforeEach
    void annHas100AndBobHasNothing(Simulation simulation) {
        us.open("ann", 100);
        us.open("bob", 0);
        simulation.settle();
    }

    /** LWW-25: within ten minutes a Region remembers the token. */
    @Test
    void theSameRegionMovesTheMoneyOnce(Simulation simulation, SimulatedTable accounts) {
        us.transfer("ann", "bob", 30, "token-1");
        us.transfer("ann", "bob", 30, "token-1");
        simulation.settle();

        assertThat(accounts).item("ann").hasConverged().in(EU_WEST_1).hasAttribute("balance", 70);
        assertThat(accounts).item("bob").hasConverged().in(EU_WEST_1).hasAttribute("balance", 30);
    }

    /** LWW-25: another Region has never heard of it. */
    @Test
    void anotherRegionMovesItAgain(Simulation simulation, SimulatedTable accounts) {
        us.transfer("ann", "bob", 30, "token-1");
        simulation.settle();
        eu.transfer("ann", "bob", 30, "token-1");
        simulation.settle();

        assertThat(accounts).item("ann").hasConverged().in(US_EAST_1).hasAttribute("balance", 40);
        assertThat(accounts).item("bob").hasConverged().in(US_EAST_1).hasAttribute("balance", 60);
    }

    /** LWW-19, LWW-25: before the first one has arrived, the conditions of the second see the balances before it. */
    @Test
    void bothRunOnTheSameBalancesWhenTheFirstHasNotArrived(
            Simulation simulation, SimulatedClock clock, SimulatedTable accounts) {
        us.transfer("ann", "bob", 80, "token-1");
        clock.advance(Duration.ofMillis(1));
        eu.transfer("ann", "bob", 80, "token-1");
        simulation.settle();

        assertThat(accounts).conflicts().hasSize(2);
        assertThat(accounts).item("ann").hasConverged().in(US_EAST_1).hasAttribute("balance", 20);
        assertThat(accounts).item("bob").hasConverged().in(US_EAST_1).hasAttribute("balance", 80);
    }

    /** The remedy: the transaction leaves its own number behind, which replicates as everything else does. */
    @Test
    void aNumberedTransferIsRefusedTheSecondTime(Simulation simulation, SimulatedTable accounts) {
        us.transferNumbered("ann", "bob", 30, "7");
        simulation.settle();

        assertThatThrownBy(() -> eu.transferNumbered("ann", "bob", 30, "7"))
                .isInstanceOf(TransactionCanceledException.class)
                .hasMessageContaining("[ConditionalCheckFailed, None, None]");
        assertThat(accounts).item("ann").hasConverged().in(EU_WEST_1).hasAttribute("balance", 70);
        assertThat(accounts).item("bob").hasConverged().in(EU_WEST_1).hasAttribute("balance", 30);
    }
}
