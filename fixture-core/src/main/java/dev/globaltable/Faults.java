package dev.globaltable;

import dev.globaltable.history.HistoryEvent;
import software.amazon.awssdk.regions.Region;

/**
 * What can be wrong with a Region or one replica beside the links of the {@link Network}. Replication to and from such a
 * replica stands still; what is written meanwhile is kept and delivered when the fault is over (ISO-2).
 *
 * <p>A replica that stays so for more than 20 hours leaves its global table for good: it lives on as a table of its Region,
 * with all that it holds, and hears of the others no more (ISO-4).
 *
 * <p>In a strongly consistent global table such a replica counts for no majority; its writes and strongly consistent reads
 * fail, the others go on. After more than seven days it is lost: it stays as it is, or is archived when its key was the cause,
 * and nothing brings it back but dissolving the global table (STRONG-22).
 *
 * <pre>{@code
 * simulation.faults().disableKey(Region.EU_WEST_1, "profiles");
 * // calls in eu-west-1 fail, us-east-1 works on
 * simulation.faults().enableKey(Region.EU_WEST_1, "profiles");
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Faults {

    private final Simulation simulation;
    private final Account account;

    Faults(Simulation simulation, Account account) {
        this.simulation = simulation;
        this.account = account;
    }

    /**
     * Disables a Region for the account: calls there fail, and the other Regions list its replicas as {@code
     * REGION_DISABLED}. A witness there goes on.
     */
    public void disableRegion(Region region) {
        change(
                HistoryEvent.Fault.REGION_DISABLED,
                region,
                "",
                () -> impairments().disable(region));
    }

    /** Enables it again. */
    public void enableRegion(Region region) {
        change(
                HistoryEvent.Fault.REGION_ENABLED,
                region,
                "",
                () -> impairments().enable(region));
    }

    /**
     * Makes the key of a table in one Region inaccessible: calls that read or write items there fail at once; the status of
     * table and replica becomes {@code INACCESSIBLE_ENCRYPTION_CREDENTIALS}, at once or when the fault is detected
     * (ISO-5, {@link SimulationBuilder#keyFaultDetection}).
     *
     * @throws IllegalArgumentException if the Region has no such table
     */
    public void disableKey(Region region, String table) {
        change(
                HistoryEvent.Fault.KEY_DISABLED,
                region,
                table,
                () -> impairments().disableKey(account.require(region, table)));
    }

    /** Makes it accessible again. */
    public void enableKey(Region region, String table) {
        change(
                HistoryEvent.Fault.KEY_ENABLED,
                region,
                table,
                () -> impairments().enableKey(account.require(region, table)));
    }

    /**
     * Takes the permission to replicate from one replica, as a denying {@code PutResourcePolicy} does; it becomes {@code
     * REPLICATION_NOT_AUTHORIZED}. Applications can use it as before, unless it is strongly consistent.
     *
     * @throws IllegalArgumentException if the Region has no such table
     * @throws IllegalStateException if it belongs to no global table, or to one of version 2017.11.29, whose replicas have no
     *     policies (LEG-5)
     */
    public void denyReplication(Region region, String table) {
        change(
                HistoryEvent.Fault.REPLICATION_DENIED,
                region,
                table,
                () -> impairments().deny(account.require(region, table)));
    }

    /** Gives the permission back. */
    public void allowReplication(Region region, String table) {
        change(
                HistoryEvent.Fault.REPLICATION_ALLOWED,
                region,
                table,
                () -> impairments().allow(account.require(region, table)));
    }

    private Impairments impairments() {
        return account.impairments();
    }

    private void change(HistoryEvent.Fault fault, Region region, String table, Runnable change) {
        simulation.run(() -> account.tellCause(fault, region, table, change));
    }
}
