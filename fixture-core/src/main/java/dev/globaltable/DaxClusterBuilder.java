package dev.globaltable;

import dev.globaltable.dax.DaxSettings;
import java.time.Duration;
import software.amazon.awssdk.regions.Region;

/**
 * The settings of a DAX cluster; what is not said has DAX's own default.
 *
 * <pre>{@code
 * DaxCluster dax = simulation.daxCluster(Region.EU_WEST_1)
 *     .itemTtl(Duration.ofMinutes(1))
 *     .queryTtl(Duration.ZERO)
 *     .create();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class DaxClusterBuilder {

    private static final Duration TTL_DEFAULT = Duration.ofMinutes(5);

    private final Simulation simulation;
    private final Region region;
    private Duration itemTtl = TTL_DEFAULT;
    private Duration queryTtl = TTL_DEFAULT;
    private Duration refreshDelay = Duration.ZERO;
    private int items = Integer.MAX_VALUE;
    private int results = Integer.MAX_VALUE;

    DaxClusterBuilder(Simulation simulation, Region region) {
        this.simulation = simulation;
        this.region = region;
    }

    /**
     * How long an item stays in the item cache after it was written there ({@code record-ttl-millis}); zero: until it has to
     * make room. Default: 5 minutes (DAX-2).
     *
     * @throws IllegalArgumentException if it is negative
     */
    public DaxClusterBuilder itemTtl(Duration ttl) {
        itemTtl = requireNotNegative("itemTtl", ttl);
        return this;
    }

    /**
     * How long the answer to a query or scan stays in the query cache ({@code query-ttl-millis}); zero: no answer is cached.
     * Default: 5 minutes (DAX-2).
     *
     * @throws IllegalArgumentException if it is negative
     */
    public DaxClusterBuilder queryTtl(Duration ttl) {
        queryTtl = requireNotNegative("queryTtl", ttl);
        return this;
    }

    /**
     * How many items the item cache has room for, absent ones included; the least recently used make room. Default: as many
     * as there are. DAX itself counts bytes, by the type of its nodes.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public DaxClusterBuilder itemCacheSize(int items) {
        this.items = requirePositive("itemCacheSize", items);
        return this;
    }

    /**
     * How many answers the query cache has room for, each page being one. Default: as many as there are.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public DaxClusterBuilder queryCacheSize(int results) {
        this.results = requirePositive("queryCacheSize", results);
        return this;
    }

    /**
     * How long after {@code TransactWriteItems} its items are read again, in the background (DAX-3). Until then the cluster
     * answers with what it had before. Default: no time, so that the next call finds them; AWS promises nothing.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public DaxClusterBuilder transactionRefreshDelay(Duration delay) {
        refreshDelay = requireNotNegative("transactionRefreshDelay", delay);
        return this;
    }

    /** Creates the cluster, with nothing cached. */
    public DaxCluster create() {
        return simulation.call(() -> new DaxCluster(
                simulation,
                region,
                new DaxSettings(micros(itemTtl), micros(queryTtl), items, results, micros(refreshDelay))));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static Duration requireNotNegative(String setting, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    setting + " is a time, or zero; found " + duration + ". Example: Duration.ofMinutes(5).");
        }
        return duration;
    }

    private static int requirePositive(String setting, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    setting + " is the room for at least one entry; found " + number + ". Example: 1000.");
        }
        return number;
    }
}
