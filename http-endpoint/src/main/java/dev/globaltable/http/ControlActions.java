package dev.globaltable.http;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Network;
import dev.globaltable.RegionalClock;
import dev.globaltable.Simulation;
import dev.globaltable.history.RecordJson;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/** The commands of the control API that change something. */
final class ControlActions {

    private ControlActions() {}

    static Answer advance(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        simulation.clock().advance(input.duration("duration"));
        return done(simulation);
    }

    static Answer settle(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        simulation.settle();
        return done(simulation);
    }

    static Answer deliverNext(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        Optional<ReplicationMessage> delivered = simulation.network().deliverNext();
        Map<String, Object> answer = outcome(simulation);
        delivered.ifPresent(message -> answer.put("delivered", RecordJson.of(message)));
        return ControlApi.json(200, answer);
    }

    static Answer deliver(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        long id = input.number("id");
        ReplicationMessage message = simulation.network().inFlight().stream()
                .filter(candidate -> candidate.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No version " + id + " is under way. GET "
                        + ControlApi.PATH + "/in-flight lists those that are."));
        if (input.flag("outOfOrder")) {
            simulation.network().deliverOutOfOrder(message);
        } else {
            simulation.network().deliver(message);
        }
        return done(simulation);
    }

    static Answer partition(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        simulation.network().partition(input.regions("between"), input.regions("and"));
        return done(simulation);
    }

    static Answer isolate(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        simulation.network().isolate(input.region("region"));
        return done(simulation);
    }

    static Answer cut(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        simulation.network().cutLink(input.region("from"), input.region("to"));
        return done(simulation);
    }

    static Answer heal(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        Network network = simulation.network();
        if (input.hasOnly()) {
            network.heal();
        } else if (input.hasOnly("region")) {
            network.heal(input.region("region"));
        } else if (input.hasOnly("from", "to")) {
            network.healLink(input.region("from"), input.region("to"));
        } else if (input.hasOnly("between", "and")) {
            network.heal(input.regions("between"), input.regions("and"));
        } else {
            throw new IllegalArgumentException(
                    "Expected no members, \"region\", \"between\" and \"and\", or \"from\" and \"to\".");
        }
        return done(simulation);
    }

    static Answer pause(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        if (isLink(input)) {
            simulation.network().pauseLink(input.region("from"), input.region("to"));
        } else {
            simulation.network().pauseReplication(input.region("region"));
        }
        return done(simulation);
    }

    static Answer resume(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        if (isLink(input)) {
            simulation.network().resumeLink(input.region("from"), input.region("to"));
        } else {
            simulation.network().resumeReplication(input.region("region"));
        }
        return done(simulation);
    }

    private static boolean isLink(ControlInput input) {
        if (!input.hasOnly("region") && !input.hasOnly("from", "to")) {
            throw new IllegalArgumentException("Expected \"region\", or \"from\" and \"to\".");
        }
        return input.has("from");
    }

    static Answer delay(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        simulation
                .network()
                .setDelay(input.region("from"), input.region("to"), ReplicationDelay.parse(input.text("delay")));
        return done(simulation);
    }

    static Answer clock(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        RegionalClock clock = simulation.clock().in(input.region("region"));
        Optional<Duration> ahead = input.optionalSignedDuration("ahead");
        Optional<Long> drift = input.optionalNumber("driftPartsPerMillion");
        if (ahead.isPresent() && drift.isPresent()) {
            clock.set(ahead.get(), drift.get());
        } else if (ahead.isPresent()) {
            clock.setAhead(ahead.get());
        } else {
            clock.setDrift(drift.orElseThrow(
                    () -> new IllegalArgumentException("Expected \"ahead\", \"driftPartsPerMillion\" or both.")));
        }
        return done(simulation);
    }

    static Answer createGlobalTable(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        List<Region> regions = input.has("regions")
                ? input.regions("regions")
                : host.defaults().regions();
        ReplicationDelay delay = input.optionalText("replicationDelay")
                .map(ReplicationDelay::parse)
                .orElseGet(() -> host.defaults().replicationDelay());
        GlobalTableDefinition table = TableText.definition(
                input.text("name"), input.text("partitionKey"), input.optionalText("sortKey"), regions, delay);
        simulation.createGlobalTable(table);
        return done(simulation);
    }

    static Answer expireItems(SimulationHost host, ControlInput input) {
        Simulation simulation = host.simulation();
        int expired = simulation.expireItems(input.region("region"), input.text("table"));
        Map<String, Object> answer = outcome(simulation);
        answer.put("expired", expired);
        return ControlApi.json(200, answer);
    }

    static Answer reset(SimulationHost host, ControlInput input) {
        host.reset();
        return done(host.simulation());
    }

    private static Answer done(Simulation simulation) {
        return ControlApi.json(200, outcome(simulation));
    }

    private static Map<String, Object> outcome(Simulation simulation) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("time", simulation.clock().instant());
        outcome.put("inFlight", simulation.network().inFlight().size());
        return outcome;
    }
}
