package dev.globaltable.http;

import dev.globaltable.replication.ReplicationDelay;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** Where global tables have their replicas, and how long versions are under way between them, unless told otherwise. */
record TableDefaults(List<Region> regions, ReplicationDelay replicationDelay) {

    static final TableDefaults STANDARD =
            new TableDefaults(List.of(Region.US_EAST_1, Region.EU_WEST_1), ReplicationDelay.parse("1s"));
}
