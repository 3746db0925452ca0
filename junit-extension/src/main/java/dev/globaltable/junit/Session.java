package dev.globaltable.junit;

import dev.globaltable.DaxCluster;
import dev.globaltable.Network;
import dev.globaltable.RegionalClock;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.history.History;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/** A running simulation and what is injected from it. */
final class Session {

    private static final List<Class<?>> PARTS =
            List.of(Simulation.class, SimulatedClock.class, Network.class, SimulatedTable.class, History.class);

    private final Simulation simulation;
    private final String replay;
    private final ReportMode reportMode;
    private final InjectedClients clients = new InjectedClients();
    private final Map<Region, DaxCluster> clusters = new LinkedHashMap<>();

    /**
     * A session on a simulation that has just started.
     *
     * @param replay what to write in the source to get the same seed again
     */
    Session(Simulation simulation, String replay, ReportMode reportMode) {
        this.simulation = simulation;
        this.replay = replay;
        this.reportMode = reportMode;
    }

    String replay() {
        return replay;
    }

    ReportMode reportMode() {
        return reportMode;
    }

    Simulation simulation() {
        return simulation;
    }

    /** Types that need no annotation to be ours. */
    static boolean isPart(Class<?> type) {
        return PARTS.contains(type);
    }

    Object resolve(InjectionPoint point) {
        if (point.region().isPresent()) {
            return regional(point, region(point, point.region().get()));
        }
        Class<?> type = point.type();
        if (type == SimulatedTable.class) {
            return table(point);
        }
        if (type == Simulation.class) {
            return simulation;
        }
        if (type == SimulatedClock.class) {
            return simulation.clock();
        }
        if (type == Network.class) {
            return simulation.network();
        }
        if (type == History.class) {
            return simulation.history();
        }
        throw Misuse.injection(
                point.where(),
                "not a part of a simulation. Expected one of Simulation, SimulatedClock, Network, SimulatedTable and"
                        + " History, or a client with @InRegion, for example @InRegion(\"eu-west-1\") DynamoDbClient.");
    }

    private Object regional(InjectionPoint point, Region region) {
        if (point.type() == RegionalClock.class) {
            return simulation.clock().in(region);
        }
        if (point.type() == DaxCluster.class) {
            return dax(region);
        }
        if (InjectedClients.supports(point.type())) {
            return clients.get(point.type(), region);
        }
        throw Misuse.injection(
                point.where(),
                "@InRegion stands before a DynamoDbClient, DynamoDbAsyncClient, DynamoDbEnhancedClient,"
                        + " DynamoDbEnhancedAsyncClient, RegionalClock or DaxCluster, for example"
                        + " @InRegion(\"eu-west-1\") DynamoDbClient.");
    }

    private synchronized DaxCluster dax(Region region) {
        return clusters.computeIfAbsent(region, simulation::dax);
    }

    private static Region region(InjectionPoint point, InRegion annotation) {
        Region region = annotation.value().isBlank() ? null : Region.of(annotation.value());
        if (region == null || !Region.regions().contains(region)) {
            throw Misuse.injection(
                    point.where(),
                    "not an AWS Region: \"" + annotation.value()
                            + "\". Expected one such as @InRegion(\"eu-west-1\").");
        }
        return region;
    }

    private SimulatedTable table(InjectionPoint point) {
        List<SimulatedTable> tables = simulation.tables();
        if (point.table().isPresent()) {
            String name = point.table().get().value();
            return only(
                    point,
                    tables.stream().filter(table -> table.name().equals(name)).toList());
        }
        if (tables.size() == 1) {
            return tables.get(0);
        }
        return only(
                point,
                tables.stream()
                        .filter(table -> point.name()
                                .filter(name -> plain(name).equals(plain(table.name())))
                                .isPresent())
                        .toList());
    }

    private SimulatedTable only(InjectionPoint point, List<SimulatedTable> fitting) {
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        List<String> names =
                simulation.tables().stream().map(SimulatedTable::name).toList();
        String found = point.table()
                .map(qualifier -> "no table is called \"" + qualifier.value() + "\"")
                .orElse("it is not clear which table is meant");
        throw Misuse.injection(
                point.where(),
                found + "; the tables are " + names + ". Expected a name, for example @TableName(\"" + names.get(0)
                        + "\") SimulatedTable.");
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** Closes the clients while they are still routed, then the simulation. */
    void close() {
        try {
            clients.close();
        } finally {
            simulation.close();
        }
    }
}
