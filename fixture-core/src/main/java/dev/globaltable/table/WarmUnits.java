package dev.globaltable.table;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/**
 * What a table can serve at once; it only ever grows.
 *
 * @param reads read units per second
 * @param writes write units per second
 */
public record WarmUnits(long reads, long writes) {

    /** What an on-demand table can serve when it is new. */
    public static final WarmUnits ON_DEMAND = new WarmUnits(12_000, 4_000);

    /** What a table that was created so can serve. */
    public static WarmUnits of(BillingMode mode, @Nullable ProvisionedThroughput provisioned) {
        return mode == BillingMode.PROVISIONED && provisioned != null
                ? new WarmUnits(provisioned.readCapacityUnits(), provisioned.writeCapacityUnits())
                : ON_DEMAND;
    }

    /** The greater of each. */
    public WarmUnits atLeast(WarmUnits other) {
        return new WarmUnits(Math.max(reads, other.reads), Math.max(writes, other.writes));
    }
}
