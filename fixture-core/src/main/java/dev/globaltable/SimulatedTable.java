package dev.globaltable;

import dev.globaltable.history.Conflict;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.KeyValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A global table seen from outside all Regions: what each replica holds, what is under way, which conflicts there were.
 *
 * <p>Looking changes nothing: no capacity is used, no time passes. What is due at the present instant has happened.
 *
 * @since 0.1.0
 */
public final class SimulatedTable {

    private final Simulation simulation;
    private final GlobalTableDefinition definition;

    SimulatedTable(Simulation simulation, GlobalTableDefinition definition) {
        this.simulation = simulation;
        this.definition = definition;
    }

    public String name() {
        return definition.name();
    }

    /** What the table was defined with; what it was when it got its first replica, if the application made it. */
    public GlobalTableDefinition definition() {
        return definition;
    }

    /**
     * The Regions that hold a replica now, in the order in which they got it. A replica counts as soon as it can be written
     * to, and until it is being deleted.
     */
    public List<Region> regions() {
        return simulation.replicaRegions(name());
    }

    /**
     * The table's DynamoDB stream in one Region.
     *
     * @throws IllegalArgumentException if it has none there
     */
    public SimulatedStream stream(Region region) {
        return simulation.stream(region, name());
    }

    /** The simulation that the table lives in. */
    public Simulation simulation() {
        return simulation;
    }

    /**
     * One item across all Regions, by its partition key; for tables without a sort key.
     *
     * @param partition a {@code String}, a {@code Number}, {@code byte[]} or {@link SdkBytes}, or an {@link AttributeValue}
     * @throws IllegalArgumentException if the value does not fit the table's key
     */
    public SimulatedItem item(Object partition) {
        definition.sortKey().ifPresent(sort -> {
            throw new IllegalArgumentException("The table \"" + name() + "\" has a sort key, \"" + sort.name()
                    + "\", of type " + sort.type() + ". Give both values: item(partition, sort).");
        });
        return new SimulatedItem(this, ItemKey.of(value(definition.partitionKey(), partition)));
    }

    /**
     * One item across all Regions, by its partition and sort key.
     *
     * @throws IllegalArgumentException if a value does not fit the table's key, or the table has no sort key
     */
    public SimulatedItem item(Object partition, Object sort) {
        GlobalTableDefinition.Key sortKey = definition
                .sortKey()
                .orElseThrow(() -> new IllegalArgumentException("The table \"" + name()
                        + "\" has no sort key. Give the partition key alone: item(partition)."));
        return item(ItemKey.of(value(definition.partitionKey(), partition), value(sortKey, sort)));
    }

    /** One item across all Regions. */
    public SimulatedItem item(ItemKey key) {
        return new SimulatedItem(this, key);
    }

    /** Every item that was ever written, in scan order; it may be deleted by now, or not be everywhere yet. */
    public List<SimulatedItem> items() {
        return simulation.call(() -> simulation.views().keys(name())).stream()
                .map(this::item)
                .toList();
    }

    /** How many items a Region holds. */
    public int count(Region region) {
        return (int)
                items().stream().filter(item -> item.in(region).isPresent()).count();
    }

    /** The conflicts of this table, in the order in which the versions met. */
    public List<Conflict> conflicts() {
        return simulation.conflicts().stream()
                .filter(conflict -> conflict.table().equals(name()))
                .toList();
    }

    /**
     * The writes that broke the table's {@link GlobalTableDefinition#writeMode}, each with the call that made it, in their
     * order.
     */
    public List<HistoryEvent.StrayWrite> strayWrites() {
        return simulation.history().events(HistoryEvent.StrayWrite.class).stream()
                .filter(write -> write.table().equals(name()))
                .toList();
    }

    /**
     * Lets another Region take all writes from now on, as a team does after a failover.
     *
     * @throws IllegalArgumentException if the table has no replica there
     * @throws IllegalStateException if the table's write mode is not {@link WriteMode#oneRegion}
     */
    public void promote(Region region) {
        requireReplica(region);
        simulation.run(() -> simulation.promote(name(), region));
    }

    /** The versions of this table's items that are under way. */
    public List<ReplicationMessage> inFlight() {
        return simulation.call(
                () -> simulation.views().inFlight(message -> message.table().equals(name())));
    }

