package dev.globaltable.http;

import dev.globaltable.Network;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.history.RecordJson;
import dev.globaltable.timeline.TextTimeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/** The commands of the control API that only look. */
final class ControlViews {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String LINES = "application/jsonl";

    private ControlViews() {}

    static Answer status(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        List<Region> regions = simulation.regions();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("time", simulation.clock().instant());
        status.put("start", simulation.history().start());
        status.put("realTime", host.inRealTime());
        status.put("seed", simulation.seed());
        status.put("homeRegion", simulation.homeRegion().id());
        status.put(
                "globalTables",
                simulation.tables().stream().map(ControlViews::table).toList());
        status.put("links", links(simulation.network(), regions));
        status.put(
                "clocks",
                regions.stream().map(region -> clock(simulation, region)).toList());
        status.put("inFlight", simulation.network().inFlight().size());
        status.put("conflicts", simulation.conflicts().size());
        return ControlApi.json(200, status);
    }

    private static Map<String, Object> table(SimulatedTable table) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", table.name());
        view.put("regions", table.regions().stream().map(Region::id).toList());
        view.put("replicationDelay", table.definition().replicationDelay().toString());
        view.put("inFlight", table.inFlight().size());
        view.put("converged", table.hasConverged());
        return view;
    }

    private static List<Map<String, Object>> links(Network network, List<Region> regions) {
        List<Map<String, Object>> links = new ArrayList<>();
        for (Region from : regions) {
            for (Region to : regions) {
                if (!from.equals(to)) {
                    links.add(Map.of("from", from.id(), "to", to.id(), "open", network.isOpen(from, to)));
                }
            }
        }
        return links;
    }

    private static Map<String, Object> clock(Simulation simulation, Region region) {
        return Map.of(
                "region",
                region.id(),
                "ahead",
                simulation.clock().in(region).ahead().toString());
    }

    static Answer inFlight(SimulationHost host, ControlInput input) {
        return ControlApi.json(
                200,
                Map.of("inFlight", RecordJson.all(host.simulation().network().inFlight())));
    }

    static Answer conflicts(SimulationHost host, ControlInput input) {
        return ControlApi.json(
                200, Map.of("conflicts", RecordJson.all(host.simulation().conflicts())));
    }

    static Answer history(SimulationHost host, ControlInput input) {
        return Answer.of(200, TEXT, host.simulation().history().text());
    }

    static Answer historyLines(SimulationHost host, ControlInput input) {
        return Answer.of(200, LINES, host.simulation().history().jsonLines());
    }

    static Answer timeline(SimulationHost host, ControlInput input) {
        return Answer.of(200, TEXT, TextTimeline.of(host.simulation().history()));
    }
}
