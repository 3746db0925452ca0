package dev.globaltable.replication;

import static dev.globaltable.error.ServiceErrors.accessDenied;
import static dev.globaltable.error.ServiceErrors.replicatedWriteConflict;

import dev.globaltable.item.ItemKey;
import dev.globaltable.table.Consistency;
import dev.globaltable.table.LocalWrite;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.Witness;
import dev.globaltable.time.VirtualTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Multi-Region strong consistency: a write or strongly consistent read needs two of the three Regions, and any two of
 * three have one in common that knows the newest version (reference section 4).
 *
 * <p>So whoever reaches another Region learns of every acknowledged write, also of those whose own link to it is cut.
 */
final class StrongConsistency implements Consistency {

    private final List<Region> regions;
    private final long acknowledgementMicros;
    private final StrongRules rules;
    private final VirtualTime time;
    private final Links links;
    private final Consumer<ReplicaTable> catchUp;
    private final Map<ItemKey, Modification> modifications = new TreeMap<>();
    private final Set<Region> held = new LinkedHashSet<>();
    private @Nullable Witness witness;

    /** Until when a Region's write of an item may meet others. */
    private record Modification(Region region, long endMicros) {}

    /**
     * @param regions the three Regions, that of the witness included
     * @param acknowledgementMicros how long it takes until another Region has a write
     * @param catchUp delivers what is under way to a replica
     */
    StrongConsistency(
            List<Region> regions,
            long acknowledgementMicros,
            StrongRules rules,
            VirtualTime time,
            Links links,
            Consumer<ReplicaTable> catchUp) {
        this.regions = List.copyOf(regions);
        this.acknowledgementMicros = acknowledgementMicros;
        this.rules = rules;
        this.time = time;
        this.links = links;
        this.catchUp = catchUp;
    }

    @Override
    public boolean isStrong() {
        return true;
    }

    @Override
    public @Nullable Witness witness() {
        return witness;
    }

    @Override
    public boolean batchConflictsFail() {
        return rules.batchConflictsFail();
    }

    /** Whether changes of different items may change places on their way (STRONG-19). */
    boolean isShuffled() {
        return rules.shuffleMicros() > 0;
    }

    /** Lets the replicas list the witness so; it helps to find a majority even when they do not. */
    void setWitness(@Nullable Witness witness) {
        this.witness = witness;
    }

    /** Lets a Region's replica stand still, or takes part again: it counts for no majority meanwhile (STRONG-22). */
    void hold(Region region, boolean still) {
        if (still) {
            held.add(region);
        } else {
            held.remove(region);
        }
    }

    /** Whether a Region reaches at least one of the others, in both directions (STRONG-18). */
    boolean hasQuorum(Region region) {
        return !held.contains(region)
                && regions.stream()
                        .filter(other -> !other.equals(region) && !held.contains(other))
                        .anyMatch(other -> areJoined(region, other));
    }

    private boolean areJoined(Region one, Region other) {
        return links.get(one, other).isOpen() && links.get(other, one).isOpen();
    }

    /** That the others have faults of their own does not matter: such a table can be dissolved. */
    @Override
    public void beforeSettingsChange(ReplicaTable replica) {
        Region region = replica.region();
        if (held.contains(region)
                || regions.stream().noneMatch(other -> !other.equals(region) && areJoined(region, other))) {
            throw unavailable(replica);
        }
    }

    private DynamoDbException unavailable(ReplicaTable replica) {
        return replica.status() == TableStatus.REPLICATION_NOT_AUTHORIZED
                ? accessDenied("Replication is not authorized for table: "
                        + replica.definition().arn())
                : rules.unavailable().get();
    }

    @Override
    public void beforeStrongRead(ReplicaTable replica) {
        if (!hasQuorum(replica.region())) {
            throw unavailable(replica);
        }
        catchUp.accept(replica);
    }

    @Override
    public void beforeWrite(ReplicaTable replica, ItemKey key) {
        beforeStrongRead(replica);
        Modification modification = modifications.get(key);
        if (modification == null) {
            return;
        }
        if (modification.endMicros() <= time.nowMicros()) {
            modifications.remove(key);
        } else if (!modification.region().equals(replica.region())) {
            throw replicatedWriteConflict();
        }
    }

    /** A write was accepted; other Regions' writes of the item meet it until it is acknowledged (STRONG-15). */
    void written(LocalWrite write) {
        if (acknowledgementMicros > 0) {
            long end = time.nowMicros() + acknowledgementMicros;
            modifications.put(write.key(), new Modification(write.table().region(), end));
        }
    }
}
