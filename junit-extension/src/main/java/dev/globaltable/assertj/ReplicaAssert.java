package dev.globaltable.assertj;

import dev.globaltable.SimulatedItem;
import dev.globaltable.SimulatedTable;
import org.assertj.core.api.AbstractAssert;
import software.amazon.awssdk.regions.Region;

/**
 * Assertions about the replica of a global table in one Region.
 *
 * @since 0.1.0
 */
public final class ReplicaAssert extends AbstractAssert<ReplicaAssert, SimulatedTable> {

    private final Region region;

    ReplicaAssert(SimulatedTable actual, Region region) {
        super(actual, ReplicaAssert.class);
        if (!actual.regions().contains(region)) {
            throw new IllegalArgumentException("The table \"" + actual.name() + "\" has no replica in " + region.id()
                    + "; it has replicas in "
                    + actual.regions().stream().map(Region::id).toList() + ".");
        }
        this.region = region;
    }

    /**
     * Leads to assertions about one item in this Region, by its partition key.
     *
     * @throws IllegalArgumentException if the value does not fit the table's key
     */
    public ReplicaItemAssert item(Object partition) {
        return item(actual.item(partition));
    }

    /**
     * Leads to assertions about one item in this Region, by its partition and sort key.
     *
     * @throws IllegalArgumentException if a value does not fit the table's key
     */
    public ReplicaItemAssert item(Object partition, Object sort) {
        return item(actual.item(partition, sort));
    }

    private ReplicaItemAssert item(SimulatedItem item) {
        return Descriptions.handOn(this, new ReplicaItemAssert(item, region));
    }

    /**
     * The replica holds this many items.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(profiles).in(Region.US_EAST_1).hasItemCount(1);   // passes
     * assertThat(profiles).in(Region.EU_WEST_1).hasItemCount(1);   // fails: not there yet
     * }</pre>
     */
    public ReplicaAssert hasItemCount(int expected) {
        int found = actual.count(region);
        if (found != expected) {
            throwAssertionError(TableMessages.itemCount(actual, region, expected, found));
        }
        return this;
    }

    /** Leads back to the table. */
    public GlobalTableAssert table() {
        return Descriptions.handOn(this, new GlobalTableAssert(actual));
    }
}
