package dev.globaltable;

import dev.globaltable.history.Conflict;
import dev.globaltable.history.ReplicaViews;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One item of a global table, seen from outside all Regions at the moment of each call.
 *
 * @since 0.1.0
 */
public final class SimulatedItem {

    private final SimulatedTable table;
    private final ItemKey key;

    SimulatedItem(SimulatedTable table, ItemKey key) {
        this.table = table;
        this.key = key;
    }

    public SimulatedTable table() {
        return table;
    }

    public ItemKey key() {
        return key;
    }

    /** The item as a Region holds it; empty if it was deleted there or never got there. */
    public Optional<Map<String, AttributeValue>> in(Region region) {
        return versionIn(region).flatMap(ItemVersion::item);
    }

    /** The version that a Region holds, which may be a delete; empty if none ever got there. */
    public Optional<ItemVersion> versionIn(Region region) {
        requireReplica(region);
        return read(views -> Optional.ofNullable(views.version(table.name(), key, region)));
    }

    /** The highest version anywhere, in a replica or under way; it is what all replicas converge on (LWW-2). */
    public Optional<ItemVersion> newest() {
        return read(views -> Stream.concat(
                        views.versions(table.name(), key).entrySet().stream()
                                .filter(held -> table.regions().contains(held.getKey()))
                                .map(Map.Entry::getValue),
                        views.inFlight(this::isMine).stream().map(ReplicationMessage::content))
                .max((one, other) -> one.version().compareTo(other.version())));
    }

    /** Whether a higher version than the Region's own exists somewhere. */
    public boolean isStaleIn(Region region) {
        return newest().filter(newest -> isNewer(newest, versionIn(region).orElse(null)))
                .isPresent();
    }

    /** Whether every replica holds the same version, or none does. */
    public boolean hasConverged() {
        return table.regions().stream().map(this::versionIn).distinct().count() <= 1
                && inFlight().isEmpty();
    }

    /** The versions of this item that are under way. */
    public List<ReplicationMessage> inFlight() {
        return read(views -> views.inFlight(this::isMine));
    }

    /** The conflicts about this item, in the order in which the versions met. */
    public List<Conflict> conflicts() {
        return table.conflicts().stream()
                .filter(conflict -> conflict.key().equals(key))
                .toList();
    }

    @Override
    public String toString() {
        return table.name() + "/" + key;
    }

    private boolean isMine(ReplicationMessage message) {
        return message.table().equals(table.name()) && message.key().equals(key);
    }

    private static boolean isNewer(ItemVersion newest, @Nullable ItemVersion held) {
        return held == null || newest.version().compareTo(held.version()) > 0;
    }

    private <T> T read(Function<ReplicaViews, T> reading) {
        Simulation simulation = table.simulation();
        return simulation.call(() -> reading.apply(simulation.views()));
    }

    private void requireReplica(Region region) {
        if (!table.regions().contains(region)) {
            throw new IllegalArgumentException("The table \"" + table.name() + "\" has no replica in " + region.id()
                    + "; it has replicas in " + Definitions.ids(table.regions()) + ".");
        }
    }
}
