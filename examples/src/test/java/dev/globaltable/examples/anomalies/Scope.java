package dev.globaltable.examples.anomalies;

import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_2;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.SimulationBuilder;
import dev.globaltable.replication.ReplicationDelay;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;

/** A way to use DynamoDB: a column of the table in {@code docs/anomalies.md}. */
enum Scope {
    EVENTUAL_READS("One Region, eventual reads", false, false),
    STRONG_READS("One Region, strong reads", true, false),
    TRANSACTIONS("One Region, transactions", true, true),
    TWO_REGIONS("Two Regions", true, false),
    TWO_REGIONS_TRANSACTIONS("Two Regions, transactions", true, true),
    MRSC("MRSC", true, false);

    private final String heading;
    private final boolean consistent;
    private final boolean transactional;

    Scope(String heading, boolean consistent, boolean transactional) {
        this.heading = heading;
        this.consistent = consistent;
        this.transactional = transactional;
    }

    String heading() {
        return heading;
    }

    /** Whether reads ask for strong consistency. */
    boolean consistent() {
        return consistent;
    }

    /** Whether what belongs together is read and written with {@code TransactGetItems} and {@code TransactWriteItems}. */
    boolean transactional() {
        return transactional;
    }

    /** Where the actors are; the first Region again where there are not as many. Others may hold replicas unused. */
    Region region(int place) {
        return regions().get(place % regions().size());
    }

    private List<Region> regions() {
        return switch (this) {
            case EVENTUAL_READS, STRONG_READS, TRANSACTIONS -> List.of(US_EAST_1);
            case TWO_REGIONS, TWO_REGIONS_TRANSACTIONS -> List.of(US_EAST_1, EU_WEST_1);
            case MRSC -> List.of(US_EAST_1, US_EAST_2, US_WEST_2);
        };
    }

    /** Whether versions travel between Regions, in an order that the schedule chooses. */
    boolean replicates() {
        return this == TWO_REGIONS || this == TWO_REGIONS_TRANSACTIONS;
    }

    Simulation start(long seed) {
        GlobalTableDefinition table = GlobalTableDefinition.named("registers").partitionKey("id");
        SimulationBuilder simulation = Simulation.builder().seed(seed);
        if (replicates()) {
            table = table.regions(regions()).replicationDelay("manual");
        } else if (this == MRSC) {
            table = table.regions(regions()).consistency(MultiRegionConsistency.STRONG);
        } else if (this == EVENTUAL_READS) {
            simulation.eventualReadDelay(ReplicationDelay.parse("5ms"), 0.5);
        }
        return simulation.globalTable(table).start();
    }
}
