package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StrongRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** A regional table becomes a global table that is strongly consistent in all its Regions (STRONG-1). */
record StrongConversion(
        ReplicaLifecycle replicas,
        ControlState state,
        List<ReplicaAddition> additions,
        @Nullable String witness) implements TableChange {

    private static final String OF_STRONG = " for global tables with MultiRegionConsistency set to STRONG";

    @Override
    public void check(ReplicaTable table) {
        ReplicaAddition.requireNoMode(table);
        requireRegions(table);
        additions.forEach(addition -> addition.checkAny(table));
        requireConvertible(table);
    }

    private void requireRegions(ReplicaTable table) {
        List<Region> regions = new ArrayList<>(List.of(table.region()));
        additions.forEach(addition -> regions.add(ReplicaRegions.require(table, addition.regionName())));
        if (witness != null) {
            if (regions.stream().anyMatch(region -> region.id().equals(witness))) {
                throw validation("Cannot add a witness in the same region as an existing replica when creating a global"
                        + " table with MultiRegionConsistency set to STRONG.");
            }
            regions.add(ReplicaRegions.require(table, witness));
        }
        if (regions.size() != StrongRegions.COUNT) {
            throw validation("Unsupported replica count" + OF_STRONG + ".");
        }
        List<Region> incapable = replicas.strongRegions().incapable(regions);
        if (!incapable.isEmpty()) {
            throw validation("Unsupported Region(s) specified" + OF_STRONG + ": "
                    + incapable.stream().map(Region::id).collect(Collectors.joining(", ", "[", "]")) + ".");
        }
    }

    /** AWS publishes no text for these (STRONG-7). */
    private void requireConvertible(ReplicaTable table) {
        if (!table.items().isEmpty()) {
            throw validation("Table must be empty" + OF_STRONG + ": " + table.name());
        }
        if (table.settings().indexes().stream()
                .anyMatch(index -> !index.definition().isGlobal())) {
            throw validation("Local secondary indexes are not supported" + OF_STRONG + ".");
        }
        TimeToLive expiry = state.of(table).timeToLive();
        if (expiry != null && expiry.isActive()) {
            throw validation("Time to live is not supported" + OF_STRONG + ".");
        }
    }

    /** The table's status tells of the new replicas. */
    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.ACTIVE;
    }

    @Override
    public void start(ReplicaTable table) {
        replicas.addStrongly(
                table,
                additions.stream().map(addition -> addition.replica(table)).toList(),
                witness == null ? null : Region.of(witness));
    }

    @Override
    public boolean reachesEveryReplica(ReplicaTable table) {
        return false;
    }
}
