package dev.globaltable;

import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.table.StrongRegions;
import java.time.Duration;

/**
 * What holds for the replicas that an application adds.
 *
 * @param delay how long versions are under way in a global table that was made by {@code UpdateTable}
 * @param requireNewAndOldImages whether a table has to have such a stream before it gets a replica
 * @param acknowledgementDelay how long a write in a strongly consistent table that was made so meets others
 * @param strongRegions which Regions such a table can have
 * @param keyFaultDetection how long a fault of a replica's key goes unnoticed
 */
record ReplicaRules(
        ReplicaDurations durations,
        ReplicationDelay delay,
        boolean requireNewAndOldImages,
        Duration acknowledgementDelay,
        StrongRegions strongRegions,
        Duration keyFaultDetection) {}
