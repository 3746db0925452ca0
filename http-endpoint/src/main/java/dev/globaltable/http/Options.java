package dev.globaltable.http;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.SimulationBuilder;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * What the command line asks for.
 *
 * @param regions where global tables have their replicas; the first is the home Region
 * @param replicationDelay of every global table
 * @param eventsKept how much of the history is kept, at least
 * @param tableStatusDelay how long tables stay in passing states
 * @param timeToLiveDelay how long after its expiry an item is deleted
 * @param globalTables those that exist at the start
 */
record Options(
        int port,
        Optional<String> host,
        List<Region> regions,
        ReplicationDelay replicationDelay,
        long seed,
        boolean realTime,
        int eventsKept,
        Duration tableStatusDelay,
        Duration timeToLiveDelay,
        List<GlobalTableDefinition> globalTables) {

    HttpEndpoint start() {
        SimulationBuilder simulation = Simulation.builder()
                .seed(seed)
                .keepEvents(eventsKept)
                .tableStatusDelay(tableStatusDelay)
                .timeToLiveDelay(timeToLiveDelay)
                .replicationDelay(replicationDelay)
                .homeRegion(regions.get(0));
        globalTables.forEach(simulation::globalTable);
        HttpEndpointBuilder endpoint =
                HttpEndpoint.of(simulation).port(port).defaults(new TableDefaults(regions, replicationDelay));
        host.ifPresent(endpoint::host);
        if (realTime) {
            endpoint.realTime();
        }
        return endpoint.start();
    }
}
