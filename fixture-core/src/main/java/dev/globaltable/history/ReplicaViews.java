package dev.globaltable.history;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.item.Version;
import dev.globaltable.table.ArrivalOutcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * What a history amounts to at its end: the version of each item in each Region, what is in flight, which conflicts
 * there were. Computed from events alone.
 */
public final class ReplicaViews {

    private final Map<String, NavigableMap<ItemKey, Map<Region, ItemVersion>>> tables = new TreeMap<>();
    private final Map<Long, ReplicationMessage> inFlight = new TreeMap<>();
    private final Map<ConflictKey, Conflict> conflicts = new LinkedHashMap<>();

    private record ConflictKey(String table, ItemKey key, Version winner, Version loser) {}

    /** The newest version of an item in a Region: the item, or its tombstone, or {@code null} if it never got there. */
    public @Nullable ItemVersion version(String table, ItemKey key, Region region) {
        return versions(table, key).get(region);
    }

    /** The newest version of an item in each Region where it was ever seen. */
    public Map<Region, ItemVersion> versions(String table, ItemKey key) {
        return Collections.unmodifiableMap(items(table).getOrDefault(key, new LinkedHashMap<>()));
    }

    /** The keys of every item of a table that was ever written, in scan order. */
    public List<ItemKey> keys(String table) {
        return List.copyOf(items(table).keySet());
    }

    /** What is on its way, in the order in which it was sent. */
    public List<ReplicationMessage> inFlight(Predicate<ReplicationMessage> filter) {
        return inFlight.values().stream().filter(filter).toList();
    }

    /** Each pair of versions that met without knowledge of each other, in the order in which they first met. */
    public List<Conflict> conflicts() {
        return List.copyOf(conflicts.values());
    }

    void add(HistoryEvent event) {
        if (event instanceof HistoryEvent.ItemWritten write) {
            set(write.table(), write.key(), write.region(), write.written());
        } else if (event instanceof HistoryEvent.ItemCopied copy) {
            set(copy.table(), copy.key(), copy.region(), copy.content());
        } else if (event instanceof HistoryEvent.VersionSent sent) {
            inFlight.put(sent.message().id(), sent.message());
        } else if (event instanceof HistoryEvent.VersionArrived arrived) {
            inFlight.remove(arrived.message().id());
            arrived(arrived);
        } else if (event instanceof HistoryEvent.VersionCoalesced coalesced) {
            inFlight.remove(coalesced.message().id());
        } else if (event instanceof HistoryEvent.VersionAbandoned abandoned) {
            inFlight.remove(abandoned.message().id());
        } else if (event instanceof HistoryEvent.TableStatusChanged change && change.gone()) {
            items(change.table()).values().forEach(versions -> versions.remove(change.region()));
        }
    }

    private void arrived(HistoryEvent.VersionArrived arrived) {
        ReplicationMessage message = arrived.message();
        if (arrived.outcome() != ArrivalOutcome.DROPPED) {
            set(message.table(), message.key(), message.to(), message.content());
        }
        ItemVersion met = arrived.met().orElse(null);
        if (arrived.conflict() && met != null) {
            boolean dropped = arrived.outcome() == ArrivalOutcome.DROPPED;
            ItemVersion winner = dropped ? met : message.content();
            ItemVersion loser = dropped ? message.content() : met;
            conflicts.putIfAbsent(
                    new ConflictKey(message.table(), message.key(), winner.version(), loser.version()),
                    new Conflict(message.table(), message.key(), winner, loser, arrived.time(), message.to()));
        }
    }

    private void set(String table, ItemKey key, Region region, ItemVersion version) {
        items(table).computeIfAbsent(key, absent -> new LinkedHashMap<>()).put(region, version);
    }

    private NavigableMap<ItemKey, Map<Region, ItemVersion>> items(String table) {
        return tables.computeIfAbsent(table, absent -> new TreeMap<>());
    }
}