    /**
     * CloudWatch's {@code ReplicationLatency} from one Region to another: how long the versions were under way that arrived
     * within a window of virtual time that ends now. A stall does not show (ISO-7). Events that the history has forgotten do
     * not count.
     *
     * @return empty when nothing arrived, and for strongly consistent tables, which have no such metric (STRONG-21)
     * @throws IllegalArgumentException if the window is not positive
     */
    public Optional<ReplicationLatency> replicationLatency(Region from, Region to, Duration window) {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "A window has a length; found " + window + ". Example: Duration.ofMinutes(1).");
        }
        return definition.isStrong()
                ? Optional.empty()
                : new ReplicationMetrics(name(), from, to)
                        .latency(
                                simulation.history().events(),
                                simulation.clock().instant().minus(window));
    }

    /**
     * How many versions one Region has yet to get from another, those that are held up included. AWS tells this, as {@code
     * PendingReplicationCount}, of version 2017.11.29 only.
     */
    public int pendingReplicationCount(Region from, Region to) {
        ReplicationMetrics metrics = new ReplicationMetrics(name(), from, to);
        return (int) inFlight().stream().filter(metrics::concerns).count();
    }

    /** Whether every replica holds the same items and nothing is under way. */
    public boolean hasConverged() {
        return inFlight().isEmpty() && items().stream().allMatch(SimulatedItem::hasConverged);
    }

    /**
     * Limits what one Region writes, replicated writes included: this many write units a second, of virtual time, from now
     * on. More is throttled with {@code ProvisionedThroughputExceededException}; what other Regions send waits (CAP-2).
     *
     * <pre>{@code
     * orders.limitWrites(Region.EU_WEST_1, 5);
     * }</pre>
     *
     * @throws IllegalArgumentException if the limit is not positive, or the Region has no replica
     */
    public void limitWrites(Region region, double unitsPerSecond) {
        limit(region, true, unitsPerSecond);
    }

    /** The same for read units. */
    public void limitReads(Region region, double unitsPerSecond) {
        limit(region, false, unitsPerSecond);
    }

    /** Takes the limits of one Region back. */
    public void unlimit(Region region) {
        simulation.run(() -> {
            simulation.capacities().removeBudget(region, name(), true);
            simulation.capacities().removeBudget(region, name(), false);
        });
    }

    private void limit(Region region, boolean write, double unitsPerSecond) {
        if (!(unitsPerSecond > 0) || Double.isInfinite(unitsPerSecond)) {
            throw new IllegalArgumentException("A limit is a positive number of capacity units a second; found "
                    + unitsPerSecond + ". Use unlimit to take a limit back, or Network to hold replication up.");
        }
        requireReplica(region);
        simulation.run(() -> simulation.capacities().setBudget(region, name(), write, unitsPerSecond));
    }

    private void requireReplica(Region region) {
        if (!regions().contains(region)) {
            throw new IllegalArgumentException("The table \"" + name() + "\" has no replica in " + region.id()
                    + "; there are replicas in " + Definitions.ids(regions()) + ". Name one of these.");
        }
    }

    /**
     * Lets one Region delete, now, the items whose time to live has ended there; see {@link Simulation#expireItems}.
     *
     * @return how many items were deleted
     * @throws IllegalArgumentException if the Region holds no replica
     * @throws IllegalStateException if time to live is not enabled on the table
     */
    public int expire(Region region) {
        return simulation.expireItems(region, name());
    }

    @Override
    public String toString() {
        return "SimulatedTable[" + name() + " in " + Definitions.ids(regions()) + "]";
    }

    private KeyValue value(GlobalTableDefinition.Key key, Object value) {
        AttributeValue attribute = attribute(value);
        if (attribute == null || !fits(key.type(), attribute)) {
            throw new IllegalArgumentException("The key attribute \"" + key.name() + "\" of table \"" + name()
                    + "\" is of type " + key.type() + "; found "
                    + value.getClass().getSimpleName() + " " + value + ". "
                    + "Give a String for S, a Number for N, a byte[] or SdkBytes for B, or an AttributeValue.");
        }
        return KeyValue.of(attribute);
    }

    private static boolean fits(ScalarAttributeType type, AttributeValue value) {
        return switch (type) {
            case S -> value.s() != null;
            case N -> value.n() != null;
            case B -> value.b() != null;
            default -> false;
        };
    }

    private static @Nullable AttributeValue attribute(Object value) {
        if (value instanceof AttributeValue attribute) {
            return attribute;
        }
        if (value instanceof String text) {
            return AttributeValue.fromS(text);
        }
        if (value instanceof Number number) {
            return AttributeValue.fromN(number.toString());
        }
        if (value instanceof byte[] bytes) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
        }
        return value instanceof SdkBytes bytes ? AttributeValue.fromB(bytes) : null;
    }
}
