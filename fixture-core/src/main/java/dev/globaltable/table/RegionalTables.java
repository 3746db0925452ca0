package dev.globaltable.table;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** The tables of one Region of the account, by name. */
public final class RegionalTables {

    private final Region region;
    private final VersionRules versions;
    private final ReplicaListener listener;
    private final StreamSwitch streams;
    private final LocalPropagation propagation;
    private final Function<ReplicaTable, Throughput> meters;
    private final NavigableMap<String, ReplicaTable> tables = new TreeMap<>();

    public RegionalTables(
            Region region,
            VersionRules versions,
            ReplicaListener listener,
            StreamSwitch streams,
            LocalPropagation propagation,
            Function<ReplicaTable, Throughput> meters) {
        this.region = region;
        this.versions = versions;
        this.listener = listener;
        this.streams = streams;
        this.propagation = propagation;
        this.meters = meters;
    }

    public Region region() {
        return region;
    }

    public @Nullable ReplicaTable find(String name) {
        return tables.get(name);
    }

    /** Every table, ordered by name as {@code ListTables} shows them. */
    public NavigableMap<String, ReplicaTable> all() {
        return Collections.unmodifiableNavigableMap(tables);
    }

    /** Adds an empty table in status {@code CREATING}; the caller has checked that the name is free. */
    public ReplicaTable add(TableDefinition definition, TableSettings settings) {
        ReplicaTable table = new ReplicaTable(region, definition, settings, versions, listener, streams, propagation);
        table.setThroughput(meters.apply(table));
        tables.put(definition.name(), table);
        table.beginStream();
        return table;
    }

    public void remove(String name) {
        ReplicaTable removed = tables.remove(name);
        if (removed != null) {
            removed.endStream();
        }
    }
}
